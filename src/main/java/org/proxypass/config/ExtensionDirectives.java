package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Trailers;

/** The declarations about the protocol that httpd does not have; their defaults are httpd's way. */
final class ExtensionDirectives {
  private ExtensionDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyAddForwarded")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, 4, "none|all|proto|port|prefix|forwarded …")
            .byDefault("none")
            .summary("Whether X-Forwarded-Proto, -Port, -Prefix and Forwarded are sent.")
            .details(
                """
                `proto`, `port` and `prefix` set X-Forwarded-Proto, X-Forwarded-Port and
                X-Forwarded-Prefix and drop what the client sent under these names. The prefix is what
                the public path has in front of the backend's path; it is left out where the backend's
                path is not the end of the public one. `forwarded` appends an element of RFC 7239 with
                `for`, `host` and `proto`, and drops a Forwarded field that is not well-formed. Not
                known to httpd.""")
            .example("ProxyAddForwarded proto prefix")
            .does(call -> call.set(ProtocolSettings.FORWARDED, forwarded(call.words()))),
        directive("ProxyLoopLimit")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "number|off")
            .byDefault(ProtocolSettings.LOOP_LIMIT)
            .summary("How often a request may come back to us before it is refused with 502.")
            .details(
                """
                Counts our own name in the request's Via field, so it needs `ProxyVia On` or `Full`. 0
                refuses the first return. Two servers with one ServerName in a row are no loop, which
                is why the default is 2. `off` never refuses. Not known to httpd.""")
            .example("ProxyLoopLimit 0")
            .does(call -> call.set(ProtocolSettings.LOOP_LIMIT, loopLimit(call.word(0)))),
        directive("ProxyForwardTrailers")
            .in(SERVER, VIRTUAL_HOST)
            .takesAtLeast(1, "none|name …")
            .byDefault("none")
            .summary("The trailer fields that pass through, in both directions.")
            .details(
                """
                Trailers of a chunked request go to the backend, which then gets the body chunked
                whatever its size. Trailers of a chunked response go to a client that sent `TE:
                trailers`. Names that frame, route or authenticate a message are refused. A Tomcat of
                yours shows request trailers only when its connector names them in
                `allowedTrailerHeaders`. Not known to httpd, which drops trailers.""")
            .example("ProxyForwardTrailers Grpc-Status Grpc-Message")
            .does(call -> call.set(ProtocolSettings.TRAILERS, trailers(call.words()))),
        directive("ProxyTimeoutStatus")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "502|504")
            .byDefault(ProtocolSettings.TIMEOUT_STATUS)
            .summary("The status when a backend does not answer in time.")
            .details(
                """
                502 is what httpd answers, 504 what RFC 9110 §15.6.5 means. A backend that does not
                take the request in time gives 504 in any case. Not known to httpd.""")
            .example("ProxyTimeoutStatus 504")
            .does(call -> call.set(ProtocolSettings.TIMEOUT_STATUS, timeoutStatus(call.word(0)))),
        directive("ProxyPassReverseExtended")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "On|Off")
            .byDefault(ProtocolSettings.REVERSE_EXTENDED)
            .summary("Whether ProxyPassReverse also holds for Link, Refresh and a Destination.")
            .details(
                """
                On maps the addresses in the response fields Link and Refresh back as it does those in
                Location, and maps the request field Destination of WebDAV's COPY and MOVE forward by
                the same entries, read from right to left. Not known to httpd.""")
            .example("ProxyPassReverseExtended On")
            .does(call -> call.set(ProtocolSettings.REVERSE_EXTENDED, call.flag(0))));
  }

  private static Set<ForwardedElement> forwarded(List<String> words)
      throws InvalidDirectiveException {
    Set<ForwardedElement> elements = EnumSet.noneOf(ForwardedElement.class);
    for (String word : words) {
      switch (Ascii.lower(word)) {
        case "proto" -> elements.add(ForwardedElement.PROTO);
        case "port" -> elements.add(ForwardedElement.PORT);
        case "prefix" -> elements.add(ForwardedElement.PREFIX);
        case "forwarded" -> elements.add(ForwardedElement.FORWARDED);
        case "all" -> elements.addAll(EnumSet.allOf(ForwardedElement.class));
        case "none" -> requireAlone(words, word);
        default ->
            throw new InvalidDirectiveException(
                "'"
                    + word
                    + "' is not known; allowed are none, all, proto, port, prefix, forwarded");
      }
    }
    return Set.copyOf(elements);
  }

  private static void requireAlone(List<String> words, String word)
      throws InvalidDirectiveException {
    if (words.size() > 1) {
      throw new InvalidDirectiveException("'" + word + "' stands alone");
    }
  }

  private static int loopLimit(String text) throws InvalidDirectiveException {
    return text.equalsIgnoreCase("off") ? -1 : (int) Numbers.parse(text, 1000);
  }

  private static int timeoutStatus(String text) throws InvalidDirectiveException {
    if (!text.equals("502") && !text.equals("504")) {
      throw new InvalidDirectiveException("'" + text + "' is not allowed; allowed are 502 and 504");
    }
    return Integer.parseInt(text);
  }

  private static List<String> trailers(List<String> words) throws InvalidDirectiveException {
    List<String> names = new ArrayList<>();
    for (String word : words) {
      if (word.equalsIgnoreCase("none")) {
        requireAlone(words, word);
      } else if (!FieldSyntax.isToken(word)) {
        throw new InvalidDirectiveException("'" + word + "' is not the name of a field");
      } else if (Trailers.isForbidden(word)) {
        throw new InvalidDirectiveException(
            "'" + word + "' must not be a trailer (RFC 9110 §6.5.1)");
      } else {
        names.add(Ascii.lower(word));
      }
    }
    return List.copyOf(names);
  }
}
