package org.proxypass.webapp;

import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Balancers;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.mapping.BackendTarget;
import org.proxypass.rewrite.RequestPreparer;
import org.proxypass.rewrite.ResponsePreparer;
import org.proxypass.rewrite.TransportVariables;
import org.proxypass.rewrite.UpgradeOffer;

/** Sends a mapped request to its backend, or to a member of its balancer. */
final class Forwarder {
  private static final int UPGRADE_REQUIRED = 426;

  private final SeenConnections seenConnections = new SeenConnections();
  private final BufferPool buffers;
  private final WorkerRegistry workers;
  private final Balancers balancers;

  Forwarder(BufferPool buffers, WorkerRegistry workers, Balancers balancers) {
    this.buffers = buffers;
    this.workers = workers;
    this.balancers = balancers;
  }

  /**
   * Gets the response, prepared for the client but for the rules of the configuration.
   *
   * @throws Fault when there is none
   */
  Response forward(Passage passage, BackendTarget target) {
    Exchange exchange = passage.exchange();
    Settings settings = passage.settings();
    try (RequestBody body = ClientBody.of(exchange, settings, buffers)) {
      WorkerSpec worker = target.worker();
      if (worker.url().isBalancer()) {
        return balanced(passage, target, body);
      }
      BackendRequest request = prepare(passage, worker, target.requestTarget(), body);
      return prepared(workers.send(target, request, settings), worker, settings, exchange);
    } catch (Fault fault) {
      throw TimeoutStatus.of(fault, settings);
    }
  }

  private Response balanced(Passage passage, BackendTarget target, RequestBody body) {
    String name = target.worker().url().host();
    @Nullable Balancer balancer = balancers.find(passage.host().config(), name);
    if (balancer == null) {
      throw Fault.backend(503, "balancer://" + name + " is not configured", null);
    }
    WorkerSpec[] used = {target.worker()};
    Response response =
        balancer.send(
            passage.exchange(),
            member -> {
              used[0] = member.spec().worker();
              String requestTarget = used[0].url().path() + target.requestTarget();
              return member.worker().send(prepare(passage, used[0], requestTarget, body));
            });
    return prepared(response, used[0], passage.settings(), passage.exchange());
  }

  private BackendRequest prepare(
      Passage passage, WorkerSpec worker, String requestTarget, RequestBody body) {
    Exchange exchange = passage.exchange();
    BackendRequest request =
        RequestPreparer.prepare(exchange, passage.settings(), worker.url(), requestTarget, body);
    return connectedFor(exchange, UpgradeOffer.addTo(request, exchange, worker));
  }

  /** A client that cannot repeat its first request must not meet a connection just closing. */
  private BackendRequest connectedFor(Exchange exchange, BackendRequest request) {
    boolean afresh =
        TransportVariables.avoidsPoolFirst(exchange)
            && seenConnections.isFirst(exchange.clientRequest().connectionId());
    return afresh ? request.withUse(request.use().afresh()) : request;
  }

  private static Response prepared(
      Response response, WorkerSpec worker, Settings settings, Exchange exchange) {
    try {
      Fields fields = response.fields();
      String offered = response.status() == UPGRADE_REQUIRED ? fields.first("Upgrade") : null;
      ResponsePreparer.prepare(fields, settings, exchange);
      UpgradeOffer.keepInResponse(offered, fields, worker);
      return response;
    } catch (RuntimeException e) {
      response.body().abort();
      throw e;
    }
  }
}
