package org.proxypass.webapp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;

/**
 * The client's body on its way to a backend. The first 16 KiB are read before a backend is asked,
 * so that a slow client holds no backend connection, a small chunked body gets its exact length,
 * and another worker can be tried; the rest is streamed. Every byte is counted: on HTTP/2 a cut
 * upload can look like a clean end.
 */
final class ClientBody implements RequestBody {
  private static final int PREFETCH = 16 * 1024;
  private static final byte[] NOTHING = new byte[0];

  private final byte[] prefetched;
  private final int prefetchedLength;
  private final @Nullable InputStream rest;
  private final long announced;
  private final BufferPool buffers;
  private final ClientPace pace;

  private ClientBody(
      byte[] prefetched,
      int prefetchedLength,
      @Nullable InputStream rest,
      long announced,
      BufferPool buffers,
      ClientPace pace) {
    this.prefetched = prefetched;
    this.prefetchedLength = prefetchedLength;
    this.rest = rest;
    this.announced = announced;
    this.buffers = buffers;
    this.pace = pace;
  }

  /** Whether {@code request} comes with a body or with an explicit length of zero. */
  static RequestBody of(ClientRequest request, BufferPool buffers) {
    if (!request.hasBody()) {
      long length = request.contentLength() == 0 ? 0 : NONE;
      return new ClientBody(NOTHING, 0, null, length, buffers, new ClientPace());
    }
    long announced = request.contentLength();
    int room = announced >= 0 && announced < PREFETCH ? (int) announced : PREFETCH;
    byte[] head = new byte[room];
    ClientPace pace = new ClientPace();
    try {
      InputStream body = request.body();
      int read = 0;
      int n = 0;
      while (read < room && (n = pace.read(body, head, read, room - read)) >= 0) {
        read += n;
      }
      if (n < 0) {
        requireComplete(read, announced);
        return new ClientBody(head, read, null, read, buffers, pace);
      }
      boolean complete = announced == read;
      return new ClientBody(head, read, complete ? null : body, announced, buffers, pace);
    } catch (IOException e) {
      throw cut(e);
    }
  }

  @Override
  public long length() {
    // announced is -1 for a long chunked body, which is what CHUNKED is
    return announced;
  }

  @Override
  public boolean replayable() {
    return rest == null;
  }

  @Override
  public void writeTo(OutputStream backend) throws IOException {
    backend.write(prefetched, 0, prefetchedLength);
    if (rest != null) {
      stream(rest, backend);
    }
  }

  private void stream(InputStream client, OutputStream backend) throws IOException {
    byte[] buffer = buffers.take();
    try {
      long total = prefetchedLength;
      while (announced < 0 || total < announced) {
        int n = read(client, buffer, backend, pace);
        if (n < 0) {
          requireComplete(total, announced);
          return;
        }
        total += n;
        backend.write(buffer, 0, n);
      }
    } finally {
      buffers.give(buffer);
    }
  }

  private static int read(InputStream client, byte[] buffer, OutputStream backend, ClientPace pace)
      throws IOException {
    if (pauses(client)) {
      backend.flush();
    }
    try {
      return pace.read(client, buffer, 0, buffer.length);
    } catch (IOException e) {
      throw cut(e);
    }
  }

  private static boolean pauses(InputStream client) {
    try {
      return client.available() == 0;
    } catch (IOException e) {
      throw cut(e);
    }
  }

  private static void requireComplete(long read, long announced) {
    if (announced >= 0 && read != announced) {
      throw Fault.client(
          400, "the request body ended after " + read + " of " + announced + " bytes");
    }
  }

  private static Fault cut(IOException e) {
    if (e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException) {
      return Fault.client(408, "the client did not send its request body in time", e);
    }
    return Fault.client(400, "the client's request body was cut: " + e.getMessage(), e);
  }
}
