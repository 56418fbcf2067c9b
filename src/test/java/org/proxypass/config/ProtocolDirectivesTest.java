package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.http.BackendUrl;

/** What the directives about the protocol accept, refuse and mean. */
class ProtocolDirectivesTest {

  private static Settings settings(String text) throws ConfigException {
    return ConfigLoader.create().loadText(text, "test.conf").config().mainHost().settings();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ProxyVia Yes",
        "ProxyVia",
        "ProxyMaxForwards many",
        "ProxyMaxForwards --1",
        "TraceEnable maybe",
        "Proxy100Continue 1",
        "LimitRequestBody -1",
        "LimitRequestBody 10M",
        "LimitRequestBody 99999999999999999999",
        "ProxyLoopLimit -1",
        "ProxyTimeoutStatus 503",
        "ProxyAddForwarded host",
        "ProxyAddForwarded none proto",
        "ProxyForwardTrailers Content-Length",
        "ProxyForwardTrailers X-Forwarded-For",
        "ProxyForwardTrailers *,",
        "ProxyForwardTrailers none X-Sum",
        "ProxyPassReverseExtended Yes",
        "ProxyRemote * https://proxy:3128",
        "ProxyRemote * proxy:3128",
        "ProxyRemote * http://proxy:3128 nopassword",
        "ProxyRemoteMatch ( http://proxy:3128",
        "NoProxy 10.0.0.0/33",
        "NoProxy 10.0.0/8",
        "NoProxy *",
        "ProxySourceAddress localhost",
        "ProxySourceAddress 1.2.3.4.5",
        "ProxyReceiveBufferSize 511"
      })
  void mistakes_are_refused(String line) {
    assertThatThrownBy(() -> settings(line)).isInstanceOf(ConfigException.class);
  }

  @Test
  void defaults_are_those_of_httpd_but_for_trace() throws ConfigException {
    Settings settings = settings("");
    assertThat(settings.get(ProtocolSettings.VIA)).isEqualTo(ViaMode.OFF);
    assertThat(settings.get(ProtocolSettings.MAX_FORWARDS)).isNegative();
    assertThat(settings.get(ProtocolSettings.CONTINUE)).isTrue();
    assertThat(settings.get(ProtocolSettings.TIMEOUT_STATUS)).isEqualTo(502);
    assertThat(settings.get(ProtocolSettings.TRACE)).isEqualTo(TraceMode.OFF);
    assertThat(settings.get(ProtocolSettings.FORWARDED)).isEmpty();
    assertThat(settings.get(ProtocolSettings.TRAILERS)).isEmpty();
  }

  @Test
  void elements_of_forwarding_are_a_set() throws ConfigException {
    assertThat(settings("ProxyAddForwarded Proto PREFIX proto").get(ProtocolSettings.FORWARDED))
        .containsExactlyInAnyOrder(ForwardedElement.PROTO, ForwardedElement.PREFIX);
    assertThat(settings("ProxyAddForwarded all").get(ProtocolSettings.FORWARDED))
        .containsExactlyInAnyOrder(ForwardedElement.values());
  }

  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @CsvSource({
    "*, http://a/, true",
    "http, http://a/, true",
    "https, http://a/, false",
    "http://a, http://a/x, true",
    "HTTP://A/, http://a/x, true",
    "http://a/y, http://a/x, false",
    "http://b, http://a/, false"
  })
  void remote_proxies_cover(String match, String backend, boolean covered) throws ConfigException {
    Egress egress =
        Egress.of(
            settings("ProxyRemote " + match + " http://proxy:3128"), BackendUrl.parse(backend));
    assertThat(egress.remote().isPresent()).isEqualTo(covered);
  }

  @ParameterizedTest(name = "{0} covers {1}: {2}")
  @CsvSource({
    ".test, a.test, true",
    ".test, test, false",
    "a.test, a.test, true",
    "a.test, b.a.test, false",
    "A.Test, a.test, true",
    "10.1, 10.1.2.3, true",
    "10.1., 10.1.2.3, true",
    "10.1, 10.10.2.3, false",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "10.0.0.0/8, ten.test, false",
    "10.0.0.0/0, 99.9.9.9, true",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.11, false"
  })
  void direct_hosts_cover(String word, String host, boolean covered) throws Exception {
    assertThat(DirectHost.parse(word).covers(host)).isEqualTo(covered);
  }

  @Test
  void a_socket_belongs_to_the_worker() throws ConfigException {
    HostConfig host =
        ConfigLoader.create()
            .loadText(
                "ProxyPass /a unix:/run/a.sock|http://app/a\n"
                    + "ProxyPass /b unix:/run/b.sock|http://app/a\n"
                    + "ProxyPass /c http://app/a\n",
                "test.conf")
            .config()
            .mainHost();
    assertThat(host.workers())
        .extracting(
            worker -> worker.parameters().get(WorkerSettings.UNIX_SOCKET).map(Path::toString))
        .containsExactlyInAnyOrder(
            Optional.of("/run/a.sock"), Optional.of("/run/b.sock"), Optional.empty());
    assertThat(host.mappings()).extracting(MappingSpec::target).containsOnly("http://app/a");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ProxyPass /a unix:|http://app/",
        "ProxyPass /a unix:/run/a.sock|",
        "ProxyPass /a unix:/run/a.sock|/app",
        "ProxyPassMatch ^/(.*)$ unix:/run/a.sock|http://$1/"
      })
  void sockets_need_a_path_and_a_url_of_one_host(String line) {
    assertThatThrownBy(() -> settings(line)).isInstanceOf(ConfigException.class);
  }

  @Test
  void credentials_of_a_proxy_are_not_shown() throws ConfigException {
    assertThat(settings("ProxyRemote * http://proxy:3128 user:secret").toString())
        .doesNotContain("secret");
  }
}
