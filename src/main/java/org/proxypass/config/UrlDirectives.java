package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.ArrayList;
import java.util.List;
import org.proxypass.http.Ascii;
import org.proxypass.http.EncodedSlashes;
import org.proxypass.http.FieldSyntax;

/** The declarations about what a path means and what we call ourselves. */
final class UrlDirectives {
  private UrlDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("AllowEncodedSlashes")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off|NoDecode")
            .byDefault(UrlSettings.ENCODED_SLASHES)
            .summary("What becomes of %2F in a path.")
            .details(
                """
                Off refuses it with 404. On makes it a slash like any other, so that rules and the
                backend see two segments. NoDecode leaves it as it is: rules see `%2F` and `%25`
                where the client wrote them, and the backend gets them as they are. A dot segment
                beside an encoded slash is refused with 400. A servlet container must let encoded
                slashes through (Tomcat: `encodedSolidusHandling="passthrough"`). Not inherited by
                virtual hosts.""")
            .example("AllowEncodedSlashes NoDecode")
            .does(call -> call.set(UrlSettings.ENCODED_SLASHES, encodedSlashes(call.word(0)))),
        directive("MergeSlashes")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .byDefault(UrlSettings.MERGE_SLASHES)
            .summary("Whether a run of slashes in a path is one slash.")
            .details(
                """
                Off lets the backend see every slash of the part that ProxyPass does not replace.
                Locations compare the path with merged slashes in any case, so that a second slash
                does not lead around them.""")
            .example("MergeSlashes Off")
            .does(call -> call.set(UrlSettings.MERGE_SLASHES, call.flag(0))),
        directive("UseCanonicalName")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off|DNS")
            .byDefault(UrlSettings.CANONICAL_NAME)
            .summary("What this server calls itself in redirects and rewritten fields.")
            .details(
                """
                Off takes the Host field of the client, On the ServerName with its port, DNS the name
                that belongs to the address the request arrived at.""")
            .example("UseCanonicalName On")
            .does(call -> call.set(UrlSettings.CANONICAL_NAME, canonicalName(call.word(0)))),
        directive("UseCanonicalPhysicalPort")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .byDefault(UrlSettings.CANONICAL_PHYSICAL_PORT)
            .summary("Whether the port the request arrived at belongs to the server's name.")
            .details(
                """
                On uses the port of the connection where neither the client's Host field nor, with
                `UseCanonicalName On`, the ServerName has one.""")
            .example("UseCanonicalPhysicalPort On")
            .does(call -> call.set(UrlSettings.CANONICAL_PHYSICAL_PORT, call.flag(0))),
        directive("ProxyPassInherit")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .byDefault(UrlSettings.INHERIT_MAPPINGS)
            .summary("Whether a virtual host has the ProxyPass entries of the main server, too.")
            .details("Off leaves a virtual host with its own ProxyPass and ProxyPassMatch entries.")
            .example("ProxyPassInherit Off")
            .does(call -> call.set(UrlSettings.INHERIT_MAPPINGS, call.flag(0))),
        directive("AllowMethods")
            .in(LOCATION)
            .takesAtLeast(1, "reset|method …")
            .byDefault("every method")
            .summary("The only methods that may pass; others get 405.")
            .details(
                """
                GET stands for HEAD and HEAD for GET. `reset` allows every method again, `-METHOD`
                takes one out of those before it. An inner location replaces the list of an outer
                one. The answer names the allowed methods in its Allow field.""")
            .example(
                """
                <Location /reports>
                    AllowMethods GET POST
                </Location>""")
            .does(UrlDirectives::allowMethods));
  }

  private static EncodedSlashes encodedSlashes(String text) throws InvalidDirectiveException {
    return switch (Ascii.lower(text)) {
      case "on" -> EncodedSlashes.ON;
      case "off" -> EncodedSlashes.OFF;
      case "nodecode" -> EncodedSlashes.NO_DECODE;
      default -> throw new InvalidDirectiveException("'" + text + "' is not On, Off or NoDecode");
    };
  }

  private static UrlSettings.CanonicalName canonicalName(String text)
      throws InvalidDirectiveException {
    return switch (Ascii.lower(text)) {
      case "on" -> UrlSettings.CanonicalName.ON;
      case "off" -> UrlSettings.CanonicalName.OFF;
      case "dns" -> UrlSettings.CanonicalName.DNS;
      default -> throw new InvalidDirectiveException("'" + text + "' is not On, Off or DNS");
    };
  }

  private static void allowMethods(Invocation call) throws InvalidDirectiveException {
    PathRules rules = call.scope().settings().get(UrlSettings.PATH_RULES);
    List<String> methods = new ArrayList<>(rules.allowedMethods().orElse(List.of()));
    for (String word : call.words()) {
      if (word.equalsIgnoreCase("reset")) {
        methods.clear();
      } else if (word.startsWith("-")) {
        methods.remove(word.substring(1));
      } else if (FieldSyntax.isToken(word)) {
        methods.add(word);
      } else {
        throw new InvalidDirectiveException("'" + word + "' is not a method");
      }
    }
    call.scope().set(UrlSettings.PATH_RULES, rules.withAllowedMethods(methods));
  }
}
