package org.proxypass.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.proxypass.testing.ExecutableWar;

/** Backends, the proxy in front of them, and a crowd in front of the proxy: one process each. */
final class ChaosStage implements AutoCloseable {
  private static final int VISITORS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final String balancerParameters;
  private final List<BackendProcess> backends = new ArrayList<>();
  private final BackendProcess spare;
  private final ExecutableWar proxy;
  private final Journals journals = new Journals();
  private final AtomicInteger ids = new AtomicInteger();
  private final Crowd crowd;

  /** What is done while the crowd is going. */
  @FunctionalInterface
  interface Scene {
    /** Plays it; it is over when this returns. */
    void play() throws IOException, InterruptedException;
  }

  /**
   * Starts everything; the crowd rests.
   *
   * @param balancerParameters for {@code ProxySet}
   */
  ChaosStage(String balancerParameters, Random random) throws IOException {
    this.balancerParameters = balancerParameters;
    this.directory = Files.createTempDirectory("chaos");
    QuietPorts ports = new QuietPorts();
    for (int i = 1; i <= 4; i++) {
      backends.add(BackendProcess.start("b" + i, ports.next(), directory));
    }
    spare = BackendProcess.start("spare", ports.next(), directory);
    for (BackendProcess backend : all()) {
      backend.awaitReady();
    }
    proxy = ExecutableWar.start(List.of("-Xmx128m"), port -> configuration(0));
    List<String> sessions = backends.stream().map(BackendProcess::name).toList();
    crowd = new Crowd(proxy.port(), VISITORS, sessions, random, ids);
  }

  /** The configuration; editions differ in what can change while requests are in flight. */
  private String configuration(int edition) {
    StringBuilder text = new StringBuilder();
    text.append("BalancerPersist On\nProxyStatus On\nGracefulShutdownTimeout 20\n");
    text.append("Header always set X-Edition ").append(edition).append('\n');
    text.append("<Location /server-status>\n  SetHandler server-status\n  Require local\n");
    text.append("</Location>\n<Location /balancer-manager>\n  SetHandler balancer-manager\n");
    text.append("  Require local\n</Location>\n<Proxy balancer://app>\n");
    for (BackendProcess backend : backends) {
      // The second one gets other connections with every edition, the third one another share.
      int timeout = backend == backends.get(1) && edition % 2 == 1 ? 3 : 2;
      int factor = backend == backends.get(2) && edition % 3 == 2 ? 2 : 1;
      text.append("  BalancerMember ").append(backend.url());
      text.append(" route=").append(backend.name());
      text.append(" timeout=").append(timeout).append(" loadfactor=").append(factor);
      text.append(" retry=1 hcmethod=GET hcuri=/health hcinterval=200ms\n");
    }
    text.append("  ProxySet stickysession=ROUTEID growth=1 ")
        .append(balancerParameters)
        .append("\n</Proxy>\n");
    if (edition % 5 == 4) {
      text.append("ProxyPass /aside ").append(spare.url()).append("/\n");
    }
    return text.append("ProxyPass / balancer://app/\n").toString();
  }

  private List<BackendProcess> all() {
    return Stream.concat(backends.stream(), Stream.of(spare)).toList();
  }

  /** The members of the configuration. */
  List<BackendProcess> backends() {
    return backends;
  }

  /** The members at this moment, be they of the configuration or not. */
  List<BackendProcess> members() throws IOException {
    Figures now = figures();
    return all().stream().filter(now::hasMember).toList();
  }

  /** A backend that is no member until the manager makes it one. */
  BackendProcess spare() {
    return spare;
  }

  /** The proxy. */
  ExecutableWar proxy() {
    return proxy;
  }

  /** The manager's page. */
  ManagerForms manager() {
    return new ManagerForms(proxy.port());
  }

  /** Waits until so many more requests are over. */
  void awaitRequests(int requests) {
    crowd.awaitMore(requests);
  }

  /** Waits until the status page says that requests go to {@code backend}, or that none does. */
  void awaitUsable(BackendProcess backend, boolean usable) {
    await(backend.name() + (usable ? " is back" : " is out"))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> figures().ofMember("usable", backend) == (usable ? 1 : 0));
  }

  /** Waits until so many requests are in flight at {@code backend}. */
  void awaitBusy(BackendProcess backend, int requests) {
    await(requests + " requests at " + backend.name())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> figures().ofMember("busy", backend) >= requests);
  }

  /** Writes another edition of the configuration and has it applied. */
  void reload(int edition) throws IOException, InterruptedException {
    long generation = generation();
    proxy.configure(port -> configuration(edition));
    Signal.send("HUP", proxy.process().pid());
    await("edition " + edition)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> generation() > generation);
  }

  /** As {@link #reload}, left to the watching of the file. */
  void edit(int edition) throws IOException {
    long generation = generation();
    proxy.configure(port -> configuration(edition));
    await("edition " + edition).atMost(PATIENCE).until(() -> generation() > generation);
  }

  private long generation() throws IOException {
    return figures().of("proxypass_config_generation");
  }

  /** The status page now. */
  Figures figures() throws IOException {
    return Figures.of(proxy.port());
  }

  /** Waits until nothing is in flight; no connection and no request may be left over then. */
  Figures settled() {
    await("no connection leased, no request in flight")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Figures now = figures();
              assertThat(now.ofMembers("leased")).as("leased").isZero();
              assertThat(now.ofMembers("busy")).as("busy").isZero();
            });
    try {
      return figures();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Plays a scene while the crowd is going, and looks at what came of it when all is quiet. */
  Act play(String name, Scene scene) throws IOException, InterruptedException {
    Figures before = settled();
    long begun = System.nanoTime();
    List<Outcome> outcomes = during(scene);
    long millis = (System.nanoTime() - begun) / 1_000_000;
    Act act = new Act(name, outcomes, before, settled(), executed());
    System.out.println(act.summary() + ", " + millis + " ms");
    assertThat(journals.repeated()).as("%s: POSTs executed twice", name).noneMatch(Outcome::isPost);
    assertThat(outcomes)
        .filteredOn(Outcome::good)
        .as("%s: answers without execution", name)
        .allMatch(outcome -> journals.executed(outcome.id()));
    return act.sound();
  }

  /** Plays a scene while the crowd is going; says what the crowd saw. */
  List<Outcome> during(Scene scene) throws IOException, InterruptedException {
    crowd.go();
    try {
      scene.play();
    } finally {
      crowd.pause();
    }
    return crowd.seen();
  }

  private Map<BackendProcess, Integer> executed() throws IOException {
    Map<BackendProcess, Integer> executed = new LinkedHashMap<>();
    for (BackendProcess backend : all()) {
      int requests = journals.read(backend);
      if (backend != spare || requests > 0) {
        executed.put(backend, requests);
      }
    }
    return executed;
  }

  /** What the backends executed up to now. */
  Journals journals() throws IOException {
    executed();
    return journals;
  }

  /** Descriptors of the proxy but for those of idle connections to members. */
  long descriptors() throws IOException {
    Path open = Path.of("/proc", Long.toString(proxy.process().pid()), "fd");
    try (Stream<Path> descriptors = Files.list(open)) {
      return descriptors.count() - figures().ofMembers("idle");
    }
  }

  @Override
  public void close() throws IOException {
    try (crowd) {
      proxy.close();
    } finally {
      for (BackendProcess backend : all()) {
        backend.close();
        Files.deleteIfExists(backend.journal());
      }
      Files.deleteIfExists(directory);
    }
  }
}
