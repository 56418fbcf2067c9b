package org.proxypass.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.Egress;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.UpgradedConnection;

/**
 * Our handle on one backend: its address, its parameters, its connections. Every mapping to that
 * backend shares it. Safe for many threads.
 */
public final class Worker implements AutoCloseable {
  private final WorkerSpec spec;
  private final WorkerLimits limits;
  private final WorkerPool pool;
  private final RequestRoute route;

  /**
   * Creates a worker without connecting.
   *
   * @param ioTimeout for one read or write where {@code spec} has no {@code timeout} (ProxyTimeout)
   * @param tls whom to trust where the backend speaks TLS; asked when the first handshake begins
   */
  public Worker(WorkerSpec spec, Duration ioTimeout, Supplier<SSLContext> tls) {
    this(spec, ioTimeout, Egress.DIRECT, tls);
  }

  /**
   * As {@link #Worker(WorkerSpec, Duration, Supplier)}, by another way.
   *
   * @param egress the way of the connections
   */
  public Worker(WorkerSpec spec, Duration ioTimeout, Egress egress, Supplier<SSLContext> tls) {
    this(spec, ioTimeout, egress, tls, NameResolver.SYSTEM);
  }

  /**
   * As {@link #Worker(WorkerSpec, Duration, Egress, Supplier)}, with names looked up elsewhere.
   *
   * @param names asked when the first connection is opened
   */
  public Worker(
      WorkerSpec spec,
      Duration ioTimeout,
      Egress egress,
      Supplier<SSLContext> tls,
      NameResolver names) {
    this.spec = spec;
    this.limits = WorkerLimits.of(spec.parameters(), ioTimeout);
    Path unixSocket = spec.parameters().get(WorkerSettings.UNIX_SOCKET).orElse(null);
    this.pool =
        new WorkerPool(
            BackendWay.of(spec.url(), unixSocket, egress),
            limits,
            egress.receiveBuffer(),
            spec.parameters().get(WorkerSettings.ALL_ADDRESSES),
            names,
            tls);
    this.route =
        egress
            .remote()
            .filter(proxy -> unixSocket == null && !spec.url().secure())
            .map(proxy -> RequestRoute.through(proxy, spec.url()))
            .orElse(RequestRoute.DIRECT);
  }

  /** What this worker was made of; two workers of equal specifications are interchangeable. */
  public WorkerSpec spec() {
    return spec;
  }

  /**
   * Sends {@code request} once and reads the head of the response. Never sends it again: a broken
   * exchange is a fault, and only whoever knows the request may decide on another attempt.
   *
   * @return the response as received, without Transfer-Encoding, and with Content-Length only where
   *     it is true of the body or the answer to HEAD or a 304; the caller ends its body
   * @throws Fault when no response came; the connection is gone then
   */
  public Response send(BackendRequest request) {
    return send(request, bytes -> {});
  }

  /**
   * As {@link #send(BackendRequest)}, and counts.
   *
   * @param sentBytes told once how many bytes of the request were written, head and body; not when
   *     there was no connection
   */
  public Response send(BackendRequest request, LongConsumer sentBytes) {
    boolean pings = pings(request);
    LeasedConnection lease = pool.lease(request.use().fresh());
    boolean answered = false;
    try {
      BackendExchange exchange = new BackendExchange(lease, request, route, limits, pings);
      ResponseHead head = run(exchange, sentBytes);
      if (head.status() == 101) {
        UpgradeTerms terms = new UpgradeTerms(request.use().upgrade(), limits.io(), this);
        UpgradedConnection raw = lease.connection().upgrade(terms);
        answered = true;
        return new Response(101, head.fields(), new UpgradedBody(lease, raw));
      }
      ResponseFraming framing = ResponseFraming.of(head, request.method());
      boolean reusable = exchange.requestComplete() && request.use().keepAlive();
      TimeValue keepAlive = reusable ? keepAlive(framing) : null;
      BodySource source =
          BodySource.of(framing.length(), lease.connection().input(), limits.line());
      BackendResponseBody body = new BackendResponseBody(lease, source, keepAlive);
      answered = true;
      return new Response(head.status(), head.fields(), body);
    } catch (IOException failure) {
      throw FaultTranslator.exchanging(spec.url(), failure, false);
    } finally {
      if (!answered) {
        lease.cut();
      }
    }
  }

  private ResponseHead run(BackendExchange exchange, LongConsumer sentBytes) throws IOException {
    try {
      return exchange.run();
    } catch (IOException failure) {
      throw FaultTranslator.exchanging(spec.url(), failure, exchange.unanswered());
    } finally {
      sentBytes.accept(exchange.sentBytes());
    }
  }

  /**
   * Whether the backend is to show that it listens before it gets the body ({@code ping}): not
   * without a body (httpd: ap_request_has_body), and not by HTTP/1.0, which knows no 100.
   */
  private boolean pings(BackendRequest request) {
    long length = request.body().length();
    return limits.ping() != null
        && (length > 0 || length == RequestBody.CHUNKED)
        && !request.use().oldProtocol();
  }

  /**
   * How long the connection may stay idle after this response: the worker's ttl or what the backend
   * announced less a second for the way, whichever is shorter. Null when it must be closed.
   */
  private @Nullable TimeValue keepAlive(ResponseFraming framing) {
    if (!limits.reuse() || !framing.persistent()) {
      return null;
    }
    Duration ttl = limits.idle();
    long millis = ttl == null ? Long.MAX_VALUE : ttl.toMillis();
    if (framing.idleSeconds() >= 0) {
      millis = Math.min(millis, (framing.idleSeconds() - 1) * 1000);
    }
    if (millis <= 0) {
      return null;
    }
    return millis == Long.MAX_VALUE
        ? TimeValue.NEG_ONE_MILLISECOND
        : TimeValue.ofMilliseconds(millis);
  }

  /**
   * Looks at the backend on a connection of its own.
   *
   * @throws Fault when no complete answer came within the time for one read
   */
  public ProbeAnswer probe(ProbeRequest request) {
    return new BackendProbe(spec.url(), pool.opener(), route, limits).ask(request);
  }

  /**
   * Opens and closes a connection of its own, without TLS.
   *
   * @throws Fault when none came about
   */
  public void probeConnection() {
    new BackendProbe(spec.url(), pool.opener(), route, limits).connect();
  }

  /** The state of the connections now. */
  public PoolFigures figures() {
    return pool.figures();
  }

  /**
   * Retires the worker: idle connections are closed now, the others when their exchange ends. A
   * request that still comes is served on a connection of its own.
   */
  @Override
  public void close() {
    pool.close();
  }

  /** Cuts all connections, exchanges or not. */
  public void closeNow() {
    pool.closeNow();
  }
}
