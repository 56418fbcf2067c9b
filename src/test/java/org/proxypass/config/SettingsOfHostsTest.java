package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.config;
import static org.proxypass.config.Loading.main;
import static org.proxypass.config.Loading.warnings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything but mappings: what the directives set, and what virtual hosts inherit. */
class SettingsOfHostsTest {

  @ParameterizedTest(name = "Listen {0}")
  @CsvSource({
    "8080                , '', 8080, http",
    "0                   , '', 0, http",
    "443                 , '', 443, https",
    "443 http            , '', 443, http",
    "8443 HTTPS          , '', 8443, https",
    "*:80                , '', 80, http",
    "127.0.0.1:80        , 127.0.0.1, 80, http",
    "[::1]:80            , ::1, 80, http",
    "localhost:80        , localhost, 80, http",
  })
  void listen_names_address_port_and_protocol(
      String arguments, String address, int port, String protocol) throws Exception {
    assertThat(config("Listen " + arguments).listens())
        .containsExactly(new ListenAddress(address, port, protocol));
  }

  @ParameterizedTest(name = "<VirtualHost {0}>")
  @CsvSource({
    "*            , *, -1",
    "*:*          , *, -1",
    "*:80         , *, 80",
    "_default_:80 , *, 80",
    "10.0.0.1     , 10.0.0.1, -1",
    "10.0.0.1:80  , 10.0.0.1, 80",
    "[::1]        , ::1, -1",
    "[2001:DB8::1]:443, 2001:db8::1, 443",
  })
  void virtual_host_names_its_addresses(String argument, String address, int port)
      throws Exception {
    assertThat(config("<VirtualHost " + argument + ">", "</VirtualHost>").virtualHosts())
        .extracting(HostConfig::addresses)
        .containsExactly(List.of(new HostAddress(address, port)));
  }

  @Test
  void virtual_host_may_name_several_addresses() throws Exception {
    assertThat(config("<VirtualHost *:80 10.0.0.1:81>", "</VirtualHost>").virtualHosts())
        .extracting(HostConfig::addresses)
        .containsExactly(List.of(new HostAddress("*", 80), new HostAddress("10.0.0.1", 81)));
  }

  @ParameterizedTest(name = "ServerName {0}")
  @CsvSource({
    "Shop.Example             , '', shop.example, -1",
    "shop.example:8443        , '', shop.example, 8443",
    "https://shop.example     , https, shop.example, -1",
    "HTTPS://shop.example:8443, https, shop.example, 8443",
    "[::1]:80                 , '', ::1, 80",
  })
  void server_name_has_scheme_host_and_port(String text, String scheme, String host, int port)
      throws Exception {
    assertThat(main("ServerName " + text).name()).contains(new ServerName(scheme, host, port));
  }

  @Test
  void aliases_are_collected_in_lower_case() throws Exception {
    ProxyConfig config =
        config(
            "<VirtualHost *>",
            "ServerAlias A.example *.B.example",
            "ServerAlias c",
            "</VirtualHost>");

    assertThat(config.virtualHosts().get(0).aliases())
        .containsExactly("a.example", "*.b.example", "c");
  }

  @Test
  void virtual_host_inherits_settings_and_lists_but_no_names() throws Exception {
    HostConfig host =
        config(
                "ServerName main.example",
                "ProxyPreserveHost On",
                "ProxyAddHeaders Off",
                "ErrorDocument 502 main",
                "ErrorDocument 503 main",
                "ProxyPassReverse /m http://m/",
                "Alias /m /m",
                "<VirtualHost *>",
                "ProxyAddHeaders On",
                "ErrorDocument 503 own",
                "ProxyPassReverse /v http://v/",
                "ProxyPass /v http://v/v",
                "Alias /v /v",
                "<Location /v>",
                "</Location>",
                "</VirtualHost>",
                "ProxyPass /m http://m/m",
                "<Location /m>",
                "</Location>",
                "<Proxy *>",
                "</Proxy>")
            .virtualHosts()
            .get(0);

    assertThat(host.name()).isEmpty();
    assertThat(host.settings().get(ForwardingSettings.PRESERVE_HOST)).isTrue();
    assertThat(host.settings().get(ForwardingSettings.ADD_HEADERS)).isTrue();
    assertThat(host.settings().get(ErrorSettings.ERROR_DOCUMENTS))
        .isEqualTo(
            Map.of(
                502, new ErrorDocumentSpec.Text("main"), 503, new ErrorDocumentSpec.Text("own")));
    assertThat(host.settings().get(ForwardingSettings.REVERSE_MAPPINGS))
        .extracting(ReverseSpec::publicPath)
        .containsExactly("/m", "/v");
    assertThat(host.mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://m/m", "http://v/v");
    assertThat(host.aliasPaths())
        .containsExactly(new PathAlias("/v", Path.of("/v")), new PathAlias("/m", Path.of("/m")));
    assertThat(host.locations())
        .extracting(LocationSpec::pattern)
        .containsExactly(new PathPattern.Prefix("/m"), new PathPattern.Prefix("/v"));
    assertThat(host.proxySections()).containsExactly(new ProxySection("*", Settings.EMPTY));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Timeout 5, 5000",
    "Timeout 5s, 5000",
    "Timeout 2MIN, 120000",
    "Timeout 2mi, 120000",
    "Timeout 1h, 3600000",
    "Timeout 1500ms, 1500",
  })
  void times_have_units(String line, long milliseconds) throws Exception {
    assertThat(main(line).settings().get(ServerSettings.TIMEOUT))
        .isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void proxy_timeout_is_empty_unless_given() throws Exception {
    assertThat(main("Timeout 5").settings().get(ServerSettings.PROXY_TIMEOUT)).isEmpty();
    assertThat(main("ProxyTimeout 7").settings().get(ServerSettings.PROXY_TIMEOUT))
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void graceful_shutdown_timeout_is_global_and_zero_is_without_limit() throws Exception {
    assertThat(
            config("GracefulShutdownTimeout 5")
                .global()
                .get(ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(
            config("GracefulShutdownTimeout 0")
                .global()
                .get(ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT))
        .isGreaterThan(Duration.ofDays(20));
  }

  @ParameterizedTest(name = "ErrorDocument 503 {0}")
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          "Sorry dear"       , Text[text=Sorry dear]
          'Sorry dear'       , Text[text=Sorry dear]
          "Sorry dear        , Text[text=Sorry dear]
          Sorry              , Text[text=Sorry]
          "Sorry             , Text[text=Sorry]
          /503.html          , LocalPath[pathAndQuery=/503.html]
          "/503.html?a=b"    , LocalPath[pathAndQuery=/503.html?a=b]
          "/not a path"      , Text[text=/not a path]
          http://e/503       , Redirect[url=http://e/503]
          HTTPS://e/503      , Redirect[url=HTTPS://e/503]
          default            , BuiltIn[]
          Default            , BuiltIn[]
          """)
  void error_document_is_what_httpd_takes_it_for(String argument, String document)
      throws Exception {
    assertThat(
            main("ErrorDocument 503 " + argument)
                .settings()
                .get(ErrorSettings.ERROR_DOCUMENTS)
                .get(503))
        .hasToString(document);
  }

  @Test
  void redirect_for_401_is_ignored_with_a_warning() throws Exception {
    assertThat(main("ErrorDocument 401 http://e/").settings().get(ErrorSettings.ERROR_DOCUMENTS))
        .isEmpty();
    assertThat(warnings("ErrorDocument 401 http://e/"))
        .containsExactly("proxy.conf:1: ErrorDocument: is ignored: a redirect cannot answer 401");
  }

  @Test
  void proxy_section_keeps_its_pattern_and_settings() throws Exception {
    assertThat(main("<Proxy \"http://b/*\">", "ProxyPreserveHost On", "</Proxy>").proxySections())
        .containsExactly(
            new ProxySection(
                "http://b/*", Settings.EMPTY.with(ForwardingSettings.PRESERVE_HOST, true)));
  }

  @Test
  void cookie_rules_and_reverse_mappings_keep_their_order() throws Exception {
    Settings settings =
        main(
                "ProxyPassReverse / http://b/",
                "ProxyPassReverse https://public.example/ /internal/",
                "ProxyPassReverseCookieDomain b.internal shop.example",
                "ProxyPassReverseCookieDomain .internal .example",
                "ProxyPassReverseCookiePath /app /")
            .settings();

    assertThat(settings.get(ForwardingSettings.REVERSE_MAPPINGS))
        .containsExactly(
            new ReverseSpec("/", "http://b/"),
            new ReverseSpec("https://public.example/", "/internal/"));
    assertThat(settings.get(ForwardingSettings.COOKIE_DOMAINS))
        .containsExactly(
            new CookieRule("b.internal", "shop.example"), new CookieRule(".internal", ".example"));
    assertThat(settings.get(ForwardingSettings.COOKIE_PATHS))
        .containsExactly(new CookieRule("/app", "/"));
  }

  @Test
  void document_root_that_is_no_directory_is_a_warning() throws Exception {
    assertThat(main("DocumentRoot /no/such").settings().get(ServerSettings.DOCUMENT_ROOT))
        .contains(Path.of("/no/such"));
    assertThat(warnings("DocumentRoot /no/such"))
        .containsExactly("proxy.conf:1: DocumentRoot: '/no/such' is not a directory");
  }

  @Test
  void proxy_requests_off_is_accepted() throws Exception {
    assertThat(warnings("ProxyRequests Off")).isEmpty();
  }

  private static Settings location(String lines) throws ConfigException {
    return main("<Location />", lines.replace(';', '\n'), "</Location>")
        .locations()
        .get(0)
        .settings();
  }

  @ParameterizedTest(name = "Listen {0} with <VirtualHost {1}> warns: {2}")
  @CsvSource({
    "8080, *:80,        true",
    "8080, *:8080,      false",
    "8080, *,           false",
    "0,    *:80,        false",
    "80,   *:443 *:80,  false",
  })
  void a_port_that_nothing_listens_on_is_hardly_meant(int listen, String host, boolean warns)
      throws Exception {
    assertThat(Loading.warnings("Listen " + listen, "<VirtualHost " + host + ">", "</VirtualHost>"))
        .hasSize(warns ? 1 : 0)
        .allMatch(warning -> warning.startsWith("proxy.conf:2: <VirtualHost>: no Listen names"));
  }
}
