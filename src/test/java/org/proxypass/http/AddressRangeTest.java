package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and networks as text. */
class AddressRangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.x",
        "1.2.3.-4",
        "1..2.3",
        "1.2.3.4 ",
        ":",
        ":::",
        "1:2",
        "g::1",
        "::1::",
        "[::1]",
        "::1.2.3",
        "1.2.3.0004",
        "host",
        "::１"
      })
  void text_that_is_no_address(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::ffff:c000:201, 192.0.2.1",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "fe80::a%eth0, fe80:0:0:0:0:0:0:a",
    "::, 0:0:0:0:0:0:0:0",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
  })
  void address_is_read_and_given_to_the_jdk(String text, String same) throws Exception {
    IpAddress address = IpAddress.parse(text);
    assertThat(address).isNotNull();
    assertThat(address.toInetAddress().getHostAddress()).isEqualTo(same);
    assertThat(IpAddress.of(InetAddress.getByName(same))).isEqualTo(address);
  }

  @ParameterizedTest(name = "{0} contains {1}: {2}")
  @CsvSource({
    "10, 10.255.255.255, true",
    "10, 11.0.0.0, false",
    "10.1., 10.1.2.3, true",
    "10.1, 10.10.0.1, false",
    "10.1.2, 10.1.2.255, true",
    "0.0.0.0/1, 127.255.255.255, true",
    "0.0.0.0/1, 128.0.0.0, false",
    "192.0.2.7/24, 192.0.2.200, true",
    "192.0.2.7/255.255.255.0, 192.0.2.200, true",
    "192.0.2.7/255.255.255.0, 192.0.3.7, false",
    "2001:db8::/63, 2001:db8:0:1::, true",
    "2001:db8::/64, 2001:db8:0:1::, false",
    "2001:db8::/65, 2001:db8::7fff:0:0:1, true",
    "2001:db8::/65, 2001:db8::8000:0:0:1, false",
    "::/0, 192.0.2.1, false",
    "0.0.0.0/0, ::1, false"
  })
  void network_contains_an_address_or_not(String network, String address, boolean contained) {
    AddressRange range = AddressRange.parse(network);
    IpAddress candidate = IpAddress.parse(address);
    assertThat(range).isNotNull();
    assertThat(candidate).isNotNull();
    assertThat(range.contains(candidate)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "10..",
        "10.1.2.3.",
        "10.x",
        "256",
        "1.2.3.4/",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/255.255.255",
        "10.1/16",
        "::/129",
        "::/x",
        "::/255.0.0.0",
        "host/8",
        "::ffff:1.2.3.4/95"
      })
  void text_that_is_no_network(String text) {
    assertThat(AddressRange.parse(text)).isNull();
  }
}
