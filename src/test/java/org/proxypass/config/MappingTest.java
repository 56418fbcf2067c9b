package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.config;
import static org.proxypass.config.Loading.main;
import static org.proxypass.config.Loading.warnings;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.expression.Regex;
import org.proxypass.http.BackendUrl;

/** ProxyPass and ProxyPassMatch: what they become, which workers they share, what looks odd. */
class MappingTest {

  @Test
  void prefix_maps_to_a_url() throws Exception {
    assertThat(main("ProxyPass /app http://B.example:8081/app").mappings())
        .containsExactly(
            new MappingSpec(
                new PathPattern.Prefix("/app"),
                "http://B.example:8081/app",
                false,
                Optional.of(
                    new WorkerSpec(
                        new BackendUrl("http", "b.example", 8081, "/app"), Settings.EMPTY))));
  }

  @Test
  void exclamation_mark_excludes() throws Exception {
    assertThat(main("ProxyPass /app !").mappings())
        .singleElement()
        .matches(MappingSpec::excludes)
        .matches(mapping -> mapping.worker().isEmpty());
  }

  @Test
  void nocanon_is_a_flag_among_the_parameters() throws Exception {
    MappingSpec mapping =
        main("ProxyPass /app http://b/app timeout=5 NoCanon max=3").mappings().get(0);

    assertThat(mapping.nocanon()).isTrue();
    assertThat(parameters(mapping).get(WorkerSettings.MAX)).contains(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProxyPass ~ ^/(.*\\.gif)$ http://b/$1",
        "ProxyPassMatch ^/(.*\\.gif)$ http://b/$1"
      })
  void both_ways_to_write_an_expression_are_equal(String line) throws Exception {
    MappingSpec mapping = main(line).mappings().get(0);

    assertThat(mapping.pattern())
        .isEqualTo(new PathPattern.Matching(Regex.of("^/(.*\\.gif)$", false)));
    assertThat(mapping.target()).isEqualTo("http://b/$1");
  }

  @ParameterizedTest(name = "{0} has the worker {1}, reuse {2}")
  @CsvSource({
    "^/a(.*)            , http://b/x         , http://b/x     , true",
    "^/a/(.*)           , http://b/$1        , http://b/      , false",
    "^/a/(.*)           , http://b:81/x/y$1/z, http://b:81/x/ , false",
    "^(/.*)$            , http://b$1         , http://b       , false",
    "^(/.*\\.php)$      , http://b:8080$1    , http://b:8080  , false",
    "^/x(/.*)$          , https://b$1        , https://b      , false",
    "^/.*               , http://b$0         , http://b       , false",
    "^(.*)$             , http://b:60000$1   , http://b:60000 , false",
    "^([/x].*)$         , http://b$1         , http://b       , false",
    "^/\\(x(/.*)$       , http://b$1         , http://b       , false",
    "^/(a)(/.*)?$       , http://b:81$2/x    , http://b:81    , false",
  })
  void worker_of_an_expression_is_what_stands_before_the_reference(
      String regex, String target, String worker, boolean reuse) throws Exception {
    WorkerSpec spec =
        main("ProxyPassMatch " + regex + " " + target).mappings().get(0).worker().orElseThrow();

    assertThat(spec.url()).isEqualTo(BackendUrl.parse(worker));
    assertThat(spec.parameters().get(WorkerSettings.REUSE)).isEqualTo(reuse);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "^/(.*)$         , http://$1.internal/",
    "^/(.*?)/(.*)$   , http://b:$1/$2",
    "^/x(.*)$        , http://b$1",
    "^/app(\\d)/(.*)$, http://app$1/$2",
    "^(/a|b)$        , http://b$1",
    "^(?:x)(/.*)$    , http://b$1",
    ".*              , http://b$0",
    "x(/?.*)$        , http://b$1",
    "x(/*.*)$        , http://b$1",
    "x(.*)$          , http://b:60000$1",
    "^/a|b           , http://b$0",
    "^\\(/(.*)$       , http://b$1",
  })
  void host_that_the_client_decides_has_no_worker_and_a_warning(String regex, String target)
      throws Exception {
    String line = "ProxyPassMatch " + regex + " " + target;

    assertThat(main(line).mappings().get(0).worker()).isEmpty();
    assertThat(warnings(line))
        .singleElement()
        .asString()
        .startsWith(
            "proxy.conf:1: ProxyPassMatch: the client's path decides about the backend's host or port");
  }

  @Test
  void reference_to_a_group_that_is_not_there_is_a_warning() throws Exception {
    assertThat(warnings("ProxyPassMatch ^/(a)/(.*)$ http://b/$1/$3"))
        .containsExactly(
            "proxy.conf:1: ProxyPassMatch: $3 is always empty: the expression has 2 groups");
  }

  @Test
  void explicit_enablereuse_holds_for_an_expression() throws Exception {
    MappingSpec mapping =
        main("ProxyPassMatch ^/(.*)$ http://b/$1 enablereuse=On").mappings().get(0);

    assertThat(parameters(mapping).get(WorkerSettings.REUSE)).isTrue();
  }

  @Test
  void location_gives_its_path() throws Exception {
    HostConfig host =
        main(
            "<Location /app>",
            "ProxyPass http://b/app",
            "ProxyPassReverse http://b/app",
            "</Location>");

    Settings settings = host.locations().get(0).settings();
    assertThat(settings.get(ForwardingSettings.LOCATION_MAPPING).orElseThrow().pattern())
        .isEqualTo(new PathPattern.Prefix("/app"));
    assertThat(settings.get(ForwardingSettings.REVERSE_MAPPINGS))
        .containsExactly(new ReverseSpec("/app", "http://b/app"));
    assertThat(host.mappings()).isEmpty();
    assertThat(host.workers()).extracting(WorkerSpec::url).hasSize(1);
  }

  @ParameterizedTest(name = "<{0} {1}> with {2}")
  @CsvSource({
    "Location     , /a*/b , ProxyPass     , Glob[pattern=/a*/b]",
    "Location     , ~ ^/a , ProxyPass     , Matching[regex=^/a]",
    "LocationMatch, ^/a   , ProxyPass     , Matching[regex=^/a]",
    "LocationMatch, ^/a   , ProxyPassMatch, Matching[regex=^/a]",
    "Location     , /a    , ProxyPassMatch, Matching[regex=/a]",
    "Location     , /a    , ProxyPass     , Prefix[path=/a]",
  })
  void location_gives_its_pattern(String section, String argument, String directive, String pattern)
      throws Exception {
    HostConfig host =
        main("<" + section + " " + argument + ">", directive + " http://b/x", "</" + section + ">");

    Optional<MappingSpec> mapping =
        host.locations().get(0).settings().get(ForwardingSettings.LOCATION_MAPPING);
    assertThat(mapping.orElseThrow().pattern()).hasToString(pattern);
  }

  @Test
  void location_may_exclude() throws Exception {
    HostConfig host = main("<Location /app>", "ProxyPass !", "</Location>");

    assertThat(host.locations().get(0).settings().get(ForwardingSettings.LOCATION_MAPPING))
        .hasValueSatisfying(mapping -> assertThat(mapping.excludes()).isTrue());
  }

  @Test
  void second_mapping_of_a_location_replaces_the_first_with_a_warning() throws Exception {
    String[] lines = {
      "<Location /a>", "ProxyPass http://b/1", "ProxyPass http://b/2", "</Location>"
    };

    assertThat(warnings(lines))
        .containsExactly("proxy.conf:3: ProxyPass: replaces an earlier one in the same location");
    assertThat(main(lines).locations().get(0).settings().get(ForwardingSettings.LOCATION_MAPPING))
        .hasValueSatisfying(mapping -> assertThat(mapping.target()).isEqualTo("http://b/2"));
  }

  @Test
  void all_worker_parameters_are_read() throws Exception {
    Settings parameters =
        parameters(
            main("ProxyPass / http://b/ connectiontimeout=500ms Timeout=2min ttl=60 max=20"
                    + " acquire=3000 disablereuse=On keepalive=on retry=0 responsefieldsize=16384")
                .mappings()
                .get(0));

    assertThat(parameters)
        .hasToString(parameters.toString())
        .isEqualTo(
            Settings.EMPTY
                .with(WorkerSettings.CONNECTION_TIMEOUT, millis(500))
                .with(WorkerSettings.TIMEOUT, millis(120_000))
                .with(WorkerSettings.TTL, millis(60_000))
                .with(WorkerSettings.MAX, Optional.of(20))
                .with(WorkerSettings.ACQUIRE, millis(3_000))
                .with(WorkerSettings.REUSE, false)
                .with(WorkerSettings.KEEPALIVE, true)
                .with(WorkerSettings.RETRY, java.time.Duration.ZERO)
                .with(WorkerSettings.RESPONSE_FIELD_SIZE, 16_384));
  }

  @Test
  void zero_means_the_default_where_httpd_says_so() throws Exception {
    Settings parameters =
        parameters(main("ProxyPass / http://b/ max=0 responsefieldsize=0").mappings().get(0));

    assertThat(parameters.get(WorkerSettings.MAX)).isEmpty();
    assertThat(parameters.get(WorkerSettings.RESPONSE_FIELD_SIZE)).isEqualTo(8192);
  }

  @Test
  void last_of_a_repeated_parameter_counts() throws Exception {
    Settings parameters =
        parameters(
            main("ProxyPass / http://b/ max=1 max=2 disablereuse=On enablereuse=On")
                .mappings()
                .get(0));

    assertThat(parameters.get(WorkerSettings.MAX)).contains(2);
    assertThat(parameters.get(WorkerSettings.REUSE)).isTrue();
  }

  @Test
  void url_under_an_existing_worker_shares_it() throws Exception {
    String[] lines = {
      "ProxyPass /a http://b/x timeout=5",
      "ProxyPass /b http://b/x/y timeout=5",
      "ProxyPass /c http://B:80/xyz timeout=6 max=2",
      "ProxyPass /d http://b/other timeout=7",
    };
    HostConfig host = main(lines);

    assertThat(host.mappings())
        .extracting(mapping -> mapping.worker().orElseThrow().url().toString())
        .containsExactly("http://b/x", "http://b/x", "http://b/x", "http://b/other");
    assertThat(host.workers())
        .extracting(worker -> worker.url().toString())
        .containsExactly("http://b/other", "http://b/x");
    assertThat(warnings(lines))
        .containsExactly(
            "proxy.conf:3: ProxyPass: shares the worker of http://b/x, so these have no effect:"
                + " timeout, max");
  }

  @Test
  void longest_worker_covers() throws Exception {
    HostConfig host =
        main(
            "ProxyPass /a http://b/x/y/ ",
            "ProxyPass /b http://b/x/",
            "ProxyPass /c http://b/x/y/z/");

    assertThat(host.mappings().get(2).worker().orElseThrow().url().path()).isEqualTo("/x/y/");
    assertThat(host.workers())
        .extracting(worker -> worker.url().path())
        .containsExactly("/x/y/", "/x/");
  }

  @ParameterizedTest(name = "{0} is a worker of its own")
  @ValueSource(strings = {"https://b/x", "http://b:81/x", "http://b.example/x", "http://b/"})
  void other_scheme_host_port_or_shorter_path_is_another_worker(String url) throws Exception {
    assertThat(main("ProxyPass /a http://b/x", "ProxyPass /b " + url).workers()).hasSize(2);
  }

  @Test
  void plain_target_does_not_share_the_worker_of_an_expression() throws Exception {
    HostConfig host =
        main("ProxyPassMatch ^/(.*\\.gif)$ http://b/$1", "ProxyPass / http://b/ timeout=5");

    assertThat(parameters(host.mappings().get(0)).get(WorkerSettings.REUSE)).isFalse();
    assertThat(parameters(host.mappings().get(1)).get(WorkerSettings.REUSE)).isTrue();
    assertThat(host.workers())
        .as("each URL once, the plain one")
        .containsExactly(host.mappings().get(1).worker().orElseThrow());
  }

  @Test
  void expression_shares_the_worker_of_a_plain_target() throws Exception {
    HostConfig host =
        main("ProxyPass /x http://b/ timeout=5", "ProxyPassMatch ^/(.*\\.gif)$ http://b/$1");

    assertThat(host.workers()).hasSize(1);
    assertThat(parameters(host.mappings().get(1)).get(WorkerSettings.REUSE)).isTrue();
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          /        , /app    , '/app' is never reached: '/' is mapped at proxy.conf:1
          /app     , /app    , '/app' is never reached: the same path is mapped at proxy.conf:1
          /app     , //app   , '/app' is never reached: the same path is mapped at proxy.conf:1
          /app     , /app/   , '/app/' is never reached: '/app' is mapped at proxy.conf:1
          /app     , /app/x  , '/app/x' is never reached: '/app' is mapped at proxy.conf:1
          /app/    , /app/x  , '/app/x' is never reached: '/app/' is mapped at proxy.conf:1
          """)
  void mapping_behind_a_more_general_one_is_a_warning(String first, String second, String warning)
      throws Exception {
    assertThat(warnings("ProxyPass " + first + " !", "ProxyPass " + second + " !"))
        .containsExactly("proxy.conf:2: ProxyPass: " + warning + ", and the first match counts");
  }

  @ParameterizedTest(name = "{0} then {1}")
  @CsvSource({"/app, /", "/app/, /app", "/app, /apple", "/a, /b", "/app/x, /app"})
  void mapping_behind_a_more_special_one_is_fine(String first, String second) throws Exception {
    assertThat(warnings("ProxyPass " + first + " !", "ProxyPass " + second + " !")).isEmpty();
  }

  @Test
  void mapping_of_a_virtual_host_may_be_hidden_by_the_main_server() throws Exception {
    assertThat(
            warnings(
                "ProxyPass / http://main/",
                "ProxyPass /a http://main/a",
                "<VirtualHost *>",
                "ProxyPass /app http://b/app",
                "</VirtualHost>"))
        .containsExactly(
            "proxy.conf:2: ProxyPass: '/a' is never reached: '/' is mapped at proxy.conf:1, and the"
                + " first match counts",
            "proxy.conf:4: ProxyPass: '/app' is never reached: '/' is mapped at proxy.conf:1, and the"
                + " first match counts");
  }

  @ParameterizedTest(name = "ProxyPass {0} {1}")
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          /app/, http://b/app , '/app/' ends in a slash and 'http://b/app' does not
          /app , http://b/app/, 'http://b/app/' ends in a slash and '/app' does not
          /app , http://b/    , 'http://b/' ends in a slash and '/app' does not
          /    , http://b     , would continue the host name: write 'http://b/'
          /app/, http://b:80  , would continue the host name: write 'http://b:80/'
          """)
  void slash_on_one_side_only_is_a_warning(String path, String target, String part)
      throws Exception {
    assertThat(warnings("ProxyPass " + path + " " + target))
        .singleElement()
        .asString()
        .contains(part);
    assertThat(warnings("<Location " + path + ">", "ProxyPass " + target, "</Location>"))
        .singleElement()
        .asString()
        .contains(part);
  }

  @ParameterizedTest(name = "ProxyPass {0} {1}")
  @CsvSource({"/, http://b/", "/app, http://b/app", "/app/, http://b/app/", "/app, http://b"})
  void slash_on_both_sides_or_none_is_fine(String path, String target) throws Exception {
    assertThat(warnings("ProxyPass " + path + " " + target)).isEmpty();
  }

  @Test
  void virtual_host_has_workers_of_its_own_first() throws Exception {
    ProxyConfig config =
        config(
            "ProxyPass /a http://b/ timeout=5",
            "ProxyPass /c http://c/",
            "<VirtualHost *>",
            "ProxyPass /b http://b/ timeout=6",
            "</VirtualHost>");

    assertThat(config.virtualHosts().get(0).workers())
        .extracting(
            worker -> worker.url().toString(),
            worker -> worker.parameters().get(WorkerSettings.TIMEOUT))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("http://b/", millis(6_000)),
            org.assertj.core.groups.Tuple.tuple("http://c/", Optional.empty()));
    assertThat(config.virtualHosts().get(0).mappings())
        .extracting(mapping -> parameters(mapping).get(WorkerSettings.TIMEOUT))
        .isEqualTo(List.of(millis(5_000), Optional.empty(), millis(6_000)));
  }

  private static Settings parameters(MappingSpec mapping) {
    return mapping.worker().orElseThrow().parameters();
  }

  private static Optional<java.time.Duration> millis(long milliseconds) {
    return Optional.of(java.time.Duration.ofMillis(milliseconds));
  }
}
