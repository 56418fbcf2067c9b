package org.proxypass.launcher;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A backend that answers with what it was asked: the request line, the fields, the body. A path
 * that ends in {@code /redirect} answers with addresses of the backend itself; one that ends in
 * {@code /held} waits for {@link #release}.
 */
final class EchoBackend implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private EchoBackend(HttpServer server) {
    this.server = server;
  }

  static EchoBackend start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    EchoBackend backend = new EchoBackend(server);
    server.setExecutor(backend.threads);
    server.createContext("/", backend::answer);
    server.start();
    return backend;
  }

  /** {@code http://host:port}, without a path. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits until a request is being held. */
  void awaitHeld() throws InterruptedException {
    held.await();
  }

  /** Lets held requests be answered. */
  void release() {
    released.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 200;
      if (path.endsWith("/redirect")) {
        status = 302;
        Headers fields = exchange.getResponseHeaders();
        fields.set("Location", url() + "/app/next");
        fields.set("Content-Location", url() + "/app/here");
        fields.set("Set-Cookie", "id=1; Path=/app");
      } else if (path.endsWith("/wide")) {
        for (int i = 0; i < 6; i++) {
          exchange.getResponseHeaders().set("X-" + i, "v".repeat(8000));
        }
      } else if (path.endsWith("/held")) {
        held.countDown();
        released.await();
      }
      byte[] echo = echo(exchange, body).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, echo.length);
      exchange.getResponseBody().write(echo);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String echo(HttpExchange exchange, byte[] body) {
    StringBuilder echo = new StringBuilder();
    echo.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    echo.append('\n');
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                values.forEach(value -> echo.append(name).append(": ").append(value).append('\n')));
    return echo.append('\n').append(new String(body, StandardCharsets.UTF_8)).toString();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
