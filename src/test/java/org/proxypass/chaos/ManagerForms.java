package org.proxypass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;

/** What an operator clicks on the page of the balancer manager. */
final class ManagerForms {
  private static final String PAGE = "/balancer-manager HTTP/1.1\r\nHost: front.test\r\n";

  private final int port;

  ManagerForms(int port) {
    this.port = port;
  }

  /**
   * Puts a flag of a member up or down.
   *
   * @param letter such as N for draining
   */
  void flag(BackendProcess backend, String letter, boolean up) throws IOException {
    post("w=" + backend.url() + "&w_status_" + letter + "=" + (up ? 1 : 0));
  }

  /** Adds a member that is checked as the others are; it begins disabled. */
  void add(BackendProcess backend) throws IOException {
    post("b_nwrkr=" + backend.url() + "&b_wyes=1");
    post(
        "w="
            + backend.url()
            + "&w_wr="
            + backend.name()
            + "&w_hm=GET&w_hi=200&w_hp=1&w_hf=1&w_hu=/health");
  }

  private void post(String fields) throws IOException {
    String form = "b=app&nonce=" + nonce() + "&" + fields;
    RawResponse answer =
        RawClient.exchange(
            port,
            "POST "
                + PAGE
                + "Connection: close\r\nReferer: http://front.test/balancer-manager\r\n"
                + "Accept: application/json\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\n\r\n"
                + form);
    assertThat(answer.status()).as("%s: %s", form, answer.text()).isEqualTo(200);
  }

  private String nonce() throws IOException {
    String json =
        RawClient.exchange(
                port, "GET " + PAGE + "Connection: close\r\nAccept: application/json\r\n\r\n")
            .text();
    int begin = json.indexOf("\"nonce\":\"") + 9;
    return json.substring(begin, json.indexOf('"', begin));
  }
}
