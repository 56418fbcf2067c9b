package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.proxypass.admin.StatusReport;
import org.proxypass.balancer.Balancers;
import org.proxypass.balancer.HealthChecks;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.HostConfig;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.ServerSettings;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.mapping.HostMap;
import org.proxypass.mapping.HostTable;
import org.proxypass.mapping.RequestPath;
import org.proxypass.rewrite.RequestRules;

/** Everything that lives for one configuration, and the steps a request takes through it. */
final class ProxyEngine implements AutoCloseable {
  private static final int IDLE_BUFFERS = 256;

  private final BufferPool buffers = new BufferPool(IDLE_BUFFERS);
  private final ContainerFields containerFields;
  private final ResponseSender sender;
  private final PassageOpener opener;
  private final WorkerRegistry workers;
  private final Balancers balancers;
  private final ResponseProducer producer;
  private final ErrorResponder errorResponder;
  private final ExchangeRecorder recorder;
  private final HealthChecks healthChecks;
  private final StatusPages status;
  private final ManagerPages managerPages;
  private final Upgrades upgrades;
  private final Duration tunnelGrace;

  /**
   * Builds the engine; connects nowhere yet.
   *
   * @param surroundings what it shares with the engines before and behind it
   * @param predecessor whose workers, balancers and members live on here where the configuration
   *     still has them; null at the start
   */
  ProxyEngine(ProxyConfig config, Surroundings surroundings, @Nullable ProxyEngine predecessor) {
    this.containerFields = surroundings.containerFields();
    this.sender = new ResponseSender(buffers, containerFields);
    HostTable hosts = new HostTable(config, surroundings.foreignPorts());
    String serverName =
        config.mainHost().name().map(name -> name.host()).orElseGet(ProxyEngine::localName);
    this.opener = new PassageOpener(hosts, serverName);
    List<HostConfig> hostConfigs = hosts.hosts().stream().map(HostMap::config).toList();
    // Before anything is made that would have to be ended when a file cannot be opened.
    AccessLogs accessLogs = new AccessLogs(hostConfigs, surroundings.logFiles());
    this.workers =
        new WorkerRegistry(
            hosts.hosts(), surroundings.tls(), predecessor == null ? null : predecessor.workers);
    this.balancers =
        new Balancers(
            hostConfigs, workers::memberOf, predecessor == null ? null : predecessor.balancers);
    EntryTable entries = new EntryTable(hostConfigs, surroundings.statistics());
    this.recorder = new ExchangeRecorder(surroundings.statistics(), entries, accessLogs);
    this.status = new StatusPages(surroundings.statistics(), entries, workers, balancers);
    this.upgrades = surroundings.upgrades();
    this.tunnelGrace = config.global().get(ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT);
    this.managerPages =
        new ManagerPages(
            surroundings.changes(),
            config.global(),
            hostConfigs,
            balancers,
            this::wakeHealthChecks);
    if (predecessor == null) {
      managerPages.restoreChanges();
    }
    this.producer =
        new ResponseProducer(
            new LocationSteps(opener),
            new Forwarder(buffers, workers, balancers),
            new MemberLookup(balancers),
            new OwnPages(managerPages, status));
    this.errorResponder = new ErrorResponder(this, new FaultLog());
    this.healthChecks =
        HealthChecks.start(balancers.all(), config.global().get(HealthCheckSettings.POOL_SIZE));
  }

  /** The JVM's own trust, which {@code javax.net.ssl.trustStore} can change. */
  static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no default TLS context", e);
    }
  }

  private static String localName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Decides about a client's request; a refusal is in the passage. */
  Passage open(HttpServletRequest request, String basePath) {
    return opener.open(new ServletClientRequest(request, containerFields), basePath);
  }

  /** Decides about an internal request on the host of {@code original}. */
  Passage openInternal(
      Passage original, ClientRequest request, RequestPath path, Map<String, String> variables) {
    return opener.openInternal(original, request, path, variables);
  }

  /** Lets the request that filters passed on stand for the one that came in. */
  void adopt(Passage passage, HttpServletRequest passedOn) {
    Exchange exchange = passage.exchange();
    if (exchange.clientRequest() instanceof ServletClientRequest client && client.adopt(passedOn)) {
      exchange.resetRequestFields();
      RequestRules.beforeMapping(exchange, passage.host().config().settings());
    }
  }

  /**
   * Gets the response for a servable passage: from a backend, or a local file.
   *
   * @throws Fault when there is none, or ProxyErrorOverride replaces it
   */
  Response produce(Passage passage) {
    return producer.produce(passage, false);
  }

  /** As {@link #produce}, but leaves errors of a backend alone: for pages that replace one. */
  Response fetch(Passage passage) {
    return producer.produce(passage, true);
  }

  /** Writes responses to the container. */
  ResponseSender sender() {
    return sender;
  }

  /** Carries connections that leave HTTP. */
  Upgrades upgrades() {
    return upgrades;
  }

  /** What is known now, for whoever may know everything. */
  StatusReport status() {
    return status.report();
  }

  /** This engine takes the requests from now on: they are counted by its entries, and logged. */
  void countInForce() {
    status.countInForce();
    recorder.inForce();
  }

  /** Counts exchanges. */
  ExchangeRecorder recorder() {
    return recorder;
  }

  /** The writer of this configuration's error pages. */
  ErrorResponder errorResponder() {
    return errorResponder;
  }

  /**
   * Takes over from {@code predecessor}, whose new requests come here from now on: what only it had
   * is retired, and ends with the last exchange that uses it.
   */
  void succeed(ProxyEngine predecessor) {
    predecessor.healthChecks.close();
    workers.succeed(predecessor.workers);
    workers.retired().forEach(worker -> upgrades.tunnels().closeOf(worker, tunnelGrace));
    managerPages.succeed(predecessor.managerPages);
    managerPages.keepChanges();
  }

  /** Connections to backends that exchanges hold, also those of workers that are gone. */
  int connectionsInUse() {
    return workers.connectionsInUse();
  }

  /** A member was added, or got a check: there may be something to do for the first time. */
  private void wakeHealthChecks() {
    healthChecks.wake();
  }

  /** Ends the checks and cuts all connections, exchanges or not. */
  @Override
  public void close() {
    healthChecks.close();
    workers.close();
  }
}
