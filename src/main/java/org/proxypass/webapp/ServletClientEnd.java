package org.proxypass.webapp;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.proxypass.tunnel.ClientEnd;
import org.proxypass.tunnel.ClientSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection behind the servlet API: written to without listener, by any thread; past
 * the container where its channel is known and as long as the client takes all of it. A container
 * closes such a connection only on a thread of its own, so the end is asked for by a write
 * listener, which such a thread will call.
 */
final class ServletClientEnd implements ClientEnd {
  private static final Logger LOG = LoggerFactory.getLogger(ServletClientEnd.class);

  private final ServletInputStream input;
  private final ServletOutputStream output;
  private final ContainerSocket socket;
  private final @Nullable ContainerChannel channel;
  private final AtomicBoolean finishing = new AtomicBoolean();

  ServletClientEnd(WebConnection connection, long writeTimeoutMillis) throws IOException {
    this.input = connection.getInputStream();
    this.output = connection.getOutputStream();
    this.socket = ContainerSocket.behind(output);
    socket.setWriteTimeout(writeTimeoutMillis);
    this.channel = socket.channel();
    if (channel != null) {
      // Nothing of the container's may be left that ours would overtake.
      output.flush();
    }
  }

  /** What the client sends, when it can be read past the container; null otherwise. */
  @Nullable ClientSource source() {
    return channel;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int written = channel == null ? 0 : channel.write(source, offset, length);
    if (written < length) {
      output.write(source, offset + written, length - written);
      output.flush();
    }
  }

  @Override
  public void finish() {
    if (finishing.compareAndSet(false, true)) {
      try {
        output.setWriteListener(new Closer());
      } catch (IllegalStateException | IllegalArgumentException closed) {
        LOG.debug("client's connection is closed already", closed);
      }
    }
  }

  @Override
  public void abort() {
    finishing.set(true);
    socket.close();
  }

  /** Ends the connection on the container's own thread, inside a call of one of its listeners. */
  void closeHere() {
    finishing.set(true);
    try {
      input.close();
      output.close();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("client's connection is gone", gone);
    }
  }

  private final class Closer implements WriteListener {
    @Override
    public void onWritePossible() {
      closeHere();
    }

    @Override
    public void onError(Throwable failure) {
      closeHere();
    }
  }
}
