package org.proxypass.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopTest {

  @ParameterizedTest(name = "{0} never goes to a backend")
  @ValueSource(
      strings = {
        "Connection",
        "keep-alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "HTTP2-Settings",
        "Content-Length"
      })
  void removes_the_fixed_set_from_a_request(String name) {
    Fields fields = Fields.of("X", "1", name, "v", "Y", "2");
    HopByHop.removeFromRequest(fields);
    assertThat(fields).hasToString("X: 1\nY: 2\n");
  }

  @Test
  void removes_whatever_any_connection_line_names_in_any_case() {
    Fields fields =
        Fields.of(
            "Connection",
            "close, X-Foo",
            "x-foo",
            "1",
            "X-FOO",
            "2",
            "Connection",
            ",, x-bar ,",
            "X-Bar",
            "3",
            "X-Other",
            "4");
    HopByHop.removeFromRequest(fields);
    assertThat(fields).hasToString("X-Other: 4\n");
  }

  @Test
  void keeps_proxy_authorization_of_a_request_but_not_proxy_authenticate_of_a_response() {
    Fields request = Fields.of("Proxy-Authorization", "Basic x");
    HopByHop.removeFromRequest(request);
    assertThat(request.size()).isEqualTo(1);
    Fields response = Fields.of("Proxy-Authenticate", "Basic", "Content-Length", "3");
    HopByHop.removeFromResponse(response);
    assertThat(response).hasToString("Content-Length: 3\n");
  }

  @Test
  void a_thousand_commas_are_read_in_one_pass() {
    Fields fields = Fields.of("Connection", ",".repeat(100_000) + "a", "A", "1");
    HopByHop.removeFromRequest(fields);
    assertThat(fields.size()).isZero();
  }
}
