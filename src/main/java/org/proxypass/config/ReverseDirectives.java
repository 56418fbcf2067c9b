package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;
import java.util.Set;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Utf8Bytes;

/** The declarations that turn what a backend says about addresses into public ones. */
final class ReverseDirectives {
  private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss");

  private ReverseDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyPassReverse")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, 3, "[path] url [interpolate]")
            .summary("Rewrites the backend's redirects to the public address.")
            .details(
                """
                Holds for the fields Location, Content-Location, URI and Destination of every
                response. A value that begins with the URL, whatever the letter case, gets the public
                path instead and becomes absolute under the address the client used. A URL that
                begins with `/` is compared with the path of the value alone, whatever its host.
                The first entry that fits counts. `balancer://name[/path]` stands for the URLs of all
                members with that path behind them, also of those added while it runs. Inside a `<Location>` the path is left out.""")
            .example("ProxyPassReverse /app http://127.0.0.1:8081/app")
            .does(ReverseDirectives::reverse),
        directive("ProxyPassReverseCookieDomain")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, 3, "internal-domain public-domain [interpolate]")
            .summary("Replaces the Domain attribute of the backend's cookies.")
            .details(
                """
                The first entry whose internal domain is a prefix of the attribute's value, whatever
                the letter case, replaces the whole value.""")
            .example("ProxyPassReverseCookieDomain backend.internal shop.example")
            .does(call -> cookie(call, ForwardingSettings.COOKIE_DOMAINS)),
        directive("ProxyPassReverseCookiePath")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, 3, "internal-path public-path [interpolate]")
            .summary("Replaces the Path attribute of the backend's cookies.")
            .details(
                """
                The first entry whose internal path is a prefix of the attribute's value replaces the
                whole value, not only the prefix.""")
            .example("ProxyPassReverseCookiePath /app /shop")
            .does(call -> cookie(call, ForwardingSettings.COOKIE_PATHS)));
  }

  private static void reverse(Invocation call) throws InvalidDirectiveException {
    boolean interpolate = interpolates(call, 1);
    List<String> words = withoutFlag(call, interpolate);
    PathPattern implied = call.scope().pattern();
    if (call.scope().context() == Context.LOCATION && words.size() != 1) {
      throw new InvalidDirectiveException(
          "takes one argument inside a location, url; its path is that of the location");
    }
    if (words.size() == 1 && implied == null) {
      throw new InvalidDirectiveException("needs a path where it does not stand in a location");
    }
    String publicPath;
    if (words.size() == 2) {
      publicPath = words.get(0);
      boolean open = interpolate && publicPath.startsWith("${");
      if (!open && !publicPath.startsWith("/") && !isUrl(publicPath)) {
        throw new InvalidDirectiveException(
            "'" + publicPath + "' is neither a path nor a URL; a path must begin with /");
      }
    } else if (implied instanceof PathPattern.Prefix prefix) {
      publicPath = prefix.path();
    } else {
      throw new InvalidDirectiveException(
          "cannot map back to a pattern: write it with a path outside of the location");
    }
    String backendPrefix = words.get(words.size() - 1);
    if (!interpolate || !backendPrefix.contains("${")) {
      checkBackendPrefix(backendPrefix);
    }
    call.scope()
        .append(
            ForwardingSettings.REVERSE_MAPPINGS,
            new ReverseSpec(sent(publicPath), Utf8Bytes.of(backendPrefix), interpolate));
  }

  private static void checkBackendPrefix(String url) throws InvalidDirectiveException {
    if (BalancerNames.isBalancer(url)) {
      BalancerNames.parse(url);
      return;
    }
    if (!url.startsWith("/") && !isUrl(url)) {
      throw new InvalidDirectiveException(
          "'" + url + "' is neither a URL nor a path that begins with /");
    }
  }

  private static boolean isUrl(String text) {
    int colon = text.indexOf("://");
    return colon > 0
        && text.length() > colon + 3
        && SCHEMES.contains(Ascii.lower(text.substring(0, colon)));
  }

  private static void cookie(Invocation call, Setting<List<CookieRule>> setting)
      throws InvalidDirectiveException {
    boolean interpolate = interpolates(call, 2);
    List<String> words = withoutFlag(call, interpolate);
    if (words.size() != 2) {
      throw new InvalidDirectiveException("takes two arguments, internal and public");
    }
    call.scope()
        .append(
            setting, new CookieRule(Utf8Bytes.of(words.get(0)), sent(words.get(1)), interpolate));
  }

  /** What becomes a part of a field, where a line break would start another (RFC 9110 §5.5). */
  private static String sent(String text) throws InvalidDirectiveException {
    String bytes = Utf8Bytes.of(text);
    if (!FieldSyntax.isValidValue(bytes)) {
      throw new InvalidDirectiveException("the public side must not hold control characters");
    }
    return bytes;
  }

  /** Whether {@code interpolate} stands behind the {@code least} arguments that must be there. */
  private static boolean interpolates(Invocation call, int least) {
    List<String> words = call.words();
    return words.size() > least && words.get(words.size() - 1).equalsIgnoreCase("interpolate");
  }

  private static List<String> withoutFlag(Invocation call, boolean flagged)
      throws InvalidDirectiveException {
    List<String> words = call.words().subList(0, call.words().size() - (flagged ? 1 : 0));
    if (words.size() > 2) {
      throw new InvalidDirectiveException("has too many arguments");
    }
    return words;
  }
}
