package org.proxypass.rules;

import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.PathPattern;
import org.proxypass.config.RedirectSpec;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.expression.Substitution;
import org.proxypass.http.PathEncoding;
import org.proxypass.http.PathPrefix;
import org.proxypass.http.Utf8Bytes;
import org.proxypass.mapping.MappingResult;

/** Applies Redirect and RedirectMatch (mod_alias.c, try_redirect). */
public final class RedirectRules {
  private RedirectRules() {}

  /**
   * The redirect of the first entry that covers {@code path}.
   *
   * @param path decoded, a char a byte
   * @param query the client's, or null
   * @return null when none does
   * @throws Fault with the status of an entry that is no redirect
   */
  public static MappingResult.@Nullable Redirect find(
      List<RedirectSpec> redirects, Exchange exchange, String path, @Nullable String query) {
    for (RedirectSpec redirect : redirects) {
      String target = target(redirect, path);
      if (target != null) {
        if (redirect.status() >= 400) {
          throw Fault.client(redirect.status(), "refused by Redirect");
        }
        RewriteRun.requireOrigin(redirect.fixedOrigin(), target);
        return new MappingResult.Redirect(
            redirect.status(), absolute(withQuery(target, query), exchange.publicAddress()));
      }
    }
    return null;
  }

  private static @Nullable String target(RedirectSpec redirect, String path) {
    String target = Utf8Bytes.of(redirect.target());
    if (redirect.pattern() instanceof PathPattern.Matching matching) {
      Matcher match = matching.regex().pattern().matcher(path);
      return match.find() ? encoded(new Substitution(target).expand(match)) : null;
    }
    String prefix = Utf8Bytes.of(((PathPattern.Prefix) redirect.pattern()).path());
    int covered = PathPrefix.ofAlias(prefix, path);
    if (covered < 0) {
      return null;
    }
    return redirect.appendsRest() ? target + PathEncoding.encode(path, covered) : target;
  }

  /** What was put in is escaped, but not in query and fragment. */
  private static String encoded(String target) {
    int end = 0;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return RedirectUrl.encodePath(target.substring(0, end))
        + PathEncoding.encodeUnsendable(target.substring(end));
  }

  private static String withQuery(String target, @Nullable String query) {
    if (query == null || target.indexOf('?') >= 0) {
      return target;
    }
    int fragment = target.indexOf('#');
    String before = fragment < 0 ? target : target.substring(0, fragment);
    String behind = fragment < 0 ? "" : target.substring(fragment);
    return before + "?" + PathEncoding.encodeUnsendable(query) + behind;
  }

  private static String absolute(String target, PublicAddress us) {
    return target.startsWith("/") ? us.origin() + us.contextPath() + target : target;
  }
}
