package org.proxypass.webapp;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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
  private final Map<Identity, Worker> workers = new LinkedHashMap<>();
  // By identity: a mapping hands out the very object of its configuration, and hashing one by value
  // for every request would cost more than the rest of the look-up.
  private final IdentityHashMap<WorkerSpec, Worker> bySpec = new IdentityHashMap<>();

  private final Map<MemberIdentity, Worker> members = new HashMap<>();
  private final IdentityHashMap<BalancerSpec, HostConfig> declaredIn = new IdentityHashMap<>();
  private final Queue<Worker> retired = new ConcurrentLinkedQueue<>();

  /** Until this one has taken over. */
  private @Nullable WorkerRegistry predecessor;

  /**
   * Makes the workers of {@code hosts}.
   *
   * @param predecessor whose workers are used again; null at the start
   */
  WorkerRegistry(
      List<HostMap> hosts, Supplier<SSLContext> tls, @Nullable WorkerRegistry predecessor) {
    this.tls = tls;
    this.predecessor = predecessor;
    for (HostMap host : hosts) {
      addAll(host.config());
    }
  }

  private void addAll(HostConfig host) {
    Settings settings = host.settings();
    host.workers().forEach(spec -> add(spec, settings));
    for (BalancerSpec balancer : host.balancers()) {
      declaredIn.putIfAbsent(balancer, host);
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
    bySpec.put(spec, workers.computeIfAbsent(identity, this::worker));
  }

  private static Identity identity(WorkerSpec spec, Settings host) {
    return new Identity(spec, ioTimeout(host), Egress.of(host, spec));
  }

  private Worker worker(Identity identity) {
    Worker known = predecessor == null ? null : predecessor.workers.get(identity);
    return known == null ? create(identity) : known;
  }

  private synchronized Worker member(MemberIdentity identity) {
    Worker known = predecessor == null ? null : predecessor.existing(identity);
    return known == null ? create(identity.worker()) : known;
  }

  private synchronized @Nullable Worker existing(MemberIdentity identity) {
    return members.get(identity);
  }

  private Worker create(Identity identity) {
    return new Worker(identity.spec(), identity.ioTimeout(), identity.egress(), tls);
  }

  /**
   * The worker of a member of {@code balancer}, made when there is none yet; see {@link
   * org.proxypass.balancer.WorkerSource}. As in httpd every balancer has connections of its own to
   * its members.
   */
  synchronized Worker memberOf(BalancerSpec balancer, WorkerSpec spec) {
    HostConfig host = declaredIn.get(balancer);
    if (host == null) {
      throw new IllegalStateException("no balancer " + balancer.name());
    }
    return members.computeIfAbsent(
        new MemberIdentity(host.identity(), balancer.name(), identity(spec, host.settings())),
        this::member);
  }

  /** The workers of mappings, which no balancer owns, in the order of the configuration. */
  Collection<Worker> ofMappings() {
    return Collections.unmodifiableCollection(workers.values());
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

  /** Retires the workers of {@code former} that are not among these. */
  void succeed(WorkerRegistry former) {
    Set<Worker> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(all());
    former.retired.stream().filter(worker -> worker.figures().leased() > 0).forEach(retired::add);
    former.all().stream().filter(worker -> !kept.contains(worker)).forEach(this::retire);
    forgetPredecessor();
  }

  private synchronized void forgetPredecessor() {
    predecessor = null;
  }

  private void retire(Worker worker) {
    worker.close();
    retired.add(worker);
  }

  /** Those that only exchanges and tunnels in flight still use. */
  Collection<Worker> retired() {
    return Collections.unmodifiableCollection(retired);
  }

  /** Connections that exchanges hold, also those of retired workers. */
  int connectionsInUse() {
    return Stream.concat(all().stream(), retired.stream())
        .mapToInt(worker -> worker.figures().leased())
        .sum();
  }

  private synchronized List<Worker> all() {
    return Stream.concat(workers.values().stream(), members.values().stream()).toList();
  }

  @Override
  public void close() {
    Stream.concat(all().stream(), retired.stream()).forEach(Worker::closeNow);
  }
}
