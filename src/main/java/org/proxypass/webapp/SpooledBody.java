package org.proxypass.webapp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body that was gathered to learn its length ({@code proxy-sendcl}): its beginning in memory, the
 * rest in a temporary file that is gone when the request is.
 */
final class SpooledBody implements RequestBody {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledBody.class);

  private final byte[] head;
  private final int headLength;
  private final Path rest;
  private final long length;
  private final AtomicBoolean closed = new AtomicBoolean();

  private SpooledBody(byte[] head, int headLength, Path rest, long length) {
    this.head = head;
    this.headLength = headLength;
    this.rest = rest;
    this.length = length;
  }

  /**
   * Reads {@code client} to its end.
   *
   * @param head what was read before
   * @throws Fault when the body is cut or too long
   */
  static SpooledBody gather(
      byte[] head, int headLength, ClientReads client, BodyTerms terms, BufferPool buffers) {
    Path file = create();
    boolean complete = false;
    byte[] buffer = buffers.take();
    try (OutputStream out = Files.newOutputStream(file)) {
      long total = headLength;
      for (int n = client.read(buffer, 0, buffer.length);
          n >= 0;
          n = client.read(buffer, 0, buffer.length)) {
        total += n;
        terms.requireWithin(total);
        out.write(buffer, 0, n);
      }
      complete = true;
      return new SpooledBody(head, headLength, file, total);
    } catch (IOException e) {
      throw noSpool(e);
    } finally {
      buffers.give(buffer);
      if (!complete) {
        delete(file);
      }
    }
  }

  private static Path create() {
    try {
      return Files.createTempFile("proxypass-body", "");
    } catch (IOException e) {
      throw noSpool(e);
    }
  }

  private static Fault noSpool(IOException e) {
    return Fault.internal(500, "cannot write the request body to a temporary file", e);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public void writeTo(OutputStream backend) throws IOException {
    backend.write(head, 0, headLength);
    Files.copy(rest, backend);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      delete(rest);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot delete the temporary file {}", file, e);
    }
  }
}
