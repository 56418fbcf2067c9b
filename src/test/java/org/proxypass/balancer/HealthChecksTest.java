package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.proxypass.backend.Worker;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.HealthCheckSettings.Method;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.MemberSettings;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.http.BackendUrl;
import org.proxypass.testing.CapturedLog;
import org.proxypass.testing.ScriptedBackend;

/** Members that are checked while they live. */
class HealthChecksTest {
  private static final Settings OFTEN =
      Settings.EMPTY
          .with(HealthCheckSettings.METHOD, Method.GET)
          .with(HealthCheckSettings.URI, "/up")
          .with(HealthCheckSettings.INTERVAL, Duration.ofMillis(100));

  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger asked = new AtomicInteger();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T open(T resource) {
    // The last one first: checks end before their backends do.
    opened.add(0, resource);
    return resource;
  }

  private ScriptedBackend backend() throws Exception {
    return open(
        new ScriptedBackend(
            connection -> {
              if (!connection.readHead().isEmpty()) {
                connection.send("HTTP/1.1 " + status.get() + " X\r\nContent-Length: 0\r\n\r\n");
                asked.incrementAndGet();
              }
            }));
  }

  private Member member(ScriptedBackend backend, Settings parameters) {
    WorkerSpec spec =
        new WorkerSpec(
            BackendUrl.parse("http://127.0.0.1:" + backend.port() + "/ctx"), Settings.EMPTY);
    Worker worker =
        open(
            new Worker(
                spec,
                Duration.ofSeconds(10),
                () -> {
                  throw new AssertionError("no TLS");
                }));
    return new Member(new MemberSpec(spec, parameters), worker, System::nanoTime);
  }

  private static Balancer balancer(Member... members) {
    return new Balancer(
        new BalancerSpec("test", Settings.EMPTY, List.of()),
        List.of(members),
        (balancer, spec) -> members[0].worker());
  }

  private HealthChecks start(Member... members) {
    return open(HealthChecks.start(List.of(balancer(members)), 16));
  }

  private static Settings starting(Settings parameters, MemberFlag... flags) {
    return parameters.with(MemberSettings.STATUS, Set.of(flags));
  }

  private static void await(Member member, MemberFlag flag, boolean up) {
    Awaitility.await().until(() -> member.state().has(flag) == up);
  }

  private void awaitChecks(int count) {
    int before = asked.get();
    Awaitility.await().until(() -> asked.get() >= before + count);
  }

  @Test
  void a_member_is_taken_out_and_comes_back() throws Exception {
    ScriptedBackend backend = backend();
    Member member = member(backend, OFTEN);
    CapturedLog log = CapturedLog.start("org.proxypass.balancer");
    start(member);
    awaitChecks(2);
    assertThat(member.state().usable()).isTrue();
    assertThat(backend.connection(0).received())
        .isEqualTo("GET /ctx/up HTTP/1.0\r\nHost: 127.0.0.1:" + backend.port() + "\r\n\r\n");
    assertThat(log.text()).isEmpty();

    status.set(500);
    await(member, MemberFlag.HEALTH_CHECK_FAILED, true);
    assertThat(member.state().usable()).isFalse();
    awaitChecks(3);
    assertThat(member.health().result()).isEqualTo("status 500");
    assertThat(member.health().checkedMillis()).isPositive();

    status.set(204);
    await(member, MemberFlag.HEALTH_CHECK_FAILED, false);
    assertThat(member.state().usable()).isTrue();
    Awaitility.await().until(() -> log.text().contains("is back"));
    log.stop();
    assertThat(log.text().lines().filter(line -> line.contains("balancer://test")))
        .as("only what changes is logged")
        .hasSize(2);
  }

  @Test
  void a_success_takes_away_the_error_of_a_request_too() throws Exception {
    Member member = member(backend(), starting(OFTEN, MemberFlag.ERROR));
    start(member);

    await(member, MemberFlag.ERROR, false);
  }

  @Test
  void a_member_in_error_gathers_no_failures() throws Exception {
    status.set(500);
    Member member = member(backend(), starting(OFTEN, MemberFlag.ERROR));
    start(member);
    awaitChecks(3);

    assertThat(member.state().has(MemberFlag.HEALTH_CHECK_FAILED)).isFalse();
    assertThat(member.health().fails()).isZero();
  }

  @Test
  void a_stopped_member_is_left_alone_and_a_disabled_one_is_not() throws Exception {
    ScriptedBackend deaf = open(ScriptedBackend.answering());
    Member stopped = member(deaf, starting(OFTEN, MemberFlag.STOPPED));
    Member disabled =
        member(backend(), starting(OFTEN, MemberFlag.DISABLED, MemberFlag.HEALTH_CHECK_FAILED));
    start(stopped, disabled);
    await(disabled, MemberFlag.HEALTH_CHECK_FAILED, false);
    awaitChecks(2);

    assertThat(disabled.state().has(MemberFlag.DISABLED)).as("checks do not enable").isTrue();
    assertThat(deaf.connections()).isEmpty();
    assertThat(stopped.health()).isEqualTo(HealthReport.NONE);
  }

  @Test
  void checks_of_one_member_never_overlap() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ScriptedBackend slow =
        open(
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  release.await();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                }));
    start(member(slow, OFTEN), member(backend(), OFTEN));
    slow.connection(0);
    awaitChecks(3);

    assertThat(slow.connections()).as("others are checked meanwhile").hasSize(1);
    release.countDown();
    slow.connection(1);
  }

  @Test
  void a_changed_check_counts_at_once_and_the_first_one_wakes() throws Exception {
    ScriptedBackend backend = backend();
    Member member = member(backend, Settings.EMPTY);
    HealthChecks checks = start(member);
    checks.wake();
    member.change(HealthCheck.of(OFTEN));
    checks.wake();
    awaitChecks(1);
    assertThat(backend.connection(0).received()).startsWith("GET /ctx/up ");

    member.change(
        new HealthCheck(Method.OPTIONS11, Duration.ofMillis(100), 1, 1, "/up", Optional.empty()));
    Awaitility.await()
        .until(
            () ->
                backend.connections().stream()
                    .anyMatch(each -> each.received().startsWith("OPTIONS * HTTP/1.1")));
  }

  @Test
  void members_that_are_added_are_checked() throws Exception {
    Member like = member(backend(), OFTEN);
    Balancer balancer =
        new Balancer(
            new BalancerSpec("test", Settings.EMPTY, List.of()),
            List.of(),
            (of, spec) -> like.worker());
    HealthChecks checks = open(HealthChecks.start(List.of(balancer), 1));
    Member added = balancer.add(like.spec());
    checks.wake();

    Awaitility.await().until(() -> added.health().result().equals("status 200"));
  }

  @Test
  void serial_checks_reach_everybody() throws Exception {
    Member first = member(backend(), OFTEN);
    Member second = member(backend(), OFTEN);
    open(HealthChecks.start(List.of(balancer(first, second)), 0));

    Awaitility.await().until(() -> second.health().checkedMillis() > 0);
    Awaitility.await().until(() -> first.health().checkedMillis() > 0);
  }

  @Test
  void a_check_that_is_cut_short_by_the_end_says_nothing() throws Exception {
    ScriptedBackend silent =
        open(
            new ScriptedBackend(
                connection -> {
                  connection.readHead();
                  connection.readToEnd();
                }));
    Member member = member(silent, OFTEN);
    HealthChecks checks = start(member);
    ScriptedBackend.Connection first = silent.connection(0);
    checks.close();

    assertThat(first.awaitEnd()).isTrue();
    assertThat(member.health()).isEqualTo(HealthReport.NONE);
    assertThat(member.state().usable()).isTrue();
    start(member);
    silent.connection(1);
  }

  @Test
  void nothing_runs_where_nothing_is_checked() throws Exception {
    Set<Thread> before = threads();
    start(member(backend(), Settings.EMPTY));

    assertThat(threads()).isSubsetOf(before);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("health-check"))
        .collect(Collectors.toSet());
  }

  @Test
  void the_interval_runs_from_the_end_of_a_check() {
    MemberHealth health = new MemberHealth();
    Duration interval = Duration.ofNanos(10);
    assertThat(health.begin(5, interval)).as("first seen").isFalse();
    assertThat(health.begin(14, interval)).isFalse();
    assertThat(health.begin(15, interval)).isTrue();
    assertThat(health.begin(99, interval)).as("it runs").isFalse();
    health.end(100);

    assertThat(health.begin(109, interval)).isFalse();
    assertThat(health.begin(110, interval)).isTrue();
  }
}
