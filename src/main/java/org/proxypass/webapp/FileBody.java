package org.proxypass.webapp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.proxypass.exchange.ResponseBody;

/** A body out of a local file of known size. */
final class FileBody implements ResponseBody {
  private final InputStream file;
  private long remaining;

  FileBody(InputStream file, long size) {
    this.file = file;
    this.remaining = size;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    int n = file.read(buffer, offset, (int) Math.min(length, remaining));
    if (n < 0) {
      throw new EOFException("the file became shorter while it was sent");
    }
    remaining -= n;
    return n;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public long remaining() {
    return remaining;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void abort() {
    close();
  }
}
