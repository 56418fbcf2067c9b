package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.Method;
import org.proxypass.config.MemberFlag;
import org.proxypass.exchange.Fault;

/** Who gets the next request. */
class ElectionTest {

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource({
    "a b c, abcabcabc",
    "a=1 b=2, babbabbab",
    "a=3 b=1, aabaaabaaaba",
    "a=70 b=30, abaaabaabaabaaabaaba",
    "a b c d=2, dabcddabcd",
    "a=5 b c, aabacaaaabacaa",
    "a b:D c d, acdacd",
    "a b:S c, acac",
    "a b:N c, acac",
    "a b:C c, acac",
    "a:H b, bbb",
    "a:D b:H c:H, bcbc",
    "a b:D c:R d:R, acac",
    "a b:D c:S d:R e:R, adeade",
    "a:D b:H c:R, ccc",
    "a b:D c:R/1, aaa",
    "a/2 b/1 c/1, bcbc",
    "a:D/1 b:S/1 c/7, ccc",
  })
  void shares_of_requests(String members, String expected) {
    assertThat(Cluster.of(members).sequence(expected.length())).isEqualTo(expected);
  }

  @Test
  void busyness_looks_for_the_fewest_requests_in_flight() {
    Cluster cluster = Cluster.of("a b c", Method.BY_BUSYNESS);
    cluster.member('a').counters().begin();
    cluster.member('b').counters().begin();
    cluster.member('b').counters().begin();
    assertThat(cluster.sequence(3)).isEqualTo("ccc");
    cluster.member('a').counters().end();
    assertThat(cluster.sequence(2)).isEqualTo("aa");
  }

  @Test
  void traffic_counts_both_directions_by_weight() {
    Cluster cluster = Cluster.of("a b=2", Method.BY_TRAFFIC);
    cluster.member('a').counters().addSent(1000);
    cluster.member('b').counters().addReceived(1800);
    assertThat(cluster.sequence(1)).isEqualTo("b");
    cluster.member('b').counters().addSent(400);
    assertThat(cluster.sequence(1)).isEqualTo("a");
  }

  @Test
  void the_least_time_wins_and_what_is_not_known_is_asked_once() {
    Cluster cluster = Cluster.of("a b c", Method.LEAST_TIME);
    cluster.member('a').latency().observe(30_000_000, 5_000_000_000L);
    cluster.member('b').latency().observe(20_000_000, 5_000_000_000L);
    cluster.member('c').counters().begin();
    assertThat(cluster.serve(Cluster.exchange("192.0.2.1"))).isEqualTo('b');
    cluster.member('c').counters().end();
    assertThat(cluster.serve(Cluster.exchange("192.0.2.1"))).isNotEqualTo('a');
  }

  @Test
  void a_rise_of_latency_counts_at_once_and_fades() {
    Latency latency = new Latency();
    latency.observe(10_000_000, 0);
    latency.observe(500_000_000, 1_000_000);
    assertThat(latency.nanos(1_000_000, 1)).isEqualTo(500_000_000);
    latency.observe(10_000_000, 1_000_000_000);
    assertThat(latency.nanos(1_000_000_000, 1)).isBetween(400_000_000.0, 500_000_000.0);
    assertThat(latency.nanos(31_000_000_000L, 1)).isLessThan(50_000_000);
  }

  @Test
  void a_hash_keeps_a_client_at_its_member() {
    Cluster cluster = Cluster.of("a b c d", Method.HASH);
    for (int i = 0; i < 50; i++) {
      String client = "192.0.2." + i;
      char first = cluster.serve(Cluster.exchange(client));
      assertThat(cluster.serve(Cluster.exchange(client))).isEqualTo(first);
    }
  }

  @Test
  void the_loss_of_a_member_moves_its_own_clients_only() {
    Cluster cluster = Cluster.of("a b c d", Method.HASH);
    Map<String, Character> before = new ConcurrentHashMap<>();
    for (int i = 0; i < 400; i++) {
      String client = "198.51.100." + i;
      before.put(client, cluster.serve(Cluster.exchange(client)));
    }
    assertThat(before.values()).contains('a', 'b', 'c', 'd');
    cluster.balancer().setFlag(cluster.member('c'), MemberFlag.DISABLED, true);
    before.forEach(
        (client, member) -> {
          char after = cluster.serve(Cluster.exchange(client));
          if (member != 'c') {
            assertThat(after).isEqualTo(member);
          }
        });
  }

  @Test
  void a_hash_follows_the_weights() {
    Cluster cluster = Cluster.of("a b=3", Method.HASH);
    int first = 0;
    for (int i = 0; i < 4000; i++) {
      first += cluster.serve(Cluster.exchange("2001:db8::" + i)) == 'a' ? 1 : 0;
    }
    assertThat(first).isBetween(850, 1150);
  }

  @Test
  void a_hash_does_not_overload_one_member() {
    Cluster cluster = Cluster.of("a b c d", Method.HASH);
    for (int i = 0; i < 100; i++) {
      cluster
          .balancer()
          .send(Cluster.exchange("192.0.2.1"), "/", Cluster.attempt(member -> Cluster.answer(200)));
    }
    assertThat(cluster.balancer().members())
        .allSatisfy(member -> assertThat(member.counters().busy()).isLessThanOrEqualTo(32));
    assertThat(cluster.balancer().members().stream().mapToInt(m -> m.counters().busy()).sum())
        .isEqualTo(100);
  }

  @Test
  void a_member_that_came_back_starts_slowly() {
    Cluster cluster = Cluster.of("a b:D");
    Member slow = cluster.member('b');
    MemberTraits traits = slow.traits();
    cluster
        .balancer()
        .change(
            slow,
            new MemberTraits(
                traits.loadFactor(),
                traits.set(),
                traits.route(),
                traits.redirect(),
                traits.retry(),
                Duration.ofSeconds(100)));
    cluster.balancer().setFlag(slow, MemberFlag.DISABLED, false);
    cluster.pass(Duration.ofSeconds(10));
    assertThat(cluster.sequence(110).chars().filter(c -> c == 'b')).hasSize(10);
    cluster.pass(Duration.ofSeconds(90));
    assertThat(cluster.sequence(100).chars().filter(c -> c == 'b')).hasSizeBetween(49, 51);
  }

  @Test
  void shares_are_exact_under_concurrency_and_nothing_stays_busy() throws Exception {
    Cluster cluster = Cluster.of("a=3 b=2 c=5");
    int threads = 8;
    int each = 12_500;
    Map<Character, AtomicInteger> counts = new ConcurrentHashMap<>();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int n = 0; n < each; n++) {
                    char member = cluster.serve(Cluster.exchange("192.0.2.1"));
                    counts.computeIfAbsent(member, c -> new AtomicInteger()).incrementAndGet();
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> task : done) {
        task.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(counts.get('a')).hasValue(30_000);
    assertThat(counts.get('b')).hasValue(20_000);
    assertThat(counts.get('c')).hasValue(50_000);
    assertThat(cluster.balancer().members())
        .allSatisfy(member -> assertThat(member.counters().busy()).isZero());
    assertThat(cluster.member('c').counters().elected()).isEqualTo(50_000);
  }

  @Test
  void a_request_waits_for_a_member_that_comes_back() throws Exception {
    Balancer balancer =
        Cluster.of(
                "a:D", s -> s.with(BalancerSettings.TIMEOUT, Optional.of(Duration.ofSeconds(30))))
            .balancer();
    try (WaitingRequest request = WaitingRequest.to(balancer)) {
      balancer.setFlag(balancer.members().get(0), MemberFlag.DISABLED, false);

      assertThat(request.status()).isEqualTo(200);
    }
  }

  @Test
  void nobody_is_a_503() {
    assertThatThrownBy(() -> Cluster.of("a:D b:N").sequence(1))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(503));
  }
}
