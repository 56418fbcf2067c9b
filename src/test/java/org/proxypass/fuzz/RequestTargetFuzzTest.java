package org.proxypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.http.EncodedSlashes;
import org.proxypass.http.PathEncoding;
import org.proxypass.http.PathForm;
import org.proxypass.mapping.BackendTarget;
import org.proxypass.mapping.HostMap;
import org.proxypass.mapping.MappingResult;
import org.proxypass.mapping.RequestPath;

/**
 * Whatever a client asks for, a backend gets the path that the rules saw, below the target of the
 * rule, or nothing.
 */
class RequestTargetFuzzTest {
  private static final String CONFIGURATION =
      """
      ProxyPassMatch "\\.secret$" !
      ProxyPassMatch ^/app/[gh]eheim-\u00fc !
      ProxyPass /app/private !
      ProxyPass /app http://b/app
      ProxyPass /deep/ http://b/deep/er/
      ProxyPass /percent http://b/100%25
      ProxyPass /raw/private !
      ProxyPass /raw/ http://b/raw/ nocanon
      ProxyPassMatch ^/match/(.*)$ http://b/match/$1
      ProxyPassMatch ^/rawmatch/(.*)$ http://b/rawmatch/$1 nocanon
      ProxyPassMatch ^/glued(/.*)?$ http://g$1
      ProxyPassMatch ^/node([0-9]+)/(.*)$ http://node$1.example:8080/$2
      <Location /place/>
          ProxyPass http://b/place/
      </Location>
      <Location /place/closed/>
          ProxyPass !
      </Location>
      """;

  /** What stands before the rest of the path, at our end and at the backend's. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "/app", "/app",
          "/deep/", "/deep/er/",
          "/percent", "/100%25",
          "/raw/", "/raw/",
          "/match/", "/match/",
          "/rawmatch/", "/rawmatch/",
          "/glued", "",
          "/place/", "/place/");

  private static final HostMap HOST = host();

  private static HostMap host() {
    try {
      return new HostMap(
          ConfigLoader.create().loadText(CONFIGURATION, "fuzz.conf").config().mainHost());
    } catch (ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  @FuzzTest(maxDuration = "10m")
  void forwarding(byte[] bytes) throws BadTargetException {
    String target = new String(bytes, StandardCharsets.ISO_8859_1);
    // A container takes no number sign in a request target (RFC 9112 §3.2).
    if (FuzzInput.isTooLong(bytes) || target.indexOf('#') >= 0) {
      return;
    }
    int mark = target.indexOf('?');
    String raw = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? null : target.substring(mark + 1);
    String decoded;
    try {
      decoded = CanonicalPath.of(raw);
    } catch (BadTargetException refused) {
      assertThat(refused.status()).isIn(400, 404);
      return;
    }
    requireCanonical(raw, decoded);
    BackendTarget forwarded = forwarded(new RequestPath(decoded, raw, query));
    if (forwarded != null) {
      requireSafe(forwarded.requestTarget(), query);
      requireSameMeaning(decoded, forwarded, pathOf(forwarded.requestTarget()));
      requireNotExcluded(
          forwarded.worker().url().host(), seenByBackend(pathOf(forwarded.requestTarget())));
    }
  }

  /** What AllowEncodedSlashes and MergeSlashes change leaves no way to climb either. */
  @FuzzTest(maxDuration = "10m")
  void canonicalForms(byte[] bytes) {
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    if (FuzzInput.isTooLong(bytes) || !raw.startsWith("/")) {
      return;
    }
    for (EncodedSlashes slashes : EncodedSlashes.values()) {
      for (boolean merge : new boolean[] {true, false}) {
        PathForm form = new PathForm(slashes, merge);
        String decoded = canonical(raw, form);
        assertThat(canonical("/%2e" + raw, form)).as("the long way, %s", form).isEqualTo(decoded);
        if (decoded != null) {
          requireForm(decoded, form);
        }
      }
    }
  }

  private static @Nullable String canonical(String raw, PathForm form) {
    try {
      return CanonicalPath.of(raw, form);
    } catch (BadTargetException refused) {
      assertThat(refused.status()).isIn(400, 404);
      return null;
    }
  }

  private static void requireForm(String decoded, PathForm form) {
    assertThat(decoded).startsWith("/");
    assertThat(decoded.chars()).noneMatch(c -> c < ' ' || c == 0x7f);
    if (form.mergeSlashes()) {
      assertThat(decoded).as("%s", form).doesNotContain("//");
    }
    boolean kept = form.slashes() == EncodedSlashes.NO_DECODE;
    String asServersMayRead = kept ? decoded.replaceAll("(?i)%2f", "/") : decoded;
    for (String segment : asServersMayRead.split("/", -1)) {
      assertThat(withoutParameter(segment)).as("%s in %s", decoded, form).isNotIn(".", "..");
    }
    if (!kept) {
      assertThat(canonical(PathEncoding.encode(decoded, 0), form))
          .as("again, %s", form)
          .isEqualTo(decoded);
    }
  }

  private static void requireCanonical(String raw, String decoded) throws BadTargetException {
    assertThat(decoded).startsWith("/").doesNotContain("//");
    for (String segment : decoded.split("/", -1)) {
      assertThat(withoutParameter(segment)).isNotIn(".", "..");
    }
    assertThat(decoded.chars()).noneMatch(c -> c < ' ' || c == 0x7f);
    String encoded = PathEncoding.encode(decoded, 0);
    assertThat(PathEncoding.isSendable(encoded)).isTrue();
    assertThat(CanonicalPath.of(encoded)).as("again").isEqualTo(decoded);
    // The short cut for plain paths must agree with the long way round.
    assertThat(CanonicalPath.of("/%2e" + raw)).as("the long way").isEqualTo(decoded);
  }

  private static @Nullable BackendTarget forwarded(RequestPath path) {
    try {
      MappingResult result =
          HOST.map(
              path, HOST.settingsFor(path.decoded(), new FixedContext("")), new FixedContext(""));
      return result instanceof MappingResult.Forward forward ? forward.target() : null;
    } catch (BadTargetException refused) {
      assertThat(refused.status()).isIn(400, 403);
      return null;
    }
  }

  private static void requireSafe(String target, @Nullable String query) {
    assertThat(target).startsWith("/").doesNotStartWith("//");
    assertThat(PathEncoding.isSendable(target)).isTrue();
    assertThat(target).isEqualTo(pathOf(target) + (query == null ? "" : "?" + query));
    for (String segment : decode(pathOf(target)).split("/", -1)) {
      assertThat(withoutParameter(segment)).isNotIn(".", "..");
    }
  }

  private static void requireSameMeaning(String decoded, BackendTarget target, String path)
      throws BadTargetException {
    String host = target.worker().url().host();
    if (decoded.startsWith("/node")) {
      int end = decoded.indexOf('/', 1);
      assertThat(host).isEqualTo("node" + decoded.substring(5, end) + ".example");
      assertThat(CanonicalPath.of(path)).isEqualTo(decoded.substring(end));
      return;
    }
    assertThat(host).isEqualTo(decoded.startsWith("/glued") ? "g" : "b");
    String prefix = PREFIXES.keySet().stream().filter(decoded::startsWith).findAny().orElseThrow();
    String expected = PREFIXES.get(prefix) + decoded.substring(prefix.length());
    assertThat(CanonicalPath.of(path)).isEqualTo(expected.isEmpty() ? "/" : expected);
  }

  private static void requireNotExcluded(String host, String seen) {
    boolean inPlace = host.equals("b") && seen.startsWith("/place/");
    // The mapping of a location comes before those outside of it, exclusions among them.
    if (!inPlace) {
      assertThat(seen).doesNotEndWith(".secret");
    }
    if (host.equals("b")) {
      assertThat(seen)
          .doesNotStartWith("/place/closed/")
          .doesNotStartWith("/app/geheim-\u00c3\u00bc");
      for (String closed : List.of("/app/private", "/raw/private")) {
        assertThat(seen).isNotEqualTo(closed).doesNotStartWith(closed + "/");
      }
    }
  }

  /** What a lenient server makes of a path: decoded, slashes merged, dot segments removed. */
  private static String seenByBackend(String path) {
    Deque<String> segments = new ArrayDeque<>();
    String decoded = decode(path);
    for (String segment : decoded.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return "/" + String.join("/", segments) + (decoded.endsWith("/") ? "/" : "");
  }

  private static String decode(String path) {
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%') {
        decoded.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        decoded.append(c);
      }
    }
    return decoded.toString();
  }

  private static String pathOf(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  private static String withoutParameter(String segment) {
    int semicolon = segment.indexOf(';');
    return semicolon < 0 ? segment : segment.substring(0, semicolon);
  }
}
