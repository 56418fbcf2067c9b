package org.proxypass.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ListenAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open listeners of a running server, and how they change while it runs. */
final class ListenerSet {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerSet.class);

  private final Service service;
  private volatile List<Listener> open = List.of();

  /** Guarded by this. */
  private @Nullable Connectors connectors;

  /** Guarded by this. */
  private boolean closing;

  private record Listener(ListenAddress listen, Connector connector) {
    Http11NioProtocol protocol() {
      return (Http11NioProtocol) connector.getProtocolHandler();
    }

    /** Accepts no more connections; what is answered from now on ends its connection. */
    void endGracefully() {
      protocol().setMaxKeepAliveRequests(1);
      protocol().closeServerSocketGraceful();
    }
  }

  /**
   * A set without listeners.
   *
   * @param service is started by now, so that a connector added to it is started at once
   */
  ListenerSet(Service service) {
    this.service = service;
  }

  /** The port of each listener, in the order of the configuration. */
  List<Integer> ports() {
    return open.stream().map(listener -> listener.connector().getLocalPort()).toList();
  }

  /** A URL for each listener under which this machine reaches it. */
  List<String> urls() {
    return open.stream()
        .map(listener -> Listeners.url(listener.listen(), listener.connector().getLocalPort()))
        .toList();
  }

  /**
   * Opens the listeners that are new, then lets {@code swap} happen, then closes those that are
   * gone; all others stay as they are. When any of that fails, everything is as it was before.
   *
   * @param factory makes connectors
   * @param swap what must happen when all listeners are open and none is closed
   * @param grace how long connections of a closed listener may take to finish
   * @throws LaunchException when a listener cannot be opened
   */
  synchronized void change(
      List<ListenAddress> wanted, Connectors factory, Runnable swap, Duration grace)
      throws LaunchException {
    if (closing) {
      return;
    }
    List<Listener> obsolete = new ArrayList<>(open);
    List<@Nullable Listener> kept = new ArrayList<>();
    wanted.forEach(listen -> kept.add(take(obsolete, listen)));
    List<Listener> displaced = new ArrayList<>();
    List<Listener> added = new ArrayList<>();
    List<Listener> next = new ArrayList<>();
    boolean complete = false;
    try {
      for (int i = 0; i < wanted.size(); i++) {
        Listener listener = kept.get(i);
        if (listener == null) {
          displace(wanted.get(i).port(), obsolete, displaced);
          listener = open(wanted.get(i), factory);
          added.add(listener);
        }
        next.add(listener);
      }
      swap.run();
      complete = true;
    } finally {
      if (!complete) {
        added.forEach(listener -> remove(listener.connector()));
        displaced.forEach(listener -> reopen(listener, grace));
      }
    }
    kept.stream()
        .filter(listener -> listener != null)
        .forEach(listener -> factory.adjust(listener.protocol()));
    connectors = factory;
    open = List.copyOf(next);
    obsolete.forEach(listener -> retire(listener, grace));
  }

  private static @Nullable Listener take(List<Listener> listeners, ListenAddress listen) {
    for (Listener listener : listeners) {
      if (listener.listen().equals(listen)) {
        listeners.remove(listener);
        return listener;
      }
    }
    return null;
  }

  /** Two addresses of one port may exclude each other: {@code 8080} and {@code 127.0.0.1:8080}. */
  private static void displace(int port, List<Listener> obsolete, List<Listener> displaced) {
    for (Listener listener : obsolete) {
      if (port != 0 && listener.listen().port() == port && !displaced.contains(listener)) {
        listener.protocol().closeServerSocketGraceful();
        displaced.add(listener);
      }
    }
  }

  private Listener open(ListenAddress listen, Connectors factory) throws LaunchException {
    Connector connector = factory.connector(listen);
    try {
      service.addConnector(connector);
      return new Listener(listen, connector);
    } catch (IllegalArgumentException e) {
      remove(connector);
      throw new LaunchException(Listeners.directive(listen) + ": " + Causes.rootMessage(e), e);
    }
  }

  private void reopen(Listener displaced, Duration grace) {
    try {
      Connectors factory = connectors;
      if (factory != null) {
        Listener again = open(displaced.listen(), factory);
        open =
            open.stream().map(listener -> listener.equals(displaced) ? again : listener).toList();
      }
    } catch (LaunchException e) {
      LOG.error("a listener that was closed for another cannot be opened again", e);
    }
    retire(displaced, grace);
  }

  private void remove(Connector connector) {
    service.removeConnector(connector);
    try {
      connector.destroy();
    } catch (LifecycleException e) {
      LOG.warn("a listener did not end cleanly", e);
    }
  }

  /** Closes the listener now and its connections when they are done. */
  private void retire(Listener listener, Duration grace) {
    listener.endGracefully();
    Thread drain = new Thread(() -> awaitEnd(listener, grace), "listener-drain");
    drain.setDaemon(true);
    drain.start();
  }

  private void awaitEnd(Listener listener, Duration grace) {
    listener.protocol().awaitConnectionsClose(grace.toMillis());
    synchronized (this) {
      if (!closing) {
        remove(listener.connector());
      }
    }
  }

  /** Closes all listeners; their connections are left to the server, which stops now. */
  synchronized void endGracefully() {
    closing = true;
    open.forEach(Listener::endGracefully);
  }
}
