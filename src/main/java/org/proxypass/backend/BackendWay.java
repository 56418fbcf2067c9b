package org.proxypass.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.Egress;
import org.proxypass.config.RemoteProxy;
import org.proxypass.http.BackendUrl;

/**
 * The way of the connections to one backend, over TCP or a Unix domain socket.
 *
 * @param unixSocket in place of host and port; null for TCP
 * @param remote the proxy in between, or null
 * @param source the local address, or null
 */
record BackendWay(
    BackendUrl url,
    @Nullable Path unixSocket,
    @Nullable RemoteProxy remote,
    @Nullable InetAddress source) {

  /** The way that {@code egress} takes, if the backend is not on this machine anyway. */
  static BackendWay of(BackendUrl url, @Nullable Path unixSocket, Egress egress) {
    return unixSocket == null
        ? new BackendWay(
            url, null, egress.remote().orElse(null), egress.sourceAddress().orElse(null))
        : new BackendWay(url, unixSocket, null, null);
  }

  /** The name that has to be looked up: the proxy's, or the backend's. */
  String firstHop() {
    return remote == null ? url.host() : remote.host();
  }

  /** The proxy that TLS is laid through, or null when there is none or it is asked for itself. */
  @Nullable RemoteProxy tunnelledThrough() {
    return url.secure() ? remote : null;
  }

  /** The backend itself, whatever leads there. */
  HttpHost backend() {
    return new HttpHost(scheme(), url.host(), url.port());
  }

  private String scheme() {
    return url.secure() ? "https" : "http";
  }

  /**
   * The way to the pool: connections are alike when theirs are.
   *
   * @param address of the first hop, or null for any that its name has
   */
  HttpRoute route(@Nullable InetAddress address) {
    if (unixSocket != null) {
      // The name behind a unix socket is only for the Host field and never looked up.
      InetAddress nowhere = InetAddress.getLoopbackAddress();
      return new HttpRoute(
          new HttpHost(scheme(), nowhere, url.host(), url.port()), null, url.secure());
    }
    RemoteProxy through = remote;
    if (through == null) {
      return new HttpRoute(host(scheme(), url.host(), url.port(), address), source, url.secure());
    }
    HttpHost proxy = host("http", through.host(), through.port(), address);
    // To a plain backend every connection to the proxy will do: the head names the backend.
    return url.secure()
        ? new HttpRoute(backend(), source, proxy, true, TunnelType.TUNNELLED, LayerType.LAYERED)
        : new HttpRoute(proxy, source, false);
  }

  private static HttpHost host(
      String scheme, String name, int port, @Nullable InetAddress address) {
    return address == null
        ? new HttpHost(scheme, name, port)
        : new HttpHost(scheme, address, name, port);
  }

  /** A socket that is not connected yet. */
  BackendSocket socket() throws IOException {
    Path path = unixSocket;
    return path == null ? new BackendSocket() : new BackendSocket(path);
  }
}
