package org.proxypass.admin;

import org.proxypass.backend.PoolFigures;

/** The connections to one backend in the eyes of JMX. */
public final class PoolView {
  private final PoolFigures figures;

  PoolView(PoolFigures figures) {
    this.figures = figures;
  }

  /** Connections that serve an exchange. */
  public int getLeased() {
    return figures.leased();
  }

  /** Open connections that wait for one. */
  public int getIdle() {
    return figures.idle();
  }

  /** Requests that wait for a connection. */
  public int getWaiting() {
    return figures.waiting();
  }

  /** The limit of connections; {@link Integer#MAX_VALUE} for none. */
  public int getMax() {
    return figures.max();
  }
}
