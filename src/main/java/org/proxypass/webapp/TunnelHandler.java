package org.proxypass.webapp;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.proxypass.tunnel.ClientSource;
import org.proxypass.tunnel.Tunnel;
import org.proxypass.tunnel.Tunnels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the container hands a client's connection to when it leaves HTTP; made by the container. */
public final class TunnelHandler implements HttpUpgradeHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TunnelHandler.class);

  /**
   * What the connection is for.
   *
   * @param clientTimeoutMillis how long the client may take nothing of what it is sent
   */
  record Purpose(Tunnel tunnel, Tunnels tunnels, BufferPool buffers, long clientTimeoutMillis) {}

  private @Nullable Purpose purpose;

  /** For the container. */
  public TunnelHandler() {}

  /** Says what the connection is for, before the request that asked for it is done. */
  void prepare(Purpose other) {
    purpose = other;
  }

  @Override
  public void init(WebConnection connection) {
    Purpose known = purpose;
    if (known == null) {
      throw new IllegalStateException("an upgrade that nobody prepared");
    }
    known.tunnels().containerHolds();
    try {
      ServletClientEnd client = new ServletClientEnd(connection, known.clientTimeoutMillis());
      ClientSource source = client.source();
      if (source == null) {
        ServletInputStream input = connection.getInputStream();
        input.setReadListener(new ClientReader(input, client, known.tunnel(), known.buffers()));
      }
      known.tunnel().start(client, source);
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("client gone before its tunnel began", gone);
      known.tunnel().clientBroke();
    }
  }

  @Override
  public void destroy() {
    Purpose known = purpose;
    if (known != null) {
      known.tunnel().clientBroke();
      known.tunnels().containerReleased();
      purpose = null;
    }
  }
}
