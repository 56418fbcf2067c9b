package org.proxypass.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.HostConfig;
import org.proxypass.config.LocationSpec;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.ProxySection;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.expression.Regex;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;

class HostMapTest {
  private static final ExpressionContext NOTHING_KNOWN =
      new ExpressionContext() {
        @Override
        public @Nullable String variable(String name) {
          return null;
        }

        @Override
        public @Nullable String requestField(String name) {
          return null;
        }

        @Override
        public @Nullable String responseField(String name) {
          return null;
        }

        @Override
        public @Nullable String environment(String name) {
          return null;
        }
      };

  private static MappingSpec prefix(String path, String target) {
    return new MappingSpec(new PathPattern.Prefix(path), target, false, worker(target));
  }

  private static MappingSpec nocanon(String path, String target) {
    return new MappingSpec(new PathPattern.Prefix(path), target, true, worker(target));
  }

  private static MappingSpec regex(String regex, String target) {
    boolean dynamic = target.startsWith("http://node$");
    return new MappingSpec(
        new PathPattern.Matching(Regex.of(regex, false)),
        target,
        false,
        dynamic ? Optional.empty() : worker(target));
  }

  private static Optional<WorkerSpec> worker(String target) {
    if (target.isEmpty()) {
      return Optional.empty();
    }
    int dollar = target.indexOf('$');
    String fixed = dollar < 0 ? target : target.substring(0, dollar);
    return Optional.of(new WorkerSpec(BackendUrl.parse(fixed), Settings.EMPTY));
  }

  private static HostMap host(List<MappingSpec> mappings, LocationSpec... locations) {
    return host(mappings, List.of(), locations);
  }

  private static HostMap host(
      List<MappingSpec> mappings, List<ProxySection> proxies, LocationSpec... locations) {
    return new HostMap(
        new HostConfig(
            List.of(),
            Optional.empty(),
            List.of(),
            Settings.EMPTY,
            mappings,
            List.of(),
            List.of(locations),
            proxies,
            List.of(),
            List.of()));
  }

  /** The full URL that a raw path goes to, or null when it stays local. */
  private static @Nullable String route(HostMap host, String raw, @Nullable String query)
      throws BadTargetException {
    RequestPath path = new RequestPath(CanonicalPath.of(raw), raw, query);
    MappingResult result =
        host.map(path, host.settingsFor(path.decoded(), NOTHING_KNOWN), NOTHING_KNOWN);
    return result instanceof MappingResult.Forward forward
        ? forward.target().worker().url().origin() + forward.target().requestTarget()
        : null;
  }

  @ParameterizedTest(name = "ProxyPass {0} {1}: {2} goes to {3}")
  @CsvSource({
    "/foo,   http://b/bar,   /foo,      http://b/bar",
    "/foo,   http://b/bar,   /foo/,     http://b/bar/",
    "/foo,   http://b/bar,   /foo/x,    http://b/bar/x",
    "/foo,   http://b/bar,   /foobar,   ",
    "/foo,   http://b/bar/,  /foo/x,    http://b/bar//x",
    "/foo/,  http://b/bar/,  /foo/x,    http://b/bar/x",
    "/foo/,  http://b/bar/,  /foo,      ",
    "/foo/,  http://b/bar,   /foo/x,    http://b/barx",
    "/,      http://b/,      /,         http://b/",
    "/,      http://b/,      /x/y,      http://b/x/y",
    "/,      http://b,       /,         http://b/",
    "/,      http://b,       /x,        http://b/x",
    "/foo/,  http://b,       /foo/@e:1, http://b/@e:1",
    "/foo/,  http://b:80,    /foo/81/x, http://b/81/x",
    "/foo,   http://b/a%20b, /foo/x,    http://b/a%2520b/x",
    "/foo,   http://b/bar,   //foo//x,  http://b/bar/x",
    "/foo,   http://b/bar,   /FOO,      ",
    "/foo,   http://b/bar,   /foo;v=1,  ",
    "/foo,   http://b/bar,   /foo/a;v=1/b, http://b/bar/a;v=1/b",
    "/é,     http://b/,      /%C3%A9/x, http://b//x",
  })
  void a_prefix_is_replaced(String alias, String target, String raw, @Nullable String expected)
      throws Exception {
    assertThat(route(host(List.of(prefix(alias, target))), raw, null)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "nocanon: {0} goes to {1}")
  @CsvSource({
    "/raw/a%20b,        http://b/a%20b",
    "/raw/a%3bb,        http://b/a%3bb",
    "/raw/%7Ex,         http://b/%7Ex",
    "/raw/a/../b,       http://b/b",
    "/raw/a/%2e%2e/b,   http://b/b",
    "//raw/a,           http://b/a",
    "/raw//a//b,        http://b/a/b",
    "/%72aw/a%3bb,      http://b/a;b",
  })
  void nocanon_sends_the_raw_path_where_it_means_the_same(String raw, String expected)
      throws Exception {
    assertThat(route(host(List.of(nocanon("/raw/", "http://b/"))), raw, null)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "ProxyPassMatch {0} {1}: {2} goes to {3}")
  @CsvSource({
    "^(/.*\\.gif)$,     http://b$1,          /x/a.gif,     http://b/x/a.gif",
    "\\.gif$,           http://b,            /x/a.gif,     http://b/x/a.gif",
    "\\.gif$,           http://b/pre,        /x/a.gif,     http://b/pre/x/a.gif",
    "^/m/(.*)$,         http://b/$1,         /m/x/y,       http://b/x/y",
    "^/m/(.*)$,         http://b/$1?q=1,     /m/x,         http://b/x%3Fq=1",
    "^/m(/.*)?$,        http://b$1,          /m,           http://b/",
    "^/m(/.*)?$,        http://b$1,          /m/x,         http://b/x",
    "^/n(\\d+)/(.*)$,   http://node$1:81/$2, /n7/x,        http://node7:81/x",
    "^/m/(.*)$,         http://b/$1,         /m/a%20b,     http://b/a%20b",
    "^/m/(.*)$,         http://b/$1,         /other,       ",
    "x,                 http://b/,           /axb,         http://b//axb",
  })
  void a_regular_expression_is_substituted(
      String regex, String target, String raw, @Nullable String expected) throws Exception {
    assertThat(route(host(List.of(regex(regex, target))), raw, null)).isEqualTo(expected);
  }

  @Test
  void a_substitution_cannot_change_the_authority() {
    HostMap host = host(List.of(regex("^/m/(.*)$", "http://b$1")));
    assertThatThrownBy(() -> route(host, "/m/@evil/x", null))
        .isInstanceOfSatisfying(
            BadTargetException.class, e -> assertThat(e.status()).isEqualTo(400));
    assertThatThrownBy(() -> route(host, "/m/.evil/x", null))
        .isInstanceOf(BadTargetException.class);
    HostMap dynamic = host(List.of(regex("^/m/(.*)$", "http://node$1/")));
    assertThatThrownBy(() -> route(dynamic, "/m/@evil", null))
        .isInstanceOf(BadTargetException.class);
  }

  @Test
  void the_first_entry_in_order_wins_not_the_longest() throws Exception {
    HostMap host = host(List.of(prefix("/a", "http://first/"), prefix("/a/b", "http://second/")));
    assertThat(route(host, "/a/b", null)).isEqualTo("http://first//b");
  }

  @Test
  void an_exclusion_ends_the_search() throws Exception {
    HostMap host =
        host(List.of(prefix("/a/private", ""), regex("\\.txt$", ""), prefix("/a", "http://b/a")));
    assertThat(route(host, "/a/private/x", null)).isNull();
    assertThat(route(host, "/a/%70rivate/x", null)).isNull();
    assertThat(route(host, "/a//private", null)).isNull();
    assertThat(route(host, "/a/x/../private", null)).isNull();
    assertThat(route(host, "/a/x.txt", null)).isNull();
    assertThat(route(host, "/a/privateer", null)).isEqualTo("http://b/a/privateer");
  }

  @ParameterizedTest(name = "the query {0} is opaque")
  @CsvSource({"a=1&b&a=2&c=", "x=%zz&y=+%2B", "''", "a=/../b", "?a"})
  void queries_are_opaque(String query) throws Exception {
    HostMap host = host(List.of(prefix("/", "http://b/")));
    assertThat(route(host, "/x", query)).isEqualTo("http://b/x?" + query);
  }

  @Test
  void a_space_in_the_query_is_refused_with_403() {
    HostMap host = host(List.of(prefix("/", "http://b/")));
    assertThatThrownBy(() -> route(host, "/x", "a b"))
        .isInstanceOfSatisfying(
            BadTargetException.class, e -> assertThat(e.status()).isEqualTo(403));
  }

  @Test
  void a_location_s_own_mapping_comes_before_the_list() throws Exception {
    LocationSpec location =
        new LocationSpec(
            new PathPattern.Prefix("/a/b"),
            Settings.EMPTY.with(
                ForwardingSettings.LOCATION_MAPPING, Optional.of(prefix("/a/b", "http://loc/"))));
    HostMap host = host(List.of(prefix("/a", "http://list/")), location);
    assertThat(route(host, "/a/b/c", null)).isEqualTo("http://loc//c");
    assertThat(route(host, "/a/bc", null)).isEqualTo("http://list//bc");
  }

  @Test
  void locations_merge_in_their_order() {
    List<LocationSpec> locations = new ArrayList<>();
    locations.add(preserving(new PathPattern.Prefix("/a"), true));
    locations.add(preserving(new PathPattern.Glob("/*/b"), false));
    locations.add(preserving(new PathPattern.Matching(Regex.of("c$", false)), true));
    HostMap host = host(List.of(), locations.toArray(LocationSpec[]::new));
    assertThat(preserves(host, "/x")).isFalse();
    assertThat(preserves(host, "/a")).isTrue();
    assertThat(preserves(host, "/ab")).isFalse();
    assertThat(preserves(host, "/a/b")).isFalse();
    assertThat(preserves(host, "/a/b/d")).isTrue();
    assertThat(preserves(host, "/a/b/c")).isTrue();
  }

  @Test
  void proxy_sections_lie_under_the_locations() throws Exception {
    List<ProxySection> proxies =
        List.of(
            new ProxySection(
                "http://b/app", Settings.EMPTY.with(ForwardingSettings.PRESERVE_HOST, true)));
    HostMap host =
        host(
            List.of(prefix("/", "http://b/")),
            proxies,
            preserving(new PathPattern.Prefix("/apple"), false));
    assertThat(preservesForwarded(host, "/app/x")).isTrue();
    assertThat(preservesForwarded(host, "/apple")).isFalse();
    assertThat(preservesForwarded(host, "/other")).isFalse();
  }

  @ParameterizedTest(name = "<Location \"{0}\"> covers {1}: {2}")
  @CsvSource({
    "/a[b-d],   /ac,  true",
    "/a[b-d],   /ae,  false",
    "/a[!b-d],  /ae,  true",
    "/a[^b-d],  /ac,  false",
    "/a[!b]c,   /a/c, false",
    "/a[+-9]c,  /a/c, false",
    "/[z-a],    /b,   false",
    "/[!z-a],   /b,   true",
    "/[]a],     /],   true",
    "/[!]a],    /],   false",
    "/[a&&b],   /&,   true",
    "/[a\\d],   /\\,  true",
    "/[a\\d],   /1,   false",
    "/[!]*,     /[!]x, true",
    "/?[,       /x[,  true",
  })
  void shell_patterns_are_those_of_fnmatch(String pattern, String path, boolean covered) {
    HostMap host = host(List.of(), preserving(new PathPattern.Glob(pattern), true));
    assertThat(preserves(host, path)).isEqualTo(covered);
  }

  private static boolean preservesForwarded(HostMap host, String path) throws Exception {
    RequestPath request = new RequestPath(path, path, null);
    MappingResult.Forward forward =
        (MappingResult.Forward)
            host.map(request, host.settingsFor(path, NOTHING_KNOWN), NOTHING_KNOWN);
    return host.settingsFor(path, forward.target(), NOTHING_KNOWN)
        .get(ForwardingSettings.PRESERVE_HOST);
  }

  private static boolean preserves(HostMap host, String path) {
    return host.settingsFor(path, NOTHING_KNOWN).get(ForwardingSettings.PRESERVE_HOST);
  }

  private static LocationSpec preserving(PathPattern pattern, boolean value) {
    return new LocationSpec(pattern, Settings.EMPTY.with(ForwardingSettings.PRESERVE_HOST, value));
  }
}
