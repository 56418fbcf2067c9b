package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.HostAddress;
import org.proxypass.config.ListenAddress;

class ListenersTest {

  @Test
  void listen_directives_are_taken_as_they_stand() throws LaunchException {
    List<ListenAddress> listens = List.of(http("127.0.0.1", 81), http("", 80));

    assertThat(Listeners.of(Configs.listening(listens))).isEqualTo(listens);
  }

  @Test
  void without_listen_the_ports_of_virtual_hosts_are_opened_once_each() throws LaunchException {
    assertThat(
            Listeners.of(
                Configs.hosts(
                    new HostAddress("*", 5000),
                    new HostAddress("*", 3000),
                    new HostAddress("*", 5000))))
        .containsExactly(http("", 5000), http("", 3000));
  }

  @Test
  void a_single_address_of_a_virtual_host_is_opened_alone() throws LaunchException {
    assertThat(Listeners.of(Configs.hosts(new HostAddress("127.0.0.1", 5000))))
        .containsExactly(http("127.0.0.1", 5000));
  }

  @Test
  void a_star_takes_the_single_addresses_of_its_port_with_it() throws LaunchException {
    assertThat(
            Listeners.of(
                Configs.hosts(new HostAddress("127.0.0.1", 5000), new HostAddress("*", 5000))))
        .containsExactly(http("", 5000));
  }

  @Test
  void without_any_address_it_is_port_8080() throws LaunchException {
    assertThat(Listeners.of(Configs.hosts(new HostAddress("*", -1))))
        .containsExactly(http("", 8080));
  }

  @Test
  void https_is_refused_by_name() {
    assertThatThrownBy(
            () -> Listeners.of(Configs.listening(List.of(new ListenAddress("", 443, "https")))))
        .isInstanceOf(LaunchException.class)
        .hasMessage("Listen 443 https: protocol 'https' is not supported yet; allowed is http");
  }

  @ParameterizedTest(name = "Listen on \"{0}\" is reached at {1}")
  @CsvSource({
    "'', http://127.0.0.1:80/",
    "0.0.0.0, http://127.0.0.1:80/",
    "::, http://127.0.0.1:80/",
    "127.0.0.1, http://127.0.0.1:80/",
    "::1, http://[::1]:80/",
    "192.0.2.7, http://192.0.2.7:80/",
  })
  void the_url_is_one_that_can_be_opened(String address, String url) {
    assertThat(Listeners.url(http(address, 0), 80)).isEqualTo(url);
  }

  private static ListenAddress http(String address, int port) {
    return new ListenAddress(address, port, "http");
  }
}
