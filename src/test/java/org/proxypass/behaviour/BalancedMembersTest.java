package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** A balancer is reached by every kind of rule, and its members' addresses are mapped back. */
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

  /** {@code hello} and {@code howdy} as {@code balancer://my_cluster}, then {@code rules}. */
  private ProxyUnderTest balanced(String... rules) throws IOException {
    String configuration =
        "<Proxy balancer://my_Cluster>\n  BalancerMember http://"
            + hello.authority()
            + "\n  BalancerMember http://"
            + howdy.authority()
            + "/deep loadfactor=1\n</Proxy>\n"
            + String.join("\n", rules)
            + '\n';
    return Implementation.PROXYPASS.start(port -> configuration);
  }

  private static RawResponse get(ProxyUnderTest proxy, String target) throws IOException {
    return RawClient.exchange(
        proxy.port(), "GET " + target + " HTTP/1.1\r\nHost: front.test\r\n\r\n");
  }

  @ParameterizedTest(name = "{0}: {1} reaches {2}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          ProxyPass /app balancer://my_cluster/x           ¦ /app/y?q=1 ¦ /x/y?q=1
          ProxyPass /app balancer://MY_CLUSTER             ¦ /app       ¦ /
          ProxyPass /app/ balancer://my_cluster/           ¦ /app/y     ¦ /y
          ProxyPass /app/ balancer://my_cluster            ¦ /app/y     ¦ /y
          ProxyPass /app balancer://my_cluster/x nocanon   ¦ /app/%7ey  ¦ /x/%7ey
          ProxyPassMatch ^/a/(.*) balancer://my_cluster/$1 ¦ /a/b       ¦ /b
          ProxyPassMatch ^(/a/.*) balancer://my_cluster$1  ¦ /a/b       ¦ /a/b
          ProxyPassMatch ^/([a-z_]+)/(.*) balancer://$1/$2 ¦ /my_cluster/b ¦ /b
          ProxyPass /app balancer://my_cluster/x mapping=servlet ¦ /app/y ¦ /x/y
          """)
  void members_alternate(String rule, String target, String path) throws IOException {
    try (ProxyUnderTest proxy = balanced(rule)) {
      assertThat(four(proxy, target)).containsExactly("hello", "howdy", "hello", "howdy");
    }
    assertThat(hello.requests().get(0).target()).isEqualTo(path);
    assertThat(howdy.requests().get(0).target()).isEqualTo("/deep" + path);
  }

  @Test
  void rewrite_rule_reaches_the_balancer() throws IOException {
    try (ProxyUnderTest proxy =
        balanced("RewriteEngine On", "RewriteRule ^/r/(.*) balancer://my_cluster/$1 [P]")) {
      assertThat(four(proxy, "/r/y?q=1")).containsExactly("hello", "howdy", "hello", "howdy");
    }
    assertThat(howdy.requests().get(0).target()).isEqualTo("/deep/y?q=1");
  }

  @Test
  void variable_may_name_the_balancer() throws IOException {
    try (ProxyUnderTest proxy =
        balanced(
            "ProxyPassInterpolateEnv On",
            "SetEnvIf Host ^ NAME=my_cluster",
            "ProxyPass /app balancer://${NAME}/x interpolate")) {
      assertThat(four(proxy, "/app/y")).containsExactly("hello", "howdy", "hello", "howdy");
    }
  }

  private static List<String> four(ProxyUnderTest proxy, String target) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      names.add(get(proxy, target).text());
    }
    return names;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          ProxyPass /app balancer://empty
          ProxyPassMatch ^/app(.*) balancer://unknown$1
          ProxyPassMatch ^/(app)/.* balancer://$1/
          """)
  void balancer_without_members_is_unavailable(String rule) throws IOException {
    try (ProxyUnderTest proxy = balanced(rule)) {
      assertThat(get(proxy, "/app/x").status()).isEqualTo(503);
    }
  }

  @Test
  void rewrite_rule_to_an_unknown_balancer_is_unavailable() throws IOException {
    try (ProxyUnderTest proxy =
        balanced("RewriteEngine On", "RewriteRule ^/app balancer://unknown/ [P]")) {
      assertThat(get(proxy, "/app").status()).isEqualTo(503);
    }
  }

  @ParameterizedTest(name = "<{0}> holds: {2}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          Proxy balancer://my_cluster         ¦ Proxy      ¦ true
          Proxy balancer://MY_cluster/x       ¦ Proxy      ¦ true
          Proxy balancer://my_cluster/z       ¦ Proxy      ¦ false
          Proxy balancer://*/x/*              ¦ Proxy      ¦ true
          Proxy *                             ¦ Proxy      ¦ true
          Proxy http://*                      ¦ Proxy      ¦ false
          Proxy ~ ^balancer:.*/y$             ¦ Proxy      ¦ true
          ProxyMatch ^balancer://[^/]+/x/     ¦ ProxyMatch ¦ true
          ProxyMatch ^https?:                 ¦ ProxyMatch ¦ false
          """)
  void section_looks_at_the_url_of_the_balancer(String opening, String name, boolean holds)
      throws IOException {
    try (ProxyUnderTest proxy =
        balanced(
            "<" + opening + ">",
            "ProxyAddHeaders Off",
            "</" + name + ">",
            "ProxyPass /app balancer://my_cluster/x")) {
      get(proxy, "/app/y");
    }
    assertThat(hello.requests().get(0).values("X-Forwarded-Host").isEmpty()).isEqualTo(holds);
  }

  @ParameterizedTest(name = "{0}: {1} becomes {2}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          /app balancer://my_cluster      ¦ http://HELLO/x/y   ¦ http://front.test/app/x/y
          /app balancer://my_cluster      ¦ http://HELLO       ¦ http://front.test/app
          /app balancer://my_cluster/     ¦ http://HELLO/x     ¦ http://front.test/app/x
          /app balancer://My_Cluster/bar  ¦ http://HELLO/bar/t ¦ http://front.test/app/t
          /app balancer://my_cluster/bar  ¦ http://HELLO/foo/t ¦ http://HELLO/foo/t
          /app balancer://my_cluster/bar  ¦ http://HOWDY/deep/bar/t ¦ http://front.test/app/t
          /app balancer://my_cluster/bar  ¦ http://HOWDY/bar/t ¦ http://HOWDY/bar/t
          /app balancer://my_cluster      ¦ http://HOWDY/deep/t ¦ http://front.test/app/t
          / balancer://my_cluster         ¦ http://HELLO/x     ¦ http://front.test/x
          / balancer://my_cluster         ¦ http://HELLO       ¦ http://front.test/
          /app balancer://my_cluster      ¦ http://HELLO0/x    ¦ http://HELLO0/x
          /app balancer://other           ¦ http://HELLO/x     ¦ http://HELLO/x
          """)
  void address_of_any_member_is_mapped_back(String mapping, String location, String expected)
      throws IOException {
    hello.play(
        Script.bytes(
            "HTTP/1.1 302 Found\r\nLocation: "
                + placed(location)
                + "\r\nContent-Length: 0\r\n\r\n"));
    try (ProxyUnderTest proxy =
        balanced("ProxyPass /app balancer://my_cluster/x", "ProxyPassReverse " + mapping)) {
      assertThat(get(proxy, "/app/y").values("Location")).containsExactly(placed(expected));
    }
  }

  private String placed(String url) {
    return url.replace("HELLO", hello.authority()).replace("HOWDY", howdy.authority());
  }

  @Test
  void destination_of_a_move_names_the_member_that_gets_it() throws IOException {
    try (ProxyUnderTest proxy =
        balanced(
            "ProxyPassReverseExtended On",
            "ProxyPass /dav balancer://my_cluster/x",
            "ProxyPassReverse /dav balancer://my_cluster/x")) {
      for (int i = 0; i < 2; i++) {
        RawClient.exchange(
            proxy.port(),
            "MOVE /dav/a HTTP/1.1\r\nHost: front.test\r\nDestination:"
                + " http://front.test/dav/b\r\n\r\n");
      }
    }
    assertThat(hello.requests().get(0).values("Destination"))
        .containsExactly("http://" + hello.authority() + "/x/b");
    assertThat(howdy.requests().get(0).values("Destination"))
        .containsExactly("http://" + howdy.authority() + "/deep/x/b");
  }
}
