package org.proxypass.config;

import java.net.InetAddress;
import java.util.Optional;
import org.proxypass.http.BackendUrl;

/**
 * The way of the connections to one backend, as the settings of a host decide it.
 *
 * @param remote the proxy in between, or empty
 * @param sourceAddress the local address, or empty
 * @param receiveBuffer SO_RCVBUF in bytes; 0 leaves it to the system
 */
public record Egress(
    Optional<RemoteProxy> remote, Optional<InetAddress> sourceAddress, int receiveBuffer) {

  /** Directly, from any address. */
  public static final Egress DIRECT = new Egress(Optional.empty(), Optional.empty(), 0);

  /** The way to {@code worker} under the settings of a host and its own parameters. */
  public static Egress of(Settings host, WorkerSpec worker) {
    Integer buffer = worker.parameters().configured(EgressSettings.RECEIVE_BUFFER);
    return of(
        buffer == null ? host : host.with(EgressSettings.RECEIVE_BUFFER, buffer), worker.url());
  }

  /**
   * The way to {@code backend} under {@code settings}: NoProxy first, then the first ProxyRemote.
   */
  public static Egress of(Settings settings, BackendUrl backend) {
    boolean direct =
        settings.get(EgressSettings.DIRECT).stream().anyMatch(word -> word.covers(backend.host()));
    Optional<RemoteProxy> remote =
        direct
            ? Optional.empty()
            : settings.get(EgressSettings.REMOTES).stream()
                .filter(candidate -> candidate.covers(backend))
                .findFirst();
    return new Egress(
        remote,
        settings.get(EgressSettings.SOURCE_ADDRESS),
        settings.get(EgressSettings.RECEIVE_BUFFER));
  }
}
