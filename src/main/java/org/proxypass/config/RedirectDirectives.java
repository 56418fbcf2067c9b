package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;

/** The declarations of mod_alias that redirect. */
final class RedirectDirectives {
  private RedirectDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("Redirect")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, 3, "[status] path [url]")
            .summary("Sends the client from a path, and what lies under it, to another URL.")
            .details(
                """
                What stands behind the path comes behind the URL, and so does the query unless the
                URL has one of its own. A URL that begins with `/` is relative to this server and the
                context path. The status is `temp` (302, the default), `permanent` (301), `seeother`
                (303), `gone` (410) or a number; from 400 on there is no URL. Outside of locations it
                holds for what no ProxyPass takes: exclude the path with `ProxyPass path !`. Inside a
                location it goes before the ProxyPass, and the path may be left out; then the URL is
                the whole target.""")
            .example(
                """
                Redirect permanent /old https://shop.example/new
                Redirect gone /retired""")
            .does(call -> prefix(call, 302, true)),
        directive("RedirectPermanent")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, "path url")
            .summary("`Redirect permanent` (301).")
            .details("See [Redirect](#redirect).")
            .example("RedirectPermanent /old https://shop.example/new")
            .does(call -> prefix(call, 301, false)),
        directive("RedirectTemp")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, "path url")
            .summary("`Redirect temp` (302).")
            .details("See [Redirect](#redirect).")
            .example("RedirectTemp /sale https://shop.example/winter")
            .does(call -> prefix(call, 302, false)),
        directive("RedirectMatch")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, 3, "[status] regex [url]")
            .summary("Redirects the paths that match a regular expression.")
            .details(
                """
                The expression is searched for in the decoded path; `$0` to `$9` in the URL stand for
                what it and its groups matched. Nothing is appended but the query, if the URL has
                none. A URL whose host is followed by a reference must get a path out of it, or the
                request is refused with 400: `https://shop.example$1` cannot be led to
                `shop.example.evil`.""")
            .example("RedirectMatch 301 ^/img/(.*)\\.gif$ https://images.example/$1.png")
            .does(RedirectDirectives::expression));
  }

  private static void prefix(Invocation call, int defaultStatus, boolean statusAllowed)
      throws InvalidDirectiveException {
    List<String> words = call.words();
    int status = defaultStatus;
    if (statusAllowed && StatusWords.isStatus(words.get(0))) {
      status = StatusWords.parse(words.get(0));
      words = words.subList(1, words.size());
    }
    PathPattern implied = call.scope().context() == LOCATION ? call.scope().pattern() : null;
    boolean hasTarget = status < 400;
    if (implied != null && words.size() == (hasTarget ? 1 : 0)) {
      String target = hasTarget ? target(words.get(0)) : "";
      // Everything in the location; nothing is appended to the target.
      add(call, new RedirectSpec(new PathPattern.Prefix(""), status, target, false, ""));
      return;
    }
    checkCount(words.size(), status);
    String path = words.get(0);
    if (!path.startsWith("/")) {
      throw new InvalidDirectiveException("'" + path + "' is not a path; it must begin with /");
    }
    String target = hasTarget ? target(words.get(1)) : "";
    String origin = FixedOrigin.of(target);
    add(call, new RedirectSpec(new PathPattern.Prefix(path), status, target, true, origin));
  }

  private static void expression(Invocation call) throws InvalidDirectiveException {
    List<String> words = call.words();
    int status = 302;
    if (StatusWords.isStatus(words.get(0))) {
      status = StatusWords.parse(words.get(0));
      words = words.subList(1, words.size());
    }
    checkCount(words.size(), status);
    PathPattern pattern = new PathPattern.Matching(RegularExpressions.parse(words.get(0)));
    String target = status < 400 ? target(words.get(1)) : "";
    int reference = target.indexOf('$');
    boolean glued = reference > 0 && target.indexOf('/', reference) < 0;
    String origin = glued ? FixedOrigin.of(target.substring(0, reference)) : "";
    add(call, new RedirectSpec(pattern, status, target, false, origin));
  }

  private static void checkCount(int words, int status) throws InvalidDirectiveException {
    if (status < 400 && words != 2) {
      throw new InvalidDirectiveException("with status " + status + " takes a path and a URL");
    }
    if (status >= 400 && words != 1) {
      throw new InvalidDirectiveException("with status " + status + " takes a path and no URL");
    }
  }

  private static String target(String url) throws InvalidDirectiveException {
    boolean path = url.startsWith("/") && !url.startsWith("//");
    int scheme = url.indexOf("://");
    if (!path && (scheme <= 0 || url.length() == scheme + 3)) {
      throw new InvalidDirectiveException(
          "'" + url + "' is neither a URL like https://host/path nor a path that begins with /");
    }
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) <= ' ' || url.charAt(i) == 0x7f) {
        throw new InvalidDirectiveException("'" + url + "' holds a space or control character");
      }
    }
    return url;
  }

  private static void add(Invocation call, RedirectSpec redirect) {
    Scope scope = call.scope();
    if (scope.context() == LOCATION) {
      PathRules rules = scope.settings().get(UrlSettings.PATH_RULES);
      scope.set(UrlSettings.PATH_RULES, rules.withRedirect(redirect));
    } else {
      scope.append(UrlSettings.REDIRECTS, redirect);
    }
  }
}
