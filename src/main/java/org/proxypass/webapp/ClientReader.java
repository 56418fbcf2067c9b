package org.proxypass.webapp;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.proxypass.tunnel.Tunnel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a client sends into its tunnel, on a thread of the container. Where the backend takes
 * nothing the thread waits for it: a listener that leaves bytes unread would be called again at
 * once and for ever.
 */
final class ClientReader implements ReadListener {
  private static final Logger LOG = LoggerFactory.getLogger(ClientReader.class);

  private final ServletInputStream input;
  private final ServletClientEnd client;
  private final Tunnel tunnel;
  private final BufferPool buffers;

  ClientReader(
      ServletInputStream input, ServletClientEnd client, Tunnel tunnel, BufferPool buffers) {
    this.input = input;
    this.client = client;
    this.tunnel = tunnel;
    this.buffers = buffers;
  }

  @Override
  public void onDataAvailable() {
    byte[] buffer = buffers.take();
    try {
      while (input.isReady()) {
        int count = input.read(buffer, 0, buffer.length);
        if (count < 0) {
          // The container goes on with onAllDataRead.
          return;
        }
        if (!tunnel.fromClient(buffer, 0, count)) {
          client.closeHere();
          return;
        }
      }
    } catch (IOException | IllegalStateException broken) {
      end(broken);
    } finally {
      buffers.give(buffer);
    }
  }

  @Override
  public void onAllDataRead() {
    tunnel.clientFinished();
    client.closeHere();
  }

  /** Tomcat announces the end of what a client sends here first, and as all data read after it. */
  @Override
  public void onError(Throwable failure) {
    end(failure);
  }

  private void end(Throwable failure) {
    LOG.debug("client's side of a tunnel ended", failure);
    if (failure instanceof EOFException) {
      tunnel.clientFinished();
    } else {
      tunnel.clientBroke();
    }
    client.closeHere();
  }
}
