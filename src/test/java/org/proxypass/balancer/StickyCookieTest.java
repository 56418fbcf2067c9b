package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.StickyCookie;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Response;

/** The cookie by which the balancer itself keeps a client at its member. */
class StickyCookieTest {
  private static final StickyCookie LAX =
      new StickyCookie("lb", "/", true, Optional.empty(), Optional.of("Lax"), Optional.empty());

  private static Cluster cluster(String members, StickyCookie cookie) {
    return Cluster.of(
        members,
        (Settings settings) -> settings.with(BalancerSettings.STICKY_COOKIE, Optional.of(cookie)));
  }

  private static Response send(Cluster cluster, String... fields) {
    return cluster
        .balancer()
        .send(
            Cluster.exchange("192.0.2.1", "GET", fields),
            "/",
            Cluster.attempt(member -> Cluster.answer(200)));
  }

  private static String set(Response response) {
    return String.valueOf(response.fields().first("Set-Cookie"));
  }

  private static String pair(Response response) {
    String cookie = set(response);
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void a_client_without_one_gets_one_that_names_no_address() {
    assertThat(set(send(cluster("a b", LAX))))
        .matches("lb=[A-Za-z0-9_-]{16}; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void every_attribute() {
    StickyCookie strict =
        new StickyCookie(
            "lb",
            "/shop",
            false,
            Optional.of(true),
            Optional.of("None"),
            Optional.of(Duration.ofHours(1)));
    assertThat(set(send(cluster("a", strict))))
        .endsWith("; Path=/shop; Max-Age=3600; Secure; SameSite=None");
  }

  @Test
  void a_client_that_brings_it_stays_and_is_not_told_again() {
    Cluster cluster = cluster("a b c", LAX);
    String cookie = pair(send(cluster));
    for (int i = 0; i < 5; i++) {
      Response response = send(cluster, "Cookie", "x=1; " + cookie);
      assertThat(response.fields().contains("Set-Cookie")).isFalse();
    }
    assertThat(cluster.member('a').counters().elected()).isEqualTo(6);
  }

  @Test
  void a_stale_one_is_replaced() {
    Cluster cluster = cluster("a b", LAX);
    String old = pair(send(cluster));
    cluster.balancer().setFlag(cluster.member('a'), MemberFlag.DISABLED, true);
    Response moved = send(cluster, "Cookie", old);
    assertThat(pair(moved)).isNotEqualTo(old);
    assertThat(send(cluster, "Cookie", pair(moved)).fields().contains("Set-Cookie")).isFalse();
  }

  @Test
  void one_that_was_made_up_is_replaced() {
    assertThat(set(send(cluster("a", LAX), "Cookie", "lb=http://a.example/"))).startsWith("lb=");
  }

  @Test
  void a_drained_member_keeps_its_clients() {
    Cluster cluster = cluster("a b", LAX);
    String cookie = pair(send(cluster));
    cluster.balancer().setFlag(cluster.member('a'), MemberFlag.DRAINING, true);
    assertThat(send(cluster, "Cookie", cookie).fields().contains("Set-Cookie")).isFalse();
  }

  @Test
  void every_proxy_of_the_same_configuration_gives_the_same() {
    assertThat(pair(send(cluster("a b", LAX)))).isEqualTo(pair(send(cluster("a b c", LAX))));
  }

  @Test
  void a_route_names_the_member_wherever_it_moves() {
    assertThat(pair(send(cluster("a@one b", LAX)))).isEqualTo(pair(send(cluster("c@one b", LAX))));
  }
}
