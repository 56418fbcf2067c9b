package org.proxypass.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend on a free loopback port that keeps what it was sent byte for byte and answers by a
 * {@link Script}. It reads requests just enough to find their end.
 */
public final class RecordingBackend implements AutoCloseable {
  private static final int KEPT_BODY = 1 << 20;

  private final String name;
  private final ServerSocket listener;
  private final ExecutorService threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Script script = Script.naming();

  private RecordingBackend(String name, ServerSocket listener) {
    this.name = name;
    this.listener = listener;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "backend-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts a backend called {@code name} that answers every request with its name. */
  public static RecordingBackend start(String name) throws IOException {
    ServerSocket listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    RecordingBackend backend = new RecordingBackend(name, listener);
    backend.threads.execute(backend::accept);
    return backend;
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Host and port as a URL names them. */
  public String authority() {
    return "127.0.0.1:" + port();
  }

  /** What it does from the next request on. */
  public void play(Script next) {
    script = next;
  }

  /** The requests whose body was read, in order of their end. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many connections were accepted so far. */
  public int acceptedConnections() {
    return connections.get();
  }

  /** How many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  /** Forgets the recorded requests and answers with its name again. */
  public void forget() {
    requests.clear();
    script = Script.naming();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        threads.execute(() -> converse(socket, number));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void converse(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      WireReader wire = new WireReader(in);
      for (byte[] head = head(in); head.length > 0 && !socket.isClosed(); head = head(in)) {
        RecordedRequest request = new RecordedRequest(name, number, head, new byte[0], 0, 0);
        BackendExchange exchange =
            new BackendExchange(request, socket, wire, KEPT_BODY, requests::add);
        script.serve(exchange);
        if (!socket.isClosed()) {
          exchange.request();
        }
      }
    } catch (IOException | InterruptedException e) {
      // The other side went away or the script closed the socket: the connection ends.
    } finally {
      open.remove(socket);
    }
  }

  /** The next head with its empty line; empty when the connection ends before it is whole. */
  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    byte[] end = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    int matched = 0;
    while (matched < end.length) {
      int b = in.read();
      if (b < 0) {
        return new byte[0];
      }
      head.write(b);
      matched = b == end[matched] ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }
}
