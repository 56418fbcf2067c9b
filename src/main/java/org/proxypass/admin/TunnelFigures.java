package org.proxypass.admin;

/**
 * The connections that changed to another protocol, such as WebSocket.
 *
 * @param open that live now
 * @param opened since the start
 * @param toBackends bytes since the start
 * @param toClients bytes since the start
 */
public record TunnelFigures(long open, long opened, long toBackends, long toClients) {
  /** There was none. */
  public static final TunnelFigures NONE = new TunnelFigures(0, 0, 0, 0);
}
