package org.proxypass.webapp;

import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Attempt;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Balancers;
import org.proxypass.balancer.Member;
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
    return balancer.send(
        passage.exchange(),
        target.requestTarget(),
        new Attempt() {
          @Override
          public Response on(Member member, boolean afresh) {
            return attempt(passage, member, target.requestTarget(), body, afresh);
          }

          @Override
          public boolean repeatable() {
            return body.replayable();
          }
        });
  }

  private Response attempt(
      Passage passage, Member member, String requestTarget, RequestBody body, boolean afresh) {
    Settings settings = passage.settings();
    WorkerSpec worker = member.spec().worker();
    BackendRequest request = prepare(passage, worker, member.targetOf(requestTarget), body);
    try {
      Response response = member.send(afresh ? request.withUse(request.use().afresh()) : request);
      return prepared(response, worker, settings, passage.exchange());
    } catch (Fault fault) {
      throw TimeoutStatus.of(fault, settings);
    }
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
