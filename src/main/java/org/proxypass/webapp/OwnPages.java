package org.proxypass.webapp;

import org.proxypass.config.HandlerSettings.Handler;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/** The pages that {@code SetHandler} names. A handler wins over a ProxyPass for the same path. */
final class OwnPages {
  private final StatusPages status;

  OwnPages(StatusPages status) {
    this.status = status;
  }

  /**
   * The answer of {@code handler}.
   *
   * @throws Fault when the request is not one the page understands
   */
  Response answer(Passage passage, Handler handler) {
    return switch (handler) {
      case BALANCER_MANAGER -> throw Fault.internal(501, "no page for " + handler.label(), null);
      case SERVER_STATUS -> Answers.respond(status.answer(passage));
    };
  }
}
