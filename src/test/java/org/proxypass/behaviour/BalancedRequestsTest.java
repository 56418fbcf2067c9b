package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** What a balancer does that httpd does not, and what it must never do, on real sockets. */
class BalancedRequestsTest {
  private RecordingBackend hello;
  private RecordingBackend howdy;

  @BeforeEach
  void start() throws IOException {
    hello = RecordingBackend.start("hello");
    howdy = RecordingBackend.start("howdy");
  }

  @AfterEach
  void stop() throws IOException {
    hello.close();
    howdy.close();
  }

  private ProxyUnderTest proxy(String inSection, String parameters) throws IOException {
    String configuration =
        "<Proxy balancer://cluster>\nBalancerMember http://"
            + hello.authority()
            + "\nBalancerMember http://"
            + howdy.authority()
            + "\n"
            + inSection
            + "\n</Proxy>\nProxyPass / balancer://cluster/ "
            + parameters
            + "\n";
    return Implementation.PROXYPASS.start(port -> configuration);
  }

  private static RawResponse get(ProxyUnderTest proxy, String... lines) throws IOException {
    StringBuilder request = new StringBuilder("GET /x HTTP/1.1\r\nHost: front.test\r\n");
    for (String line : lines) {
      request.append(line).append("\r\n");
    }
    return RawClient.exchange(proxy.port(), request.append("\r\n").toString());
  }

  /** Serves the first request of every connection and drops the second without a word. */
  private static Script dyingAfterOne() {
    AtomicInteger last = new AtomicInteger();
    return exchange -> {
      if (last.getAndSet(exchange.head().connection()) == exchange.head().connection()) {
        exchange.request();
        exchange.close();
      } else {
        Script.naming().serve(exchange);
      }
    };
  }

  @Test
  void the_cookie_of_the_balancer_keeps_a_client_at_its_member() throws IOException {
    try (ProxyUnderTest proxy = proxy("ProxySticky LB", "")) {
      RawResponse first = get(proxy);
      assertThat(first.text()).isEqualTo("hello");
      String cookie = first.values("Set-Cookie").get(0);
      assertThat(cookie).matches("LB=[A-Za-z0-9_-]{16}; Path=/; HttpOnly; SameSite=Lax");
      String pair = cookie.substring(0, cookie.indexOf(';'));
      for (int i = 0; i < 4; i++) {
        RawResponse next = get(proxy, "Cookie: " + pair);
        assertThat(next.text()).isEqualTo("hello");
        assertThat(next.values("Set-Cookie")).isEmpty();
      }
    }
  }

  @Test
  void a_client_whose_member_is_gone_gets_another_cookie() throws IOException {
    try (ProxyUnderTest proxy = proxy("ProxySticky LB", "")) {
      String cookie = get(proxy).values("Set-Cookie").get(0);
      hello.close();
      RawResponse moved = get(proxy, "Cookie: " + cookie.substring(0, cookie.indexOf(';')));
      assertThat(moved.text()).isEqualTo("howdy");
      assertThat(moved.values("Set-Cookie")).hasSize(1).doesNotContain(cookie);
    }
  }

  @Test
  void a_request_that_meets_a_dead_connection_is_not_sent_again() throws IOException {
    hello.play(dyingAfterOne());
    try (ProxyUnderTest proxy = proxy("", "")) {
      assertThat(get(proxy).text()).isEqualTo("hello");
      assertThat(get(proxy).text()).isEqualTo("howdy");
      assertThat(get(proxy).status()).isEqualTo(502);
      assertThat(howdy.requests()).hasSize(1);
    }
  }

  @Test
  void unless_retryon_says_so() throws IOException {
    hello.play(dyingAfterOne());
    try (ProxyUnderTest proxy = proxy("", "retryon=stale")) {
      assertThat(get(proxy).text()).isEqualTo("hello");
      assertThat(get(proxy).text()).isEqualTo("howdy");
      assertThat(get(proxy).text()).isEqualTo("howdy");
    }
  }

  @Test
  void as_for_a_member_that_dies_before_it_answers_on_a_new_connection() throws IOException {
    hello.play(Script.bytesThenReset(""));
    try (ProxyUnderTest proxy = proxy("", "retryon=stale")) {
      assertThat(get(proxy).text()).isEqualTo("howdy");
      assertThat(hello.requests()).hasSize(1);
    }
  }

  @Test
  void an_upload_that_a_member_has_begun_to_read_reaches_no_other() throws IOException {
    hello.play(Script.bytesThenReset(""));
    try (ProxyUnderTest proxy = proxy("", "retryon=stale,502,503,504")) {
      String body = "z".repeat(300_000);
      RawResponse response =
          RawClient.exchange(
              proxy.port(),
              "PUT /x HTTP/1.1\r\nHost: front.test\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
      assertThat(response.status()).isEqualTo(502);
      assertThat(howdy.requests()).isEmpty();
    }
  }
}
