package org.proxypass.webapp;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.proxypass.backend.Worker;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.Egress;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.HostConfig;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.ServerSettings;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Response;
import org.proxypass.mapping.BackendTarget;
import org.proxypass.mapping.HostMap;

/** The live workers of a configuration: equal specifications with equal timeouts are one worker. */
final class WorkerRegistry implements AutoCloseable {
  private record Identity(WorkerSpec spec, Duration ioTimeout, Egress egress) {}

  private final Supplier<SSLContext> tls;
  private final Map<Identity, Worker> workers = new HashMap<>();
  // By identity: a mapping hands out the very object of its configuration, and hashing one by value
  // for every request would cost more than the rest of the look-up.
  private final IdentityHashMap<WorkerSpec, Worker> bySpec = new IdentityHashMap<>();

  private final IdentityHashMap<BalancerSpec, IdentityHashMap<WorkerSpec, Worker>> members =
      new IdentityHashMap<>();

  WorkerRegistry(List<HostMap> hosts, Supplier<SSLContext> tls) {
    this.tls = tls;
    for (HostMap host : hosts) {
      addAll(host.config());
    }
  }

  private void addAll(HostConfig host) {
    Settings settings = host.settings();
    host.workers().forEach(spec -> add(spec, settings));
    for (BalancerSpec balancer : host.balancers()) {
      balancer.members().forEach(member -> addMember(balancer, member.worker(), settings));
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
    Duration ioTimeout = ioTimeout(host);
    Egress egress = Egress.of(host, spec);
    Worker worker =
        workers.computeIfAbsent(
            new Identity(spec, ioTimeout, egress), key -> new Worker(spec, ioTimeout, egress, tls));
    bySpec.put(spec, worker);
  }

  /** As in httpd every balancer has connections of its own to its members. */
  private void addMember(BalancerSpec balancer, WorkerSpec spec, Settings host) {
    IdentityHashMap<WorkerSpec, Worker> own =
        members.computeIfAbsent(balancer, added -> new IdentityHashMap<>());
    own.computeIfAbsent(
        spec, added -> new Worker(spec, ioTimeout(host), Egress.of(host, spec), tls));
  }

  /**
   * The worker of a member of {@code balancer}; see {@link org.proxypass.balancer.WorkerSource}.
   */
  Worker memberOf(BalancerSpec balancer, WorkerSpec spec) {
    IdentityHashMap<WorkerSpec, Worker> own = members.get(balancer);
    Worker worker = own == null ? null : own.get(spec);
    if (worker == null) {
      throw new IllegalStateException("no member " + spec.url() + " of " + balancer.name());
    }
    return worker;
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

  @Override
  public void close() {
    workers.values().forEach(Worker::closeNow);
    members.values().forEach(own -> own.values().forEach(Worker::closeNow));
  }
}
