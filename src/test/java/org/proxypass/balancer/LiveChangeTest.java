package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.Method;
import org.proxypass.config.MemberFlag;

/** What changes while a balancer lives. */
class LiveChangeTest {
  private static BalancerTraits with(BalancerTraits traits, Method method) {
    return new BalancerTraits(
        method,
        traits.stickySession(),
        traits.stickySeparator(),
        traits.semicolonEndsParameter(),
        traits.noFailover(),
        traits.maxAttempts(),
        traits.timeout(),
        traits.failOnStatus(),
        traits.failOnTimeout(),
        traits.forceRecovery());
  }

  private static MemberTraits weighing(MemberTraits traits, int factor) {
    return new MemberTraits(
        factor,
        traits.set(),
        traits.route(),
        traits.redirect(),
        traits.retry(),
        traits.slowStart());
  }

  private static int[] loads(Cluster cluster) {
    return cluster.balancer().members().stream().mapToInt(cluster.balancer()::loadStatus).toArray();
  }

  @Test
  void another_factor_makes_every_load_status_its_factor() {
    Cluster cluster = Cluster.of("a b=2 c");
    cluster.sequence(2);
    Member first = cluster.member('a');
    cluster.balancer().change(first, weighing(first.traits(), 500));
    assertThat(loads(cluster)).containsExactly(500, 200, 100);
  }

  @Test
  void the_same_factor_changes_none() {
    Cluster cluster = Cluster.of("a b");
    cluster.sequence(1);
    Member first = cluster.member('a');
    cluster.balancer().change(first, weighing(first.traits(), 100));
    assertThat(loads(cluster)).containsExactly(-100, 100);
  }

  @Test
  void a_member_that_is_enabled_makes_every_load_status_zero() {
    Cluster cluster = Cluster.of("a b=2 c:D");
    cluster.sequence(2);
    cluster.balancer().setFlag(cluster.member('c'), MemberFlag.DISABLED, false);
    assertThat(loads(cluster)).containsExactly(0, 0, 0);
  }

  @Test
  void one_that_stays_unusable_does_not() {
    Cluster cluster = Cluster.of("a b c:DS");
    cluster.sequence(1);
    cluster.balancer().setFlag(cluster.member('c'), MemberFlag.DISABLED, false);
    assertThat(loads(cluster)).containsExactly(-100, 100, 0);
  }

  @Test
  void another_method_makes_every_load_status_zero_and_forgets_the_bytes() {
    Cluster cluster = Cluster.of("a b");
    cluster.sequence(1);
    cluster.member('a').counters().addSent(1_000_000);
    cluster.balancer().change(with(cluster.balancer().traits(), Method.BY_TRAFFIC));
    assertThat(loads(cluster)).containsExactly(0, 0);
    assertThat(cluster.sequence(1)).isEqualTo("a");
    assertThat(cluster.member('a').counters().sent()).isEqualTo(1_000_000);
  }

  @Test
  void an_added_member_begins_disabled() {
    Cluster cluster = Cluster.of("a");
    Member added = cluster.balancer().add(Cluster.member("b"));
    assertThat(added.state().flags()).containsExactly(MemberFlag.DISABLED);
    assertThat(cluster.sequence(2)).isEqualTo("aa");
    cluster.balancer().setFlag(added, MemberFlag.DISABLED, false);
    assertThat(cluster.sequence(4)).isEqualTo("abab");
  }

  @Test
  void members_are_added_as_long_as_there_are_slots() {
    Cluster cluster = Cluster.of("a", settings -> settings.with(BalancerSettings.GROWTH, 2));
    cluster.balancer().add(Cluster.member("b"));
    assertThat(cluster.balancer().freeSlots()).isEqualTo(1);
    cluster.balancer().add(Cluster.member("c"));
    assertThatThrownBy(() -> cluster.balancer().add(Cluster.member("d")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no free slot");
  }

  @Test
  void a_member_is_added_once() {
    Cluster cluster = Cluster.of("a");
    assertThatThrownBy(() -> cluster.balancer().add(Cluster.member("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://a.example/");
  }
}
