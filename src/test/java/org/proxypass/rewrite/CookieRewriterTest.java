package org.proxypass.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.CookieRule;

class CookieRewriterTest {
  private static final List<CookieRule> DOMAINS =
      List.of(new CookieRule("local", "remote"), new CookieRule("local.other", "never"));
  private static final List<CookieRule> PATHS = List.of(new CookieRule("/local", "/remote"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a domain is replaced | a=b;domain=local | a=b;domain=remote",
        "a path is replaced | a=b; Path=/local | a=b; Path=/remote",
        "the whole value goes on a prefix match | a=b; path=/local/deep | a=b; path=/remote",
        "an attribute name may be in any case | a=b; DOMAIN=local | a=b; DOMAIN=remote",
        "domains compare without case | a=b; domain=LOCAL | a=b; domain=remote",
        "paths compare with case | a=b; path=/LOCAL | a=b; path=/LOCAL",
        "fakepath is no path | fakepath=/local;path=/local | fakepath=/local;path=/remote",
        "both in one | domain=local;path=/local;foo=bar | domain=remote;path=/remote;foo=bar",
        "a leading dot is another domain | a=b; domain=.local | a=b; domain=.local",
        "other attributes keep every byte |"
            + " s=b=c==; Expires=Wed, 21 Oct 2026 07:28:00 GMT;SameSite=None;  Partitioned; path=/local"
            + " | s=b=c==; Expires=Wed, 21 Oct 2026 07:28:00 GMT;SameSite=None;  Partitioned; path=/remote",
        "no attribute, no change | a=b | a=b",
        "a foreign path stays | a=b; path=/x; HttpOnly | a=b; path=/x; HttpOnly",
      })
  void rewrites_at_the_root(String sentence, String cookie, String expected) {
    assertThat(CookieRewriter.rewrite(cookie, DOMAINS, PATHS, "")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "below /edge {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a replaced path gets the context | a=b; path=/local | a=b; path=/edge/remote",
        "an untouched path gets the context | a=b; path=/app | a=b; path=/edge/app",
        "a root path gets the context | a=b; path=/ | a=b; path=/edge/",
        "a path that has it already stays | a=b; path=/edge/app | a=b; path=/edge/app",
        "a __Host- cookie must keep its root path | __Host-a=b; path=/ | __Host-a=b; path=/",
      })
  void rewrites_below_a_context(String sentence, String cookie, String expected) {
    assertThat(CookieRewriter.rewrite(cookie, List.of(), PATHS, "/edge")).isEqualTo(expected);
  }
}
