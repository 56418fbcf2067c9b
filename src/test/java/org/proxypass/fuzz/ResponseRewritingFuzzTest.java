package org.proxypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.proxypass.config.CookieRule;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.ReverseSpec;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.http.Fields;
import org.proxypass.rewrite.ResponsePreparer;

/** Cookies and addresses of a backend change where a rule says so, and nowhere else. */
class ResponseRewritingFuzzTest {
  private static final List<String> PREFIXES = List.of("path=", "domain=");

  private static final Settings RULES =
      Settings.EMPTY
          .with(
              ForwardingSettings.COOKIE_DOMAINS,
              List.of(new CookieRule("local", "remote"), new CookieRule(".b", "")))
          .with(
              ForwardingSettings.COOKIE_PATHS,
              List.of(new CookieRule("/app", "/front"), new CookieRule("/", "/all/")))
          .with(
              ForwardingSettings.REVERSE_MAPPINGS,
              List.of(
                  new ReverseSpec("/front", "http://b:81/app"),
                  new ReverseSpec("/bare", "http://b"),
                  new ReverseSpec("/path", "/back/"),
                  new ReverseSpec("https://other.example/", "http://moved/")));

  @FuzzTest(maxDuration = "10m")
  void cookies(byte[] bytes) {
    String cookie = new String(bytes, StandardCharsets.ISO_8859_1);
    if (FuzzInput.isTooLong(bytes)) {
      return;
    }
    for (Settings settings : List.of(RULES, Settings.EMPTY)) {
      for (String context : List.of("", "/edge")) {
        Fields fields = Fields.of("Set-Cookie", cookie, "Location", cookie);
        ResponsePreparer.prepare(
            fields, settings, new Exchange(new FixedRequest(new Fields()), us(context)));
        assertThat(fields.size()).isEqualTo(2);
        requireRulesAlone(cookie, fields.value(0), settings, context);
        requireKnownAddress(cookie, fields.value(1), settings, context);
      }
    }
  }

  private static PublicAddress us(String contextPath) {
    return new PublicAddress("https", "front.example", "front.example", contextPath);
  }

  /** Attribute by attribute: equal, or a Path or Domain with a value that a rule gives. */
  private static void requireRulesAlone(
      String before, String after, Settings settings, String context) {
    String[] old = before.split(";", -1);
    String[] now = after.split(";", -1);
    assertThat(now).hasSameSizeAs(old);
    for (int i = 0; i < old.length; i++) {
      if (now[i].equals(old[i])) {
        continue;
      }
      String attribute = old[i].replaceFirst("^[ \t]+", "").toLowerCase(Locale.ROOT);
      String prefix = PREFIXES.stream().filter(attribute::startsWith).findAny().orElseThrow();
      int valueStart = old[i].length() - attribute.length() + prefix.length();
      assertThat(now[i]).startsWith(old[i].substring(0, valueStart));
      String value = now[i].substring(valueStart);
      List<CookieRule> rules =
          settings.get(
              prefix.equals("path=")
                  ? ForwardingSettings.COOKIE_PATHS
                  : ForwardingSettings.COOKIE_DOMAINS);
      String unchanged = old[i].substring(valueStart);
      String added = prefix.equals("path=") ? context : "";
      assertThat(value)
          .matches(
              text ->
                  rules.stream().anyMatch(rule -> text.equals(added + rule.replacement()))
                      || text.equals(context + unchanged),
              "a rule's value");
    }
  }

  private static void requireKnownAddress(
      String before, String after, Settings settings, String context) {
    boolean relocated =
        !settings.get(ForwardingSettings.REVERSE_MAPPINGS).isEmpty()
            && (after.startsWith("https://front.example" + context + "/")
                || after.startsWith("https://other.example/"));
    boolean inContext = after.equals(context + before) && before.startsWith("/");
    assertThat(after.equals(before) || relocated || inContext).as(after).isTrue();
    // Whatever a rule puts in front, the rest is the backend's own text.
    int same = 0;
    while (same < Math.min(before.length(), after.length())
        && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
      same++;
    }
    assertThat(after.substring(0, after.length() - same)).matches("[a-z:/.]*");
  }
}
