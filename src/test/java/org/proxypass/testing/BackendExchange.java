package org.proxypass.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** One request at a backend, and the connection it came on, in the hands of a {@link Script}. */
public final class BackendExchange {
  private final RecordedRequest head;
  private final Socket socket;
  private final WireReader wire;
  private final int keptBody;
  private final Consumer<RecordedRequest> record;
  private @Nullable RecordedRequest whole;

  BackendExchange(
      RecordedRequest head,
      Socket socket,
      WireReader wire,
      int keptBody,
      Consumer<RecordedRequest> record) {
    this.head = head;
    this.socket = socket;
    this.wire = wire;
    this.keptBody = keptBody;
    this.record = record;
  }

  /** The request before its body was read: {@link RecordedRequest#body()} is empty. */
  public RecordedRequest head() {
    return head;
  }

  /** The whole request; reads the body on the first call and records it. */
  public RecordedRequest request() throws IOException {
    RecordedRequest known = whole;
    if (known != null) {
      return known;
    }
    LimitedBytes body = new LimitedBytes(keptBody);
    if (!head.values("Transfer-Encoding").isEmpty()) {
      wire.chunks(body);
    } else {
      List<String> length = head.values("Content-Length");
      wire.exactly(length.isEmpty() ? 0 : Long.parseLong(length.get(0)), body);
    }
    RecordedRequest read =
        new RecordedRequest(
            head.backend(),
            head.connection(),
            head.head(),
            body.toByteArray(),
            body.total(),
            body.checksum());
    whole = read;
    record.accept(read);
    return read;
  }

  /** Sends {@code text}, each character one byte (ISO-8859-1), at once. */
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends {@code bytes} at once. */
  public void write(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Waits until the other side ends the connection, by FIN or by RST; drops what it sends. */
  public void awaitPeerEnd() {
    try {
      InputStream in = wire.stream();
      while (in.read() >= 0) {
        // only the end matters
      }
    } catch (IOException reset) {
      // RST is an end, too
    }
  }

  /** Ends the connection with FIN. */
  public void close() throws IOException {
    socket.close();
  }

  /** Ends the connection with RST. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Keeps the first bytes, counts and sums up all. */
  private static final class LimitedBytes extends ByteArrayOutputStream {
    private final int limit;
    private final CRC32 sum = new CRC32();
    private long total;

    LimitedBytes(int limit) {
      this.limit = limit;
    }

    long total() {
      return total;
    }

    long checksum() {
      return sum.getValue();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      total += length;
      sum.update(bytes, offset, length);
      super.write(bytes, offset, Math.min(length, limit - count));
    }
  }
}
