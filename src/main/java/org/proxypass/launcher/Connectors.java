package org.proxypass.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.proxypass.config.ListenAddress;

/**
 * Builds one Tomcat connector per {@code Listen}, set up as a reverse proxy needs it. What is said
 * here is recommended in docs/tomcat.md for a connector in server.xml.
 */
final class Connectors {
  /** httpd takes 100 fields of 8190 bytes; a head of more than eight such lines is an attack. */
  private static final int REQUEST_HEAD_BYTES = 64 * 1024;

  /** Room for what a backend may send; Tomcat's default of 8 KiB turns long heads into a 500. */
  private static final int RESPONSE_HEAD_BYTES = 64 * 1024;

  /** httpd's LimitRequestFields. */
  private static final int REQUEST_FIELDS = 100;

  /** httpd's ListenBacklog. */
  private static final int BACKLOG = 511;

  private static final int CONNECTIONS = 10_000;

  /** Characters that RFC 3986 §2 does not allow, but browsers send and httpd accepts. */
  private static final String RELAXED_CHARACTERS = "\"<>[\\]^`{|}";

  private final Executor executor;
  private final Duration timeout;
  private final String trailerNames;

  /**
   * Prepares connectors.
   *
   * @param executor runs the exchanges of all connectors
   * @param timeout {@code Timeout}: inactivity of a client connection
   * @param trailerNames {@code ProxyForwardTrailers}: the trailer fields of requests to show
   */
  Connectors(Executor executor, Duration timeout, Collection<String> trailerNames) {
    this.executor = executor;
    this.timeout = timeout;
    this.trailerNames = String.join(",", trailerNames);
  }

  /**
   * A connector that is not started yet.
   *
   * @throws LaunchException when the address is not one
   */
  Connector connector(ListenAddress listen) throws LaunchException {
    Http11NioProtocol protocol = new Http11NioProtocol();
    limits(protocol);
    protocol.setExecutor(executor);
    protocol.setPort(listen.port());
    if (!listen.address().isEmpty()) {
      protocol.setAddress(address(listen));
    }
    adjust(protocol);
    protocol.setMaxKeepAliveRequests(-1);
    // RFC 9110 §10.1.1: the client is asked for its body once the backend wants it, not before.
    protocol.setContinueResponseTiming("onRead");
    protocol.setRelaxedPathChars(RELAXED_CHARACTERS);
    protocol.setRelaxedQueryChars(RELAXED_CHARACTERS);

    Connector connector = new Connector(protocol);
    // The proxy judges the raw target itself; decoding must not change what is matched.
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setAllowTrace(true);
    connector.setXpoweredBy(false);
    connector.setThrowOnFailure(true);
    // Bound when started: only such a socket can be closed while exchanges are still running.
    connector.setProperty("bindOnInit", "false");
    return connector;
  }

  /** Sets what may change while connections are open; it holds from their next request on. */
  void adjust(Http11NioProtocol protocol) {
    int timeoutMillis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    protocol.setConnectionTimeout(timeoutMillis);
    protocol.setKeepAliveTimeout(timeoutMillis);
    protocol.setAllowedTrailerHeaders(trailerNames);
  }

  private static void limits(Http11NioProtocol protocol) {
    protocol.setMaxHttpRequestHeaderSize(REQUEST_HEAD_BYTES);
    protocol.setMaxHttpResponseHeaderSize(RESPONSE_HEAD_BYTES);
    protocol.setMaxHeaderCount(REQUEST_FIELDS);
    protocol.setAcceptCount(BACKLOG);
    protocol.setMaxConnections(CONNECTIONS);
    protocol.setUseSendfile(false);
  }

  private static InetAddress address(ListenAddress listen) throws LaunchException {
    try {
      return InetAddress.getByName(listen.address());
    } catch (UnknownHostException e) {
      throw new LaunchException(
          Listeners.directive(listen) + ": '" + listen.address() + "' is not an address", e);
    }
  }
}
