package org.proxypass.launcher;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.proxypass.config.HostAddress;
import org.proxypass.config.HostConfig;
import org.proxypass.config.ListenAddress;
import org.proxypass.config.ProxyConfig;

/** Where the launcher accepts connections. */
final class Listeners {
  private static final String HTTP = "http";
  private static final int DEFAULT_PORT = 8080;

  private Listeners() {}

  /**
   * The addresses of {@code Listen}; without any, those that {@code <VirtualHost>} names; without
   * any, port 8080 of every interface.
   *
   * @throws LaunchException when a protocol is asked for that is not supported
   */
  static List<ListenAddress> of(ProxyConfig config) throws LaunchException {
    List<ListenAddress> listens =
        config.listens().isEmpty() ? ofVirtualHosts(config.virtualHosts()) : config.listens();
    for (ListenAddress listen : listens) {
      if (!listen.protocol().equals(HTTP)) {
        throw new LaunchException(
            directive(listen)
                + ": protocol '"
                + listen.protocol()
                + "' is not supported yet;"
                + " allowed is http");
      }
    }
    return listens;
  }

  /** The directive that asks for {@code listen}, for messages. */
  static String directive(ListenAddress listen) {
    String address = listen.address().isEmpty() ? "" : bracketed(listen.address()) + ":";
    String protocol = listen.protocol().equals(HTTP) ? "" : " " + listen.protocol();
    return "Listen " + address + listen.port() + protocol;
  }

  /** The URL under which this machine reaches a listener on {@code port}. */
  static String url(ListenAddress listen, int port) {
    String address = listen.address();
    boolean any = address.isEmpty() || address.equals("0.0.0.0") || address.equals("::");
    return "http://" + (any ? "127.0.0.1" : bracketed(address)) + ":" + port + "/";
  }

  private static String bracketed(String address) {
    return address.indexOf(':') < 0 ? address : "[" + address + "]";
  }

  private static List<ListenAddress> ofVirtualHosts(List<HostConfig> hosts) {
    Set<ListenAddress> named = new LinkedHashSet<>();
    for (HostConfig host : hosts) {
      for (HostAddress address : host.addresses()) {
        if (address.port() > 0) {
          String literal = address.address().equals("*") ? "" : address.address();
          named.add(new ListenAddress(literal, address.port(), HTTP));
        }
      }
    }
    if (named.isEmpty()) {
      return List.of(new ListenAddress("", DEFAULT_PORT, HTTP));
    }
    List<ListenAddress> distinct = new ArrayList<>(named);
    // A listener on every interface of a port takes the port's single addresses with it.
    distinct.removeIf(
        one -> !one.address().isEmpty() && named.contains(new ListenAddress("", one.port(), HTTP)));
    return List.copyOf(distinct);
  }
}
