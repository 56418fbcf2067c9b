package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.proxypass.backend.Worker;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.HostConfig;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.WorkerSpec;

/** What of balancers and members lives on when the configuration changes. */
class SuccessionTest {
  private static final String A = "BalancerMember http://127.0.0.1:1 loadfactor=2 route=a\n";
  private static final String B = "BalancerMember http://127.0.0.1:2 route=b\n";

  private final Map<WorkerSpec, Worker> workers = new HashMap<>();

  private Balancers balancers(Balancers predecessor, String... lines) throws Exception {
    ProxyConfig config =
        ConfigLoader.create().loadText(String.join("\n", lines), "proxy.conf").config();
    List<HostConfig> hosts =
        Stream.concat(Stream.of(config.mainHost()), config.virtualHosts().stream()).toList();
    return new Balancers(hosts, (balancer, spec) -> worker(spec), predecessor);
  }

  private Worker worker(WorkerSpec spec) {
    return workers.computeIfAbsent(
        spec, added -> new Worker(added, Duration.ofSeconds(1), SuccessionTest::noTls));
  }

  private static SSLContext noTls() {
    throw new AssertionError("no member speaks TLS");
  }

  private static String cluster(String members) {
    return "<Proxy balancer://cluster>\n"
        + members
        + "</Proxy>\nProxyPass /app balancer://cluster\n";
  }

  private static Balancer only(Balancers balancers) {
    assertThat(balancers.all()).hasSize(1);
    return balancers.all().get(0);
  }

  @Test
  void members_that_are_still_configured_are_the_same_in_their_new_order() throws Exception {
    Balancers before = balancers(null, cluster(A + B));
    List<Member> members = new ArrayList<>(only(before).members());

    Balancers after = balancers(before, "ProxyPass /x http://127.0.0.1:9/", cluster(B + A));

    assertThat(only(after).members()).containsExactly(members.get(1), members.get(0));
  }

  @Test
  void counters_load_status_and_errors_are_kept() throws Exception {
    Balancers before = balancers(null, cluster(A + B));
    Member member = only(before).members().get(0);
    member.counters().begin();
    member.setLoadStatus(-70);
    member.fail();

    Member same = only(balancers(before, cluster(A + B))).members().get(0);

    assertThat(same.counters().elected()).isEqualTo(1);
    assertThat(same.counters().busy()).isEqualTo(1);
    assertThat(same.loadStatus()).isEqualTo(-70);
    assertThat(same.state().has(MemberFlag.ERROR)).isTrue();
    assertThat(same.lastErrorMillis()).isPositive();
  }

  @Test
  void what_was_changed_by_hand_stays_unless_the_configuration_changes_it() throws Exception {
    Balancers before = balancers(null, cluster(A + B));
    Balancer balancer = only(before);
    Member member = balancer.members().get(0);
    MemberTraits traits = member.traits();
    balancer.change(
        member,
        new MemberTraits(500, 3, "by-hand", traits.redirect(), traits.retry(), traits.slowStart()));
    balancer.setFlag(member, MemberFlag.DRAINING, true);
    String changed = "BalancerMember http://127.0.0.1:1 loadfactor=7 route=a status=+H\n";

    Member after = only(balancers(before, cluster(changed + B))).members().get(0);

    assertThat(after.traits().loadFactor()).as("changed in the file").isEqualTo(700);
    assertThat(after.traits().route()).as("changed by hand only").isEqualTo("by-hand");
    assertThat(after.traits().set()).as("changed by hand only").isEqualTo(3);
    assertThat(after.state().flags())
        .containsExactlyInAnyOrder(MemberFlag.DRAINING, MemberFlag.HOT_STANDBY);
  }

  @Test
  void a_balancer_keeps_what_was_changed_by_hand_and_takes_what_the_file_changes()
      throws Exception {
    Balancers before = balancers(null, cluster(A + "ProxySet maxattempts=2\n"));
    Balancer balancer = only(before);
    BalancerTraits traits = balancer.traits();
    balancer.change(
        new BalancerTraits(
            BalancerSettings.Method.BY_BUSYNESS,
            traits.stickySession(),
            traits.stickySeparator(),
            traits.semicolonEndsParameter(),
            traits.noFailover(),
            traits.maxAttempts(),
            traits.timeout(),
            traits.failOnStatus(),
            traits.failOnTimeout(),
            traits.forceRecovery()));

    Balancer after = only(balancers(before, cluster(A + "ProxySet maxattempts=4\n")));

    assertThat(after.traits().method()).isEqualTo(BalancerSettings.Method.BY_BUSYNESS);
    assertThat(after.traits().maxAttempts()).hasValue(4);
  }

  @Test
  void a_member_with_other_connections_keeps_its_counters_and_flags() throws Exception {
    Balancers before = balancers(null, cluster(A));
    Member member = only(before).members().get(0);
    member.counters().begin();
    member.state().set(MemberFlag.STOPPED, true);
    String changed = "BalancerMember http://127.0.0.1:1 loadfactor=2 route=a timeout=9\n";

    Member after = only(balancers(before, cluster(changed))).members().get(0);

    assertThat(after.worker()).isNotSameAs(member.worker());
    member.counters().end();
    assertThat(after.counters().busy()).isZero();
    assertThat(after.counters().elected()).isEqualTo(1);
    assertThat(after.state().has(MemberFlag.STOPPED)).isTrue();
  }

  @Test
  void a_member_that_was_added_by_hand_stays_and_one_that_is_gone_from_the_file_goes()
      throws Exception {
    Balancers before = balancers(null, cluster(A + B));
    MemberSpec template = only(before).members().get(0).spec();
    MemberSpec spec =
        balancers(null, cluster("BalancerMember http://127.0.0.1:3\n"))
            .all()
            .get(0)
            .members()
            .get(0)
            .spec();
    Member added = only(before).add(spec);
    only(before).setFlag(added, MemberFlag.DISABLED, false);

    Balancer after = only(balancers(before, cluster(A)));

    assertThat(after.members()).hasSize(2).contains(added);
    assertThat(after.members().get(0).spec()).isEqualTo(template);
    assertThat(added.state().usable()).isTrue();
  }

  @Test
  void a_balancer_of_another_host_is_another_one() throws Exception {
    String host = "<VirtualHost *:80>\nServerName %s\n" + cluster(A) + "</VirtualHost>\n";
    Balancers before = balancers(null, host.formatted("one"));
    Member member = only(before).members().get(0);

    assertThat(only(balancers(before, host.formatted("two"))).members()).doesNotContain(member);
    assertThat(only(balancers(before, host.formatted("one"))).members()).containsExactly(member);
  }

  @Test
  void nobody_who_waits_for_a_member_sleeps_through_its_recovery() throws Exception {
    String waiting = "ProxySet timeout=30\n";
    Balancers before = balancers(null, cluster(A + waiting));
    Member member = only(before).members().get(0);
    only(before).setFlag(member, MemberFlag.DISABLED, true);
    try (WaitingRequest request = WaitingRequest.to(only(before))) {
      Balancers after = balancers(before, cluster(A + waiting));

      assertThat(only(after).setFlag(member, MemberFlag.DISABLED, false)).isTrue();

      assertThat(request.status()).isEqualTo(200);
    }
  }
}
