package org.proxypass.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.proxypass.admin.TunnelFigures;
import org.proxypass.backend.Worker;
import org.proxypass.config.ServerSettings;
import org.proxypass.config.Settings;
import org.proxypass.config.TunnelSettings;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.UpgradedConnection;
import org.proxypass.http.Fields;
import org.proxypass.tunnel.Tunnel;
import org.proxypass.tunnel.TunnelFacts;
import org.proxypass.tunnel.TunnelListener;
import org.proxypass.tunnel.TunnelTotals;
import org.proxypass.tunnel.Tunnels;

/** Relays a backend's 101 and hands both connections over to a tunnel. */
final class Upgrades {
  private static final int IDLE_BUFFERS = 64;

  private final Tunnels tunnels;
  private final ContainerFields containerFields;
  private final BufferPool buffers = new BufferPool(IDLE_BUFFERS);

  Upgrades(Tunnels tunnels, ContainerFields containerFields) {
    this.tunnels = tunnels;
    this.containerFields = containerFields;
  }

  /** Those that are open. */
  Tunnels tunnels() {
    return tunnels;
  }

  /**
   * Leaves HTTP on the client's connection, as the backend did on its own.
   *
   * @param source the 101, prepared for the client but for Upgrade and Connection
   * @param recorder logs the exchange when the tunnel is over
   * @throws Fault 501 when the container cannot do that
   */
  void begin(
      Passage passage,
      Response source,
      UpgradedConnection backend,
      ExchangeRecorder recorder,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean begun = false;
    try {
      TunnelHandler handler = request.upgrade(TunnelHandler.class);
      Fields fields = source.fields();
      fields.set("Upgrade", backend.protocol());
      fields.set("Connection", "Upgrade");
      response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
      containerFields.write(fields, request, response);
      TunnelFacts facts = facts(passage, backend);
      TunnelListener log = recorder.beginTunnel(passage, request, response);
      Tunnel tunnel = tunnels.open(facts, source.body(), backend, log);
      begun = true;
      long clientTimeout = passage.settings().get(ServerSettings.TIMEOUT).toMillis();
      handler.prepare(new TunnelHandler.Purpose(tunnel, tunnels, buffers, clientTimeout));
    } catch (IOException
        | ServletException
        | IllegalStateException
        | UnsupportedOperationException
        | LinkageError e) {
      throw Fault.internal(
          501, "this servlet container cannot upgrade the connection: " + e.getMessage(), e);
    } finally {
      if (!begun) {
        source.body().abort();
      }
    }
  }

  /** What server-status shows. */
  TunnelFigures figures() {
    TunnelTotals totals = tunnels.totals();
    return new TunnelFigures(
        totals.open(), totals.opened(), totals.fromClients(), totals.fromBackends());
  }

  private static TunnelFacts facts(Passage passage, UpgradedConnection backend) {
    ClientRequest client = passage.exchange().clientRequest();
    String url =
        backend.owner() instanceof Worker worker ? worker.spec().url().toString() : "unknown";
    return new TunnelFacts(
        backend.protocol(),
        client.remoteAddress(),
        client.rawPath(),
        url,
        idleTimeout(passage.settings(), backend.timeout()));
  }

  /** As in mod_proxy_http the longer one of both sides' limits. */
  private static Duration idleTimeout(Settings settings, Duration ofBackend) {
    Duration ofClient = settings.get(ServerSettings.TIMEOUT);
    Duration longer = ofClient.compareTo(ofBackend) > 0 ? ofClient : ofBackend;
    Duration idle = settings.get(TunnelSettings.IDLE_TIMEOUT).orElse(longer);
    return idle.isZero() ? TunnelFacts.NEVER : idle;
  }
}
