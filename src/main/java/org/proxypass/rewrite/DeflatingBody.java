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
  private final byte[] output = new byte[BUFFER_SIZE];
  private int outputStart;
  private int outputEnd;
  private boolean unflushed;
  private boolean ended;
  private boolean released;

  DeflatingBody(ResponseBody source) {
    this.source = source;
    System.arraycopy(HEADER, 0, output, 0, HEADER.length);
    outputEnd = HEADER.length;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (outputStart == outputEnd) {
      if (ended) {
        return -1;
      }
      outputStart = 0;
      outputEnd = compress();
    }
    int n = Math.min(length, outputEnd - outputStart);
    System.arraycopy(output, outputStart, buffer, offset, n);
    outputStart += n;
    return n;
  }

  /** Fills the output with what can be said now; maybe nothing yet. */
  private int compress() throws IOException {
    if (deflater.finished()) {
      return endFrame();
    }
    int n = deflater.deflate(output, 0, BUFFER_SIZE, Deflater.NO_FLUSH);
    if (n == 0 && deflater.needsInput()) {
      if (unflushed && !source.ready()) {
        n = deflater.deflate(output, 0, BUFFER_SIZE, Deflater.SYNC_FLUSH);
        // A flush that fills the buffer has more to say.
        unflushed = n == BUFFER_SIZE;
      } else {
        feed();
      }
    }
    return n;
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

  private int endFrame() {
    putLittleEndian(output, 0, (int) checksum.getValue());
    putLittleEndian(output, 4, (int) deflater.getBytesRead());
    ended = true;
    return 8;
  }

  private static void putLittleEndian(byte[] bytes, int offset, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[offset + i] = (byte) (value >>> (8 * i));
    }
  }

  @Override
  public boolean ready() throws IOException {
    return outputStart < outputEnd || !deflater.needsInput() || unflushed || source.ready();
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
