package org.proxypass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Members are killed, ended, paused, drained, switched off and added, and the configuration is
 * changed, while 64 clients send requests. Each act says by which rule a client may lose one.
 *
 * <p>The system properties {@code chaos.seed} and {@code chaos.seconds} choose another course, and
 * let the acts be repeated for so long.
 */
class ChaosIT {
  private static final int RELOADS = 50;

  private final long seed = Long.getLong("chaos.seed", new Random().nextLong(1_000_000));
  private final long soak = Long.getLong("chaos.seconds", 0L);
  private final Random random = new Random(seed);
  private ChaosStage stage;
  private Retries retries;

  /** Whether requests may be sent again. */
  enum Retries {
    /** As in httpd: never. */
    NONE(""),
    /** GETs that met a connection which broke before the first byte of an answer. */
    STALE("retryon=stale retrybudget=100");

    private final String parameters;

    Retries(String parameters) {
      this.parameters = parameters;
    }
  }

  @ParameterizedTest(name = "retries: {0}")
  @EnumSource
  void what_clients_lose_while_members_come_and_go(Retries allowed) throws Exception {
    System.out.println("retries: " + allowed + ", seed " + seed);
    retries = allowed;
    long end = System.nanoTime() + soak * 1_000_000_000L;
    try (ChaosStage opened = new ChaosStage(allowed.parameters, random)) {
      stage = opened;
      calm("warm", 1500);
      Figures warm = stage.settled();
      long descriptors = stage.descriptors();
      do {
        faults();
        reloadWhileDown(stage.backends().get(random.nextInt(stage.backends().size())));
        blackout();
        if (allowed == Retries.NONE || soak > 0) {
          operation();
          changes();
        }
      } while (System.nanoTime() < end);
      calm("end", 500);

      assertThat(stage.descriptors()).as("descriptors").isLessThanOrEqualTo(descriptors + 12);
      assertThat(stage.settled().of("proxypass_jvm_threads"))
          .as("threads")
          .isLessThanOrEqualTo(warm.of("proxypass_jvm_threads") + 32);
      stop();
      startAgain();
    }
  }

  private void calm(String name, int requests) throws Exception {
    stage.play(name, () -> stage.awaitRequests(requests)).losesNothing().keepsSessions();
  }

  private void faults() throws Exception {
    List<BackendProcess> victims = new ArrayList<>(stage.backends());
    Collections.shuffle(victims, random);
    kill(victims.get(0));
    end(victims.get(1));
    pause(victims.get(2));
    hold(victims.get(3));
    calm("all are back", 500);
  }

  /** A request in flight at a member that is killed may be lost; a later one goes elsewhere. */
  private void kill(BackendProcess victim) throws Exception {
    Moment gone = new Moment();
    stage
        .play(
            "kill -9 " + victim.name(),
            () -> {
              stage.awaitBusy(victim, 10);
              victim.kill();
              gone.isNow();
              stage.awaitRequests(400);
              victim.restart();
              stage.awaitUsable(victim, true);
              stage.awaitRequests(200);
            })
        .losesOnly(gone.before().and(this::brokeOff));
    assertSentOnlyAsAllowed();
  }

  /** A member that ends by itself finishes what it has; only idle connections break. */
  private void end(BackendProcess victim) throws Exception {
    Moment gone = new Moment();
    stage
        .play(
            "SIGTERM " + victim.name(),
            () -> {
              stage.awaitBusy(victim, 5);
              victim.terminate();
              gone.isNow();
              stage.awaitRequests(300);
              victim.restart();
              stage.awaitUsable(victim, true);
              stage.awaitRequests(200);
            })
        .losesOnly(gone.before().and(this::brokeOff));
    assertSentOnlyAsAllowed();
  }

  /**
   * Whoever waits for a member that says nothing gets 502 after {@code timeout}, once it is out
   * nobody does.
   */
  private void pause(BackendProcess victim) throws Exception {
    Moment out = new Moment();
    stage
        .play(
            "SIGSTOP " + victim.name(),
            () -> {
              victim.pause();
              stage.awaitUsable(victim, false);
              out.isNow();
              stage.awaitRequests(300);
              victim.resume();
              stage.awaitUsable(victim, true);
              stage.awaitRequests(200);
            })
        .losesOnly(out.before().and(loss -> loss.status() == 502 || cut(loss)));
    assertSentOnlyAsAllowed();
  }

  /** A pause shorter than {@code timeout} costs time alone. */
  private void hold(BackendProcess victim) throws Exception {
    stage
        .play(
            "SIGSTOP for a moment " + victim.name(),
            () -> {
              victim.pause();
              stage.awaitBusy(victim, 16);
              victim.resume();
              stage.awaitRequests(200);
            })
        .losesNothing();
  }

  /** A configuration that comes while a member is down finds it down, and it comes back by it. */
  private void reloadWhileDown(BackendProcess victim) throws Exception {
    Moment gone = new Moment();
    stage
        .play(
            "reloads while down " + victim.name(),
            () -> {
              stage.awaitBusy(victim, 5);
              victim.kill();
              gone.isNow();
              stage.reload(1);
              stage.reload(2);
              stage.awaitRequests(100);
              victim.restart();
              stage.reload(3);
              stage.awaitUsable(victim, true);
              stage.reload(0);
              stage.awaitRequests(100);
            })
        .losesOnly(gone.before().and(this::brokeOff));
    assertSentOnlyAsAllowed();
    calm("it is back", 300);
  }

  /** With nobody left a request is lost; once the first member is back, none is. */
  private void blackout() throws Exception {
    Moment back = new Moment();
    List<BackendProcess> all = stage.members();
    BackendProcess first = all.get(random.nextInt(all.size()));
    stage
        .play(
            "nobody is left",
            () -> {
              stage.awaitBusy(first, 5);
              for (BackendProcess backend : all) {
                backend.kill();
              }
              stage.awaitRequests(100);
              first.restart();
              stage.awaitUsable(first, true);
              // Whoever was refused by it before may say so until now.
              stage.awaitRequests(64);
              back.isNow();
              stage.awaitRequests(200);
              for (BackendProcess backend : all) {
                if (backend != first) {
                  backend.restart();
                }
              }
              for (BackendProcess backend : all) {
                stage.awaitUsable(backend, true);
              }
              stage.awaitRequests(200);
            })
        .losesOnly(back.before().and(loss -> cut(loss) || loss.status() >= 502));
    assertSentOnlyAsAllowed();
    calm("everybody is back", 300);
  }

  private static boolean cut(Outcome loss) {
    return loss.status() == 200 && !loss.complete();
  }

  /** RFC 9112 §9.5: a response that has begun cannot be repeated; before, a GET may be. */
  private boolean brokeOff(Outcome loss) {
    boolean mayFail = retries == Retries.NONE || Outcome.isPost(loss.id());
    return cut(loss) || mayFail && loss.status() == 502;
  }

  private void assertSentOnlyAsAllowed() throws IOException {
    Journals journals = stage.journals();
    assertThat(journals.repeatedAgain()).as("sent three times").isEmpty();
    if (retries == Retries.NONE) {
      assertThat(journals.repeated()).as("sent twice").isEmpty();
    }
  }

  private void operation() throws Exception {
    BackendProcess chosen = stage.backends().get(random.nextInt(stage.backends().size()));
    drain(chosen);
    disable(chosen);
    add(stage.spare());
  }

  private void drain(BackendProcess chosen) throws Exception {
    flag("drain", chosen, "N", true);
    Act drained = stage.play("drained " + chosen.name(), () -> stage.awaitRequests(400));
    drained.losesNothing().keepsSessions();
    assertThat(drained.outcomes())
        .filteredOn(outcome -> outcome.member().equals(chosen.name()))
        .isNotEmpty()
        .allMatch(outcome -> outcome.session().equals(chosen.name()));
    flag("drain no more", chosen, "N", false);
    calm("enabled", 300);
  }

  private void disable(BackendProcess chosen) throws Exception {
    flag("disable", chosen, "D", true);
    Act disabled = stage.play("disabled " + chosen.name(), () -> stage.awaitRequests(300));
    disabled.losesNothing();
    assertThat(disabled.grown("elected_total", chosen)).isZero();
    flag("enable", chosen, "D", false);
    calm("enabled", 300);
  }

  private void flag(String name, BackendProcess chosen, String letter, boolean up)
      throws Exception {
    stage
        .play(
            name + " " + chosen.name(),
            () -> {
              stage.awaitRequests(50);
              stage.manager().flag(chosen, letter, up);
              stage.awaitRequests(50);
            })
        .losesNothing();
  }

  /** A member more, in the first round; it gets the share of a fifth of what has no session. */
  private void add(BackendProcess spare) throws Exception {
    if (stage.figures().hasMember(spare)) {
      return;
    }
    stage.manager().add(spare);
    flag("enable", spare, "D", false);
    Act shared = stage.play("five members", () -> stage.awaitRequests(800));
    shared.losesNothing().keepsSessions();
    long chances = shared.outcomes().stream().filter(one -> one.session().isEmpty()).count();
    assertThat(shared.grown("elected_total", spare)).isBetween(chances / 10, chances * 2 / 5);
  }

  /** Connections, shares and mappings change with every edition; no request notices. */
  private void changes() throws Exception {
    stage
        .play(
            RELOADS + " reloads",
            () -> {
              for (int edition = 1; edition <= RELOADS; edition++) {
                stage.reload(edition);
              }
              stage.edit(RELOADS + 1);
              stage.edit(0);
            })
        .losesNothing()
        .keepsSessions();
  }

  /** What was begun is finished; what comes later finds nobody. */
  private void stop() throws Exception {
    int[] status = new int[1];
    List<Outcome> seen =
        stage.during(
            () -> {
              stage.awaitRequests(200);
              status[0] = stage.proxy().terminate();
            });
    Journals journals = stage.journals();
    List<Outcome> losses = seen.stream().filter(outcome -> !outcome.good()).toList();
    System.out.println("SIGTERM: " + seen.size() + " requests, " + losses.size() + " unanswered");
    assertThat(status[0]).as("exit status").isIn(0, 143);
    assertThat(losses)
        .as("lost at the stop")
        .allMatch(loss -> loss.status() == 0 && !journals.executed(loss.id()));
  }

  /** What the manager did outlives the process. */
  private void startAgain() throws Exception {
    stage.proxy().restart();
    assertThat(stage.figures().hasMember(stage.spare()))
        .isEqualTo(retries == Retries.NONE || soak > 0);
  }
}
