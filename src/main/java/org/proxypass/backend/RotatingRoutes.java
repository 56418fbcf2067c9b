package org.proxypass.backend;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.HttpRoute;
import org.jspecify.annotations.Nullable;

/** {@code addresses=all}: a route for each address, one after the other. */
final class RotatingRoutes {
  private record Routes(List<InetAddress> addresses, List<HttpRoute> routes) {}

  private final BackendWay way;
  private final BackendAddresses addresses;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile @Nullable Routes last;

  RotatingRoutes(BackendWay way, BackendAddresses addresses) {
    this.way = way;
    this.addresses = addresses;
  }

  /** The routes now; a name without addresses has none. */
  List<HttpRoute> all() throws UnknownHostException {
    List<InetAddress> current = addresses.current();
    Routes known = last;
    if (known == null || known.addresses() != current) {
      known = new Routes(current, current.stream().map(way::route).toList());
      last = known;
    }
    return known.routes();
  }

  /** Whose turn it is, of {@code size} routes. */
  int next(int size) {
    return Math.floorMod(turn.getAndIncrement(), size);
  }
}
