package org.proxypass.webapp;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.proxypass.backend.Worker;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.Egress;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.HostConfig;
import org.proxypass.config.HostIdentity;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.ServerSettings;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Response;
import org.proxypass.mapping.BackendTarget;
import org.proxypass.mapping.HostMap;

/**
 * The live workers of a configuration: equal specifications with equal timeouts are one worker, and
 * one that the configuration before had too is that very worker.
 */
final class WorkerRegistry implements AutoCloseable {
  private record Identity(WorkerSpec spec, Duration ioTimeout, Egress egress) {}

  private record MemberIdentity(HostIdentity host, String balancer, Identity worker) {}

  private final Supplier<SSLContext> tls;
  private final Map<Identity, Worker> workers = new HashMap<>();
  // By identity: a mapping hands out the very object of its configuration, and hashing one by value
  // for every request would cost more than the rest of the look-up.
  private final IdentityHashMap<WorkerSpec, Worker> bySpec = new IdentityHashMap<>();

  private final Map<MemberIdentity, Worker> memberWorkers = new HashMap<>();
  private final IdentityHashMap<BalancerSpec, IdentityHashMap<WorkerSpec, Worker>> members =
      new IdentityHashMap<>();
  private final Queue<Worker> retired = new ConcurrentLinkedQueue<>();

  /** The host that a balancer was declared in, for members that come later. */
  private final IdentityHashMap<BalancerSpec, HostConfig> owners = new IdentityHashMap<>();

  private Living living;

  /**
   * Makes the workers of {@code hosts}.
   *
   * @param predecessor whose workers are used again; null at the start
   */
  WorkerRegistry(
      List<HostMap> hosts, Supplier<SSLContext> tls, @Nullable WorkerRegistry predecessor) {
    this.tls = tls;
    this.living =
        predecessor == null
            ? Living.NONE
            : new Living(predecessor.workers, predecessor.memberWorkers);
    for (HostMap host : hosts) {
      addAll(host.config());
    }
  }

  /** What the configuration before has. */
  private record Living(Map<Identity, Worker> workers, Map<MemberIdentity, Worker> members) {
    static final Living NONE = new Living(Map.of(), Map.of());
  }

  private void addAll(HostConfig host) {
    Settings settings = host.settings();
    host.workers().forEach(spec -> add(spec, settings));
    for (BalancerSpec balancer : host.balancers()) {
      owners.putIfAbsent(balancer, host);
      balancer.members().forEach(member -> memberOf(balancer, member.worker()));
    }
    host.mappings().forEach(mapping -> add(mapping, settings));
    addLocationMapping(settings, settings);
    host.locations().forEach(location -> addLocationMapping(location.settings(), settings));
  }

  private void addLocationMapping(Settings location, Settings host) {
    location.get(ForwardingSettings.LOCATION_MAPPING).ifPresent(mapping -> add(mapping, host));
  }

  private void add(MappingSpec mapping, Settings host) {
    mapping.worker().ifPresent(spec -> add(spec, host));
  }

  /** A host comes behind the main server, whose workers it inherits with their limits and ways. */
  private void add(WorkerSpec spec, Settings host) {
    if (spec.url().isBalancer() || bySpec.containsKey(spec)) {
      return;
    }
    Identity identity = identity(spec, host);
    Worker worker =
        workers.computeIfAbsent(
            identity, key -> existingOrNew(living.workers().get(key), identity));
    bySpec.put(spec, worker);
  }

  private static Identity identity(WorkerSpec spec, Settings host) {
    return new Identity(spec, ioTimeout(host), Egress.of(host, spec));
  }

  private Worker existingOrNew(@Nullable Worker existing, Identity identity) {
    return existing != null
        ? existing
        : new Worker(identity.spec(), identity.ioTimeout(), identity.egress(), tls);
  }

  /**
   * The worker of a member of {@code balancer}, made when there is none yet; see {@link
   * org.proxypass.balancer.WorkerSource}. As in httpd every balancer has connections of its own to
   * its members.
   */
  synchronized Worker memberOf(BalancerSpec balancer, WorkerSpec spec) {
    HostConfig host = owners.get(balancer);
    if (host == null) {
      throw new IllegalArgumentException("no balancer " + balancer.name() + " here");
    }
    Identity identity = identity(spec, host.settings());
    MemberIdentity member = new MemberIdentity(host.identity(), balancer.name(), identity);
    return members
        .computeIfAbsent(balancer, added -> new IdentityHashMap<>())
        .computeIfAbsent(
            spec,
            added ->
                memberWorkers.computeIfAbsent(
                    member, key -> existingOrNew(living.members().get(key), identity)));
  }

  private static Duration ioTimeout(Settings settings) {
    return settings
        .get(ServerSettings.PROXY_TIMEOUT)
        .orElseGet(() -> settings.get(ServerSettings.TIMEOUT));
  }

  /**
   * Sends one request.
   *
   * @param settings those of the request, for the time limits of a worker made for it alone
   */
  Response send(BackendTarget target, BackendRequest request, Settings settings) {
    Worker worker = bySpec.get(target.worker());
    if (worker != null) {
      return worker.send(request);
    }
    Worker temporary =
        new Worker(target.worker(), ioTimeout(settings), Egress.of(settings, target.worker()), tls);
    try {
      Response response = temporary.send(request);
      return new Response(
          response.status(), response.fields(), new OwningBody(response.body(), temporary));
    } catch (RuntimeException e) {
      temporary.close();
      throw e;
    }
  }

  /** Retires the workers of {@code predecessor} that are not among these. */
  synchronized void succeed(WorkerRegistry predecessor) {
    living = Living.NONE;
    Set<Worker> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    all().forEach(kept::add);
    predecessor.retired.stream()
        .filter(worker -> worker.figures().leased() > 0)
        .forEach(retired::add);
    predecessor.all().filter(worker -> !kept.contains(worker)).forEach(this::retire);
  }

  private void retire(Worker worker) {
    worker.close();
    retired.add(worker);
  }

  /** Connections that exchanges hold, also those of retired workers. */
  synchronized int connectionsInUse() {
    return Stream.concat(all(), retired.stream())
        .mapToInt(worker -> worker.figures().leased())
        .sum();
  }

  private Stream<Worker> all() {
    return Stream.concat(workers.values().stream(), memberWorkers.values().stream());
  }

  @Override
  public synchronized void close() {
    Stream.concat(all(), retired.stream()).forEach(Worker::closeNow);
  }
}
