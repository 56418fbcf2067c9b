package org.proxypass.rewrite;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.proxypass.exchange.ResponseBody;

/**
 * A body compressed with gzip (RFC 1952) as it comes: whenever the source pauses, everything read
 * so far is on its way.
 */
final class DeflatingBody implements ResponseBody {
  private static final int BUFFER_SIZE = 16 * 1024;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final ResponseBody source;
  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final CRC32 checksum = new CRC32();
  private final byte[] input = new byte[BUFFER_SIZE];
  private byte[] frame = HEADER;
  private int framePosition;
  private boolean unflushed;
  private boolean ended;
  private boolean released;

  DeflatingBody(ResponseBody source) {
    this.source = source;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      if (framePosition < frame.length) {
        int n = Math.min(length, frame.length - framePosition);
        System.arraycopy(frame, framePosition, buffer, offset, n);
        framePosition += n;
        return n;
      }
      if (ended) {
        return -1;
      }
      int n = compress(buffer, offset, length);
      if (n > 0) {
        return n;
      }
    }
  }

  private int compress(byte[] buffer, int offset, int length) throws IOException {
    if (deflater.finished()) {
      endFrame();
      return 0;
    }
    int n = deflater.deflate(buffer, offset, length, Deflater.NO_FLUSH);
    if (n > 0 || !deflater.needsInput()) {
      return n;
    }
    if (unflushed && !source.ready()) {
      n = deflater.deflate(buffer, offset, length, Deflater.SYNC_FLUSH);
      // A flush that fills the buffer has more to say.
      unflushed = n == length;
      if (n > 0) {
        return n;
      }
    }
    feed();
    return 0;
  }

  private void feed() throws IOException {
    int n = source.read(input, 0, input.length);
    if (n < 0) {
      deflater.finish();
      return;
    }
    checksum.update(input, 0, n);
    deflater.setInput(input, 0, n);
    unflushed = true;
  }

  private void endFrame() {
    byte[] trailer = new byte[8];
    putLittleEndian(trailer, 0, (int) checksum.getValue());
    putLittleEndian(trailer, 4, (int) deflater.getBytesRead());
    frame = trailer;
    framePosition = 0;
    ended = true;
  }

  private static void putLittleEndian(byte[] bytes, int offset, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (value >>> (8 * i));
    }
  }

  @Override
  public boolean ready() throws IOException {
    return framePosition < frame.length || !deflater.needsInput() || unflushed || source.ready();
  }

  @Override
  public long remaining() {
    return -1;
  }

  @Override
  public void close() {
    release();
    source.close();
  }

  @Override
  public void abort() {
    release();
    source.abort();
  }

  /** Gives back the memory outside of the heap. */
  private void release() {
    if (!released) {
      released = true;
      deflater.end();
    }
  }
}
