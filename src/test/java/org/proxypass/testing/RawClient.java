package org.proxypass.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * An HTTP/1.1 client that sends exactly the bytes it is given and reads responses strictly. One
 * instance is one connection: requests may follow each other or be pipelined, and either direction
 * may be ended alone.
 */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final WireReader wire;
  private final ResponseReader responses;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.wire = new WireReader(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    this.responses = new ResponseReader(wire);
  }

  /** What became of the connection. */
  public enum State {
    /** Nothing came within the time given. */
    OPEN,
    /** The server ended it with FIN. */
    CLOSED,
    /** The server ended it with RST. */
    RESET,
    /** The server sent a byte that belongs to no response read so far. */
    DATA
  }

  /** Connects to {@code port} on the loopback interface. */
  public static RawClient connect(int port) throws IOException {
    return connect("127.0.0.1", port);
  }

  /**
   * Connects to {@code port} on the loopback interface.
   *
   * @param source the address to come from: one of 127.0.0.0/8, or {@code ::1}
   */
  public static RawClient connect(String source, int port) throws IOException {
    InetAddress own = InetAddress.getByName(source);
    InetAddress server = InetAddress.getByName(source.equals("::1") ? "::1" : "127.0.0.1");
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    if (!own.equals(server)) {
      socket.bind(new InetSocketAddress(own, 0));
    }
    socket.connect(new InetSocketAddress(server, port), PATIENCE_MILLIS);
    return new RawClient(socket);
  }

  /** Sends one request on a connection of its own and reads the answer. */
  public static RawResponse exchange(int port, String request) throws IOException {
    return exchange("127.0.0.1", port, request);
  }

  /** As {@link #exchange(int, String)} from the address {@code source}. */
  public static RawResponse exchange(String source, int port, String request) throws IOException {
    try (RawClient client = connect(source, port)) {
      client.send(request);
      return request.startsWith("HEAD ") ? client.readToHead() : client.read();
    }
  }

  /** Sends {@code text}, each character one byte (ISO-8859-1). */
  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends {@code bytes}. */
  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Ends the sending direction; the receiving one stays open. */
  public RawClient halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** The next final response to any method but HEAD. */
  public RawResponse read() throws IOException {
    return responses.read(false);
  }

  /** The next final response to a HEAD request. */
  public RawResponse readToHead() throws IOException {
    return responses.read(true);
  }

  /** The next head alone, interim or final; what follows is left to {@link #stream()}. */
  public ResponseHead readHead() throws IOException {
    return responses.head();
  }

  /** One line of a body that is read by hand, without its CRLF. */
  public String readLine() throws IOException {
    return wire.line();
  }

  /** The bytes behind what was read so far. */
  public InputStream stream() {
    return wire.stream();
  }

  /** Waits until the server ends the connection or sends something, for {@code atMost}. */
  public State state(Duration atMost) throws IOException {
    socket.setSoTimeout(Math.max(1, (int) atMost.toMillis()));
    try {
      return wire.stream().read() < 0 ? State.CLOSED : State.DATA;
    } catch (SocketTimeoutException e) {
      return State.OPEN;
    } catch (SocketException e) {
      return State.RESET;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Ends the connection with RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
