package org.proxypass.tunnel;

/** Hears of the end of tunnels: access log, statistics. Must be quick and must not throw. */
@FunctionalInterface
public interface TunnelListener {
  /** Hears of nothing. */
  TunnelListener NONE = (traffic, reason) -> {};

  /** A tunnel is over; called once for each, by any thread. */
  void ended(TunnelTraffic traffic, EndReason reason);
}
