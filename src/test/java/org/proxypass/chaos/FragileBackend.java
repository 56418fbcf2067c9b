package org.proxypass.chaos;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;

/**
 * The main program of a backend process, made to be killed. It answers {@code /task/ID?ms=M&kb=K}
 * after M milliseconds with its name, the id and K times 1024 bytes in chunks. Before the answer
 * begins the id is in its journal, which survives a SIGKILL. SIGTERM lets it finish what it does.
 */
public final class FragileBackend {
  /** How long an idle connection is kept once the process is to end. */
  private static final int LINGER_MILLIS = 100;

  private static final int BACKLOG = 256;

  private final String name;
  private final OutputStream journal;
  private final ServerSocket listener;
  private final Phaser connections = new Phaser(1);
  private volatile boolean ending;

  private FragileBackend(String name, OutputStream journal, ServerSocket listener) {
    this.name = name;
    this.journal = journal;
    this.listener = listener;
  }

  /**
   * Serves until it is ended from outside.
   *
   * @param arguments port, name, file of the journal
   */
  public static void main(String[] arguments) throws IOException {
    ServerSocket listener =
        new ServerSocket(
            Integer.parseInt(arguments[0]), BACKLOG, InetAddress.getByName("127.0.0.1"));
    OutputStream journal = new FileOutputStream(arguments[2], true);
    FragileBackend backend = new FragileBackend(arguments[1], journal, listener);
    Runtime.getRuntime().addShutdownHook(new Thread(backend::end));
    Thread watch = new Thread(FragileBackend::endWithParent);
    watch.setDaemon(true);
    watch.start();
    System.out.println("ready");
    backend.accept();
  }

  /** Whoever started this process holds the other end of its standard input. */
  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(1);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        connections.register();
        Thread thread = new Thread(() -> serve(socket));
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException closed) {
      connections.arriveAndDeregister();
    }
  }

  private void end() {
    ending = true;
    connections.register();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connections.arriveAndAwaitAdvance();
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean more = true;
      while (more && awaitRequest(socket, in)) {
        more = answer(in, socket.getOutputStream());
      }
    } catch (IOException gone) {
      // The proxy cut the connection.
    } finally {
      connections.arriveAndDeregister();
    }
  }

  private boolean awaitRequest(Socket socket, InputStream in) throws IOException {
    socket.setSoTimeout(LINGER_MILLIS);
    while (true) {
      in.mark(1);
      try {
        boolean more = in.read() >= 0;
        in.reset();
        socket.setSoTimeout(0);
        return more;
      } catch (SocketTimeoutException nothingCame) {
        if (ending) {
          return false;
        }
      }
    }
  }

  private boolean answer(InputStream in, OutputStream out) throws IOException {
    String target = line(in).split(" ", -1)[1];
    int length = 0;
    boolean last = false;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      String lower = field.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      }
      last |= lower.equals("connection: close");
    }
    if (in.readNBytes(length).length < length) {
      throw new EOFException("half a request");
    }
    last |= ending;
    if (target.startsWith("/task/")) {
      work(target, out, last);
    } else {
      write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + connection(last) + "\r\n");
    }
    return !last;
  }

  private void work(String target, OutputStream out, boolean last) throws IOException {
    String id = target.substring("/task/".length(), target.indexOf('?'));
    note(id);
    int pieces = number(target, "kb=");
    long pause = number(target, "ms=") * 1_000_000L / (pieces + 1);
    LockSupport.parkNanos(pause);
    write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + connection(last) + "\r\n");
    chunk(out, name + " " + id + "\n");
    for (int i = 0; i < pieces; i++) {
      LockSupport.parkNanos(pause);
      chunk(out, "x".repeat(1024));
    }
    write(out, "0\r\n\r\n");
  }

  /** One write, so that lines of many threads do not mix. */
  private synchronized void note(String id) throws IOException {
    write(journal, id + "\n");
  }

  private static String connection(boolean last) {
    return last ? "Connection: close\r\n" : "";
  }

  private static int number(String target, String name) {
    int begin = target.indexOf(name) + name.length();
    int end = target.indexOf('&', begin);
    return Integer.parseInt(end < 0 ? target.substring(begin) : target.substring(begin, end));
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    return line.substring(0, line.length() - 1);
  }
}
