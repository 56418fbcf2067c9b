package org.proxypass.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A backend of raw sockets that does exactly what a test tells it, right or wrong, and remembers
 * the bytes it received on each connection. Listens on a free port of 127.0.0.1.
 */
public final class ScriptedBackend implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What the backend does on one connection; the connection is closed when it returns. */
  @FunctionalInterface
  public interface Script {
    /** Plays one connection; an IOException ends it quietly. */
    void play(Connection connection) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final @Nullable SSLContext tls;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();

  /** Listens in clear text and plays {@code script} on every connection. */
  public ScriptedBackend(Script script) throws IOException {
    this(script, null);
  }

  /** Listens and plays {@code script} inside TLS as a server of {@code tls}, if there is one. */
  public ScriptedBackend(Script script, @Nullable SSLContext tls) throws IOException {
    this(script, tls, new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
  }

  private ScriptedBackend(Script script, @Nullable SSLContext tls, ServerSocket listener) {
    this.script = script;
    this.tls = tls;
    this.listener = listener;
    daemon("backend-accept", this::accept);
  }

  /**
   * Answers the requests in the order of their arrival, on whatever connection, with these texts;
   * an empty one closes the connection without an answer. Keeps connections open otherwise.
   */
  public static ScriptedBackend answering(String... responses) throws IOException {
    AtomicInteger next = new AtomicInteger();
    return new ScriptedBackend(
        connection -> {
          while (!connection.readHead().isEmpty()) {
            String response = responses[next.getAndIncrement()];
            if (response.isEmpty()) {
              return;
            }
            connection.send(response);
          }
        });
  }

  /** Listens at another address of the loopback interface, on the port of {@code other}. */
  public static ScriptedBackend beside(ScriptedBackend other, String address, Script script)
      throws IOException {
    return new ScriptedBackend(
        script, null, new ServerSocket(other.port(), 50, InetAddress.getByName(address)));
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The connections so far, the first one first. */
  public List<Connection> connections() {
    return connections;
  }

  /** The connection accepted after {@code index} others; waits for it. */
  public Connection connection(int index) {
    Awaitility.await().atMost(PATIENCE).until(() -> connections.size() > index);
    return connections.get(index);
  }

  private void accept() {
    try {
      while (true) {
        Socket raw = listener.accept();
        Socket socket = tls == null ? raw : secure(raw, tls);
        Connection connection = new Connection(raw, socket, connections.size());
        connections.add(connection);
        daemon("backend-" + connection.index, () -> play(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static Socket secure(Socket raw, SSLContext tls) throws IOException {
    return tls.getSocketFactory().createSocket(raw, new ByteArrayInputStream(new byte[0]), true);
  }

  private void play(Connection connection) {
    try {
      script.play(connection);
    } catch (IOException ended) {
      // A test that cares looks at the bytes received.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
      connection.ended.countDown();
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Dies: whoever comes from now on is refused, and who is here is cut off. */
  public void die() throws IOException {
    close();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }

  /** One accepted connection. */
  public static final class Connection {
    private static final String FIN_WAIT_1 = "04";
    private static final int STATE = 3;
    private static final int QUEUES = 4;
    private static final int TIMER = 5;

    private final Socket raw;
    private final Socket socket;
    private final int index;
    private final int localPort;
    private final int peer;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    Connection(Socket raw, Socket socket, int index) {
      this.raw = raw;
      this.socket = socket;
      this.index = index;
      this.localPort = socket.getLocalPort();
      this.peer = socket.getPort();
    }

    /** The number of connections accepted before this one. */
    public int index() {
      return index;
    }

    /** The socket itself, for what has no method here. */
    public Socket socket() {
      return socket;
    }

    /** Reads a head up to its empty line; the empty text when the peer closed instead. */
    public String readHead() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
        int next = read();
        if (next < 0) {
          return "";
        }
        head.append((char) next);
      }
      return head.toString();
    }

    /** Reads {@code count} bytes, or fewer when the peer closes before. */
    public String readBytes(int count) throws IOException {
      StringBuilder bytes = new StringBuilder();
      while (bytes.length() < count) {
        int next = read();
        if (next < 0) {
          break;
        }
        bytes.append((char) next);
      }
      return bytes.toString();
    }

    /** Reads until the peer closes; tells whether it did so with FIN and not with RST. */
    public boolean readToEnd() {
      try {
        byte[] buffer = new byte[65536];
        InputStream in = socket.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          record(buffer, count);
        }
        return true;
      } catch (IOException reset) {
        return false;
      }
    }

    private int read() throws IOException {
      int next = socket.getInputStream().read();
      if (next >= 0) {
        record(new byte[] {(byte) next}, 1);
      }
      return next;
    }

    private void record(byte[] bytes, int count) {
      synchronized (received) {
        received.write(bytes, 0, count);
      }
    }

    /** Sends {@code text}, one byte a character, in one packet if it fits. */
    public void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Closes with RST. */
    public void reset() throws IOException {
      raw.setSoLinger(true, 0);
      raw.close();
    }

    /** Ends the sending with FIN; a TLS peer gets no close_notify. */
    public void finish() throws IOException {
      raw.shutdownOutput();
    }

    /** Closes with FIN. */
    public void close() {
      try {
        socket.close();
      } catch (IOException alreadyBroken) {
        // Closed all the same.
      }
    }

    /**
     * Waits until everything sent, and the FIN after {@link #close}, has reached the peer's kernel,
     * so that a test knows the order of things without sleeping. Linux only.
     */
    public void awaitDelivery() {
      Awaitility.await().atMost(PATIENCE).until(this::delivered);
    }

    private boolean delivered() throws IOException {
      String[] own = columns(localPort, peer);
      return own.length == 0
          || (own[QUEUES].startsWith("00000000:") && !own[STATE].equals(FIN_WAIT_1));
    }

    /** Whether the peer's kernel holds bytes the peer has not read. Linux only. */
    public boolean peerHoldsUnreadBytes() throws IOException {
      String[] other = columns(peer, localPort);
      return other.length > 0 && !other[QUEUES].endsWith(":00000000");
    }

    /** Waits until the peer has sent so much unread that neither kernel takes more. Linux only. */
    public void awaitFullPipe() {
      AtomicReference<String> last = new AtomicReference<>("");
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> pipe().equals(last.getAndSet(pipe())) && !pipe().startsWith("00000000:"));
    }

    private String pipe() throws IOException {
      String[] other = columns(peer, localPort);
      return other.length == 0 ? "" : other[QUEUES];
    }

    /** Whether the peer's kernel has a keep-alive timer on its socket. Linux only. */
    public boolean peerProbesKeepAlive() throws IOException {
      String[] other = columns(peer, localPort);
      return other.length > 0 && other[TIMER].startsWith("02:");
    }

    /**
     * The kernel's line on the socket from one port of 127.0.0.1 to another, which Java may have
     * opened as an IPv6 one; empty for none.
     */
    private static String[] columns(int from, int to) throws IOException {
      Pattern ends =
          Pattern.compile(
              String.format(" [0-9A-F]*0100007F:%04X [0-9A-F]*0100007F:%04X ", from, to));
      for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
        for (String line : Files.readAllLines(Path.of(table))) {
          if (ends.matcher(line).find()) {
            return line.strip().split(" +");
          }
        }
      }
      return new String[0];
    }

    /** Everything received so far, one character a byte. */
    public String received() {
      synchronized (received) {
        return received.toString(StandardCharsets.ISO_8859_1);
      }
    }

    /** Waits until the script has ended on this connection; tells whether it did. */
    public boolean awaitEnd() throws InterruptedException {
      return ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
