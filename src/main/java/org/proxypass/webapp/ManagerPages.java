package org.proxypass.webapp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.proxypass.admin.Answer;
import org.proxypass.admin.BalancerManager;
import org.proxypass.balancer.Balancers;
import org.proxypass.balancer.StateFile;
import org.proxypass.config.HandlerSettings;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.HostConfig;
import org.proxypass.config.Settings;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.http.Ascii;
import org.proxypass.http.Fields;
import org.proxypass.http.PathEncoding;
import org.proxypass.mapping.HostNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The balancer manager of one configuration, and what it keeps for the next start. */
final class ManagerPages {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerPages.class);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Lock changes;
  private final List<HostConfig> hosts;
  private final Balancers balancers;
  private final Optional<StateFile> stateFile;
  private final BalancerManager manager;

  /** Guarded by {@code changes}. */
  private @Nullable ManagerPages successor;

  /**
   * The pages of one configuration.
   *
   * @param changes held while something is changed here, or another configuration takes over
   * @param hosts its hosts, the main server first
   * @param balancers theirs, while they live
   * @param whenChanged called when the manager has changed one of them
   */
  ManagerPages(
      Lock changes,
      Settings global,
      List<HostConfig> hosts,
      Balancers balancers,
      Runnable whenChanged) {
    this.changes = changes;
    this.hosts = List.copyOf(hosts);
    this.balancers = balancers;
    this.stateFile =
        global.get(HandlerSettings.STATE_FILE).map(file -> new StateFile(file, hosts, balancers));
    this.manager =
        new BalancerManager(
            () -> {
              keepChanges();
              whenChanged.run();
            });
    if (global.get(HandlerSettings.BALANCER_PERSIST) && stateFile.isEmpty()) {
      LOG.warn("BalancerPersist needs a configuration file: changes will not survive a restart");
    }
  }

  /** Brings back what the manager changed before the last stop. */
  void restoreChanges() {
    stateFile.ifPresent(StateFile::restore);
  }

  /** Writes down what the manager has changed. */
  void keepChanges() {
    stateFile.ifPresent(StateFile::save);
  }

  /** From now on changes are made there; to be called while {@code changes} is held. */
  void succeed(ManagerPages predecessor) {
    predecessor.successor = this;
  }

  /**
   * The answer to a request for the manager. Where another configuration took over since the
   * request came in, a change is made there, as it would be lost here.
   *
   * @throws Fault when it cannot be served
   */
  Answer answer(Passage passage) {
    BalancerManager.Request request = request(passage);
    if (!request.post()) {
      return manager.answer(request, scope(passage, passage.host().config()));
    }
    changes.lock();
    try {
      ManagerPages current = this;
      HostConfig host = passage.host().config();
      for (ManagerPages next = successor; next != null; next = next.successor) {
        current = next;
        host = next.successorOf(host);
      }
      return current.manager.answer(request, current.scope(passage, host));
    } finally {
      changes.unlock();
    }
  }

  /** This configuration's version of {@code former}. */
  private HostConfig successorOf(HostConfig former) {
    return hosts.stream()
        .filter(host -> host.identity().equals(former.identity()))
        .findFirst()
        .orElseThrow(() -> Fault.internal(503, "the host of this manager is just gone", null));
  }

  private BalancerManager.Scope scope(Passage passage, HostConfig host) {
    return new BalancerManager.Scope(
        host.addresses() + " " + host.name(),
        passage.exchange().publicAddress().authority(),
        balancers.of(host),
        stateFile.isPresent(),
        host.settings().get(HealthCheckSettings.CRITERIA));
  }

  private static BalancerManager.Request request(Passage passage) {
    Exchange exchange = passage.exchange();
    ClientRequest client = exchange.clientRequest();
    String method = client.method();
    boolean post = method.equals("POST");
    if (!post && !method.equals("GET") && !method.equals("HEAD")) {
      throw Fault.client(405, "the balancer manager knows GET, HEAD and POST")
          .answeredWith(Fields.of("Allow", "GET, HEAD, POST"));
    }
    String query = client.query();
    String host = client.host();
    String authority = host == null ? exchange.publicAddress().authority() : host;
    // Not as the client wrote it: "//host/…" in a link would be another host.
    String self =
        exchange.publicAddress().contextPath() + PathEncoding.encode(passage.path().decoded(), 0);
    return new BalancerManager.Request(
        post,
        self,
        query == null ? "" : query,
        post ? form(client) : "",
        // Rules for backends, such as one against Referer, do not concern our own page.
        client.fields(),
        authority,
        HostNames.include(passage.host().config(), authority),
        client.remoteAddress());
  }

  private static String form(ClientRequest client) {
    String type = client.fields().first("Content-Type");
    if (type != null && !Ascii.lower(type).startsWith(FORM)) {
      throw Fault.client(415, "a form of type " + type);
    }
    if (!client.hasBody()) {
      return "";
    }
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    byte[] buffer = new byte[BalancerManager.LONGEST_FORM + 1];
    try {
      ClientReads body = new ClientReads(client.body());
      for (int n = body.read(buffer, 0, buffer.length);
          n >= 0;
          n = body.read(buffer, 0, buffer.length)) {
        form.write(buffer, 0, n);
        if (form.size() > BalancerManager.LONGEST_FORM) {
          throw Fault.client(413, "a form longer than " + BalancerManager.LONGEST_FORM + " bytes");
        }
      }
    } catch (IOException e) {
      throw ClientReads.cut(e);
    }
    return form.toString(StandardCharsets.ISO_8859_1);
  }
}
