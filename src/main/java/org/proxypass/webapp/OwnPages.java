package org.proxypass.webapp;

import org.proxypass.config.HandlerSettings.Handler;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/** The pages that {@code SetHandler} names. A handler wins over a ProxyPass for the same path. */
final class OwnPages {
  private final ManagerPages manager;
  private final StatusPages status;

  OwnPages(ManagerPages manager, StatusPages status) {
    this.manager = manager;
    this.status = status;
  }

  /**
   * The answer of {@code handler}.
   *
   * @throws Fault when the request is not one the page understands
   */
  Response answer(Passage passage, Handler handler) {
    return switch (handler) {
      case BALANCER_MANAGER -> Answers.respond(manager.answer(passage));
      case SERVER_STATUS -> Answers.respond(status.answer(passage));
    };
  }
}
