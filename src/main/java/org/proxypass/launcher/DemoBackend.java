package org.proxypass.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on a free loopback port that greets on every path. */
final class DemoBackend implements AutoCloseable {
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DemoBackend::daemon);

  private DemoBackend(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts a backend.
   *
   * @param greeting the body of every answer, a line
   * @throws IOException when there is no free port
   */
  static DemoBackend start(String greeting) throws IOException {
    byte[] body = (greeting + "\n").getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    DemoBackend backend = new DemoBackend(server);
    server.setExecutor(backend.threads);
    server.createContext("/", exchange -> answer(exchange, body));
    server.start();
    return backend;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "demo-backend");
    thread.setDaemon(true);
    return thread;
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** {@code http://host:port}, without a path. */
  String url() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
