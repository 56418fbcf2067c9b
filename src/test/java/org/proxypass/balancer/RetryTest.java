package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.RetryCause;
import org.proxypass.config.BalancerSettings.StickyName;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/** What becomes of a request, and of its member, when an attempt fails. */
class RetryTest {
  private final StringBuilder tried = new StringBuilder();

  private static Settings all(Settings settings) {
    return settings.with(BalancerSettings.RETRY_ON, EnumSet.allOf(RetryCause.class));
  }

  /** Has the member called {@code a} do this and the others answer 200. */
  private Attempt failing(Cluster.Answers first) {
    return Cluster.attempt(
        member -> {
          tried.append(Cluster.letter(member));
          return Cluster.letter(member) == 'a' ? first.of(member) : Cluster.answer(200);
        });
  }

  private Response send(Cluster cluster, String method, Cluster.Answers first) {
    return cluster.balancer().send(Cluster.exchange("192.0.2.1", method), "/", failing(first));
  }

  private static Response stale(Member member) {
    throw Fault.stale(502, member.name() + ": closed", null);
  }

  private static Response unreachable(Member member) {
    throw Fault.unreachable(503, member.name() + ": refused", null);
  }

  @Test
  void a_dead_pooled_connection_is_no_reason_for_another_attempt_by_default() {
    assertThatThrownBy(() -> send(Cluster.of("a b"), "GET", RetryTest::stale))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(502));
    assertThat(tried).hasToString("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
  void with_retryon_it_is_for_methods_that_may_be_repeated(String method) {
    assertThat(send(Cluster.of("a b", RetryTest::all), method, RetryTest::stale).status())
        .isEqualTo(200);
    assertThat(tried).hasToString("ab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "LOCK", "get"})
  void but_never_for_others(String method) {
    assertThatThrownBy(() -> send(Cluster.of("a b", RetryTest::all), method, RetryTest::stale))
        .isInstanceOf(Fault.class);
    assertThat(tried).hasToString("a");
  }

  @Test
  void nor_for_a_body_that_is_gone() {
    Attempt once =
        new Attempt() {
          @Override
          public Response on(Member member, boolean afresh) {
            tried.append(Cluster.letter(member));
            return stale(member);
          }

          @Override
          public boolean repeatable() {
            return false;
          }
        };
    Cluster cluster = Cluster.of("a b", RetryTest::all);
    assertThatThrownBy(
            () -> cluster.balancer().send(Cluster.exchange("192.0.2.1", "PUT"), "/", once))
        .isInstanceOf(Fault.class);
    assertThat(tried).hasToString("a");
  }

  @Test
  void a_single_member_is_asked_again_on_a_fresh_connection() {
    Cluster cluster = Cluster.of("a", RetryTest::all);
    Attempt staleFirst =
        new Attempt() {
          @Override
          public Response on(Member member, boolean afresh) {
            return afresh ? Cluster.answer(200) : stale(member);
          }

          @Override
          public boolean repeatable() {
            return true;
          }
        };
    assertThat(cluster.balancer().send(Cluster.exchange("192.0.2.1"), "/", staleFirst).status())
        .isEqualTo(200);
    assertThat(cluster.member('a').counters().busy()).isEqualTo(1);
    assertThat(cluster.member('a').counters().elected()).isEqualTo(2);
  }

  private Response sendOfSession(Cluster cluster, Cluster.Answers first) {
    Exchange exchange = Cluster.exchange("192.0.2.1");
    return cluster.balancer().send(exchange, "/x;ID=s.one", failing(first));
  }

  private static Settings sticky(Settings settings) {
    return all(settings)
        .with(BalancerSettings.STICKY_SESSION, Optional.of(new StickyName("ID", "ID")));
  }

  @Test
  void a_session_goes_elsewhere_only_when_its_member_breaks_off_twice() {
    AtomicInteger breaks = new AtomicInteger();
    Cluster.Answers once =
        member -> breaks.getAndIncrement() == 0 ? stale(member) : Cluster.answer(200);
    sendOfSession(Cluster.of("a@one b@two c", RetryTest::sticky), once).body().close();
    assertThat(tried).hasToString("aa");
    sendOfSession(Cluster.of("a@one b@two c", RetryTest::sticky), RetryTest::stale).body().close();
    assertThat(tried).hasToString("aa" + "aab");
  }

  @Test
  void but_not_with_nofailover() {
    Cluster cluster =
        Cluster.of(
            "a@one b@two", settings -> sticky(settings).with(BalancerSettings.NO_FAILOVER, true));
    assertThatThrownBy(() -> sendOfSession(cluster, RetryTest::stale)).isInstanceOf(Fault.class);
    assertThat(sendOfSession(cluster, member -> Cluster.answer(503)).status()).isEqualTo(503);
    assertThat(tried).hasToString("aa" + "a");
  }

  @Test
  void a_request_without_a_session_is_not_sent_a_third_time() {
    assertThatThrownBy(
            () ->
                Cluster.of("a b", RetryTest::all)
                    .balancer()
                    .send(
                        Cluster.exchange("192.0.2.1"),
                        "/",
                        Cluster.attempt(
                            member -> {
                              tried.append(Cluster.letter(member));
                              return stale(member);
                            })))
        .isInstanceOf(Fault.class);
    assertThat(tried).hasToString("ab");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void a_status_of_retryon_is_asked_of_another_member_for_a_session_too(int status) {
    Cluster cluster = Cluster.of("a@one b@two", RetryTest::sticky);
    assertThat(sendOfSession(cluster, member -> Cluster.answer(status)).status()).isEqualTo(200);
    assertThat(tried).hasToString("ab");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void a_status_of_retryon_is_asked_of_another_member(int status) {
    Cluster cluster = Cluster.of("a b", RetryTest::all);
    assertThat(send(cluster, "GET", member -> Cluster.answer(status)).status()).isEqualTo(200);
    assertThat(tried).hasToString("ab");
    assertThat(cluster.member('a').counters().busy()).isZero();
  }

  @Test
  void and_delivered_when_there_is_no_other() {
    assertThat(
            send(Cluster.of("a b:D", RetryTest::all), "GET", member -> Cluster.answer(503))
                .status())
        .isEqualTo(503);
    assertThat(tried).hasToString("a");
  }

  @Test
  void a_503_is_delivered_by_default() {
    assertThat(send(Cluster.of("a b"), "GET", member -> Cluster.answer(503)).status())
        .isEqualTo(503);
  }

  @Test
  void the_budget_ends() {
    RetryBudget budget = new RetryBudget(20);
    for (int i = 0; i < 10; i++) {
      assertThat(budget.withdraw()).isTrue();
    }
    assertThat(budget.withdraw()).isFalse();
    for (int i = 0; i < 5; i++) {
      budget.deposit();
    }
    assertThat(budget.withdraw()).isTrue();
    assertThat(budget.withdraw()).isFalse();
  }

  @Test
  void a_member_that_cannot_be_reached_is_left_alone_until_its_retry_time() {
    Cluster cluster = Cluster.of("a b");
    send(cluster, "POST", RetryTest::unreachable).body().close();
    assertThat(tried).hasToString("ab");
    assertThat(cluster.member('a').state().flags()).containsExactly(MemberFlag.ERROR);
    assertThat(cluster.sequence(2)).isEqualTo("bb");
    cluster.pass(Duration.ofSeconds(60));
    assertThat(cluster.sequence(1)).isEqualTo("b");
    cluster.pass(Duration.ofNanos(1));
    assertThat(cluster.sequence(3)).isEqualTo("bab");
  }

  @Test
  void forced_recovery_tries_all_again() {
    Cluster cluster = Cluster.of("a");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> send(cluster, "GET", RetryTest::unreachable))
          .isInstanceOf(Fault.class);
    }
    assertThat(tried).hasToString("aa");
  }

  @Test
  void without_it_a_503_comes_at_once() {
    Cluster cluster =
        Cluster.of("a", settings -> settings.with(BalancerSettings.FORCE_RECOVERY, false));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> send(cluster, "GET", RetryTest::unreachable))
          .isInstanceOf(Fault.class);
    }
    assertThat(tried).hasToString("a");
  }

  @Test
  void faults_of_the_client_say_nothing_about_the_member() {
    Cluster cluster =
        Cluster.of("a b", settings -> settings.with(BalancerSettings.MAX_ATTEMPTS, Optional.of(5)));
    assertThatThrownBy(
            () ->
                send(
                    cluster,
                    "POST",
                    member -> {
                      throw Fault.client(400, "the upload broke off");
                    }))
        .isInstanceOf(Fault.class);
    assertThat(cluster.member('a').state().usable()).isTrue();
    assertThat(cluster.member('a').counters().busy()).isZero();
  }

  @Test
  void an_attempt_is_over_once_however_often_its_body_is_ended() {
    Cluster cluster = Cluster.of("a");
    Response response = send(cluster, "GET", member -> Cluster.answer(200));
    assertThat(cluster.member('a').counters().busy()).isEqualTo(1);
    response.body().close();
    response.body().abort();
    response.body().close();
    assertThat(cluster.member('a').counters().busy()).isZero();
  }
}
