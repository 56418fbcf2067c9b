package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RecordingBackend;

/** A balancer as it is configured reaches its members, whatever the way it is written. */
class BalancedMembersTest {
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

  @Test
  void members_alternate() throws IOException {
    assertThat(
            four(
                "<Proxy balancer://myCluster>\n"
                    + "  BalancerMember http://"
                    + hello.authority()
                    + "\n  BalancerMember http://"
                    + howdy.authority()
                    + "/deep loadfactor=1\n</Proxy>\nProxyPass /app balancer://mycluster/x\n"))
        .containsExactly("hello", "howdy", "hello", "howdy");
    assertThat(hello.requests().get(0).target()).isEqualTo("/x/y?q=1");
    assertThat(howdy.requests().get(0).target()).isEqualTo("/deep/x/y?q=1");
  }

  private List<String> four(String configuration) throws IOException {
    try (ProxyUnderTest proxy = Implementation.PROXYPASS.start(port -> configuration)) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        names.add(
            RawClient.exchange(proxy.port(), "GET /app/y?q=1 HTTP/1.1\r\nHost: front.test\r\n\r\n")
                .text());
      }
      return names;
    }
  }
}
