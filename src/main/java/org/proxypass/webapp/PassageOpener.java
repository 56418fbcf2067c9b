package org.proxypass.webapp;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.ServerName;
import org.proxypass.config.Settings;
import org.proxypass.config.TraceMode;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.Authority;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.http.PathPrefix;
import org.proxypass.mapping.HostMap;
import org.proxypass.mapping.HostTable;
import org.proxypass.mapping.MappingResult;
import org.proxypass.mapping.RequestPath;
import org.proxypass.rewrite.RequestRules;

/** The gate: decides host, path, settings and mapping of a request, or refuses it. */
final class PassageOpener {
  private static final RequestPath ROOT = RequestPath.internal("/", null);

  private final HostTable hosts;
  private final String defaultServerName;

  /**
   * Opens passages on {@code hosts}.
   *
   * @param defaultServerName what we call ourselves where no ServerName is configured
   */
  PassageOpener(HostTable hosts, String defaultServerName) {
    this.hosts = hosts;
    this.defaultServerName = defaultServerName;
  }

  /**
   * Opens the passage of a client's request.
   *
   * @param basePath the path that all of ours are relative to: context path, and the servlet's path
   *     for a servlet with a configuration of its own
   */
  Passage open(ClientRequest client, String basePath) {
    Authority authority = client.host() == null ? null : Authority.parse(client.host());
    String hostName = authority == null ? "" : authority.host();
    HostMap host = hosts.find(client.localAddress(), client.localPort(), hostName);
    Exchange exchange = new Exchange(client, publicAddress(client, authority, host, basePath));
    try {
      requireSane(client, authority, host);
      RequestPath path = relativePath(client, basePath);
      return decide(exchange, host, path);
    } catch (BadTargetException e) {
      return refused(exchange, host, Fault.client(e.status(), String.valueOf(e.getMessage())));
    } catch (Fault fault) {
      return refused(exchange, host, fault);
    } catch (StackOverflowError e) {
      // A configured regular expression that java.util.regex can only match by recursion.
      return refused(
          exchange, host, Fault.internal(500, "regular expression too deep for the path", null));
    }
  }

  /**
   * Opens the passage of an internal request for {@code path} on the host of {@code original}.
   *
   * @param variables what the new exchange begins with
   */
  Passage openInternal(
      Passage original, ClientRequest request, RequestPath path, Map<String, String> variables) {
    Exchange exchange = new Exchange(request, original.exchange().publicAddress());
    variables.forEach(exchange::setVariable);
    try {
      return decide(exchange, original.host(), path);
    } catch (BadTargetException e) {
      return refused(
          exchange, original.host(), Fault.client(e.status(), String.valueOf(e.getMessage())));
    } catch (Fault fault) {
      return refused(exchange, original.host(), fault);
    }
  }

  private static Passage decide(Exchange exchange, HostMap host, RequestPath path)
      throws BadTargetException {
    exchange.setPath(path.decoded());
    RequestRules.beforeMapping(exchange, host.config().settings());
    ExpressionContext context = ExchangeExpressions.ofRequest(exchange);
    Settings settings = host.settingsFor(path.decoded(), context);
    boolean mayBeMapped = exchange.variable("no-proxy") == null;
    MappingResult result = mayBeMapped ? host.map(path, settings) : MappingResult.LOCAL;
    if (result instanceof MappingResult.Forward forward && host.looksAtBackends()) {
      settings = host.settingsFor(path.decoded(), forward.target(), context);
    }
    RequestRules.behindMapping(exchange, settings);
    return new Passage(exchange, host, settings, path, result, null);
  }

  private static Passage refused(Exchange exchange, HostMap host, Fault fault) {
    Settings settings = host.config().settings();
    return new Passage(exchange, host, settings, ROOT, MappingResult.LOCAL, fault);
  }

  private static void requireSane(
      ClientRequest client, @Nullable Authority authority, HostMap host) {
    String protocol = client.protocol();
    if (!protocol.startsWith("HTTP/1.") && !protocol.startsWith("HTTP/2")) {
      throw Fault.client(400, "unsupported protocol version");
    }
    // RFC 9112 §6.1: the framing of such a message is faulty.
    if (protocol.equals("HTTP/1.0") && client.fields().contains("Transfer-Encoding")) {
      throw Fault.client(400, "Transfer-Encoding in an HTTP/1.0 request");
    }
    // RFC 9112 §3.2: an invalid or empty Host is refused.
    if (client.host() != null && (authority == null || authority.host().isEmpty())) {
      throw Fault.client(400, "invalid Host");
    }
    switch (client.method()) {
      // A tunnel to anywhere.
      case "CONNECT" -> throw Fault.client(405, "CONNECT is not allowed");
      case "TRACE" -> {
        if (host.config().settings().get(ProtocolSettings.TRACE) == TraceMode.OFF) {
          throw Fault.client(405, "TRACE is not allowed by TraceEnable");
        }
      }
      default -> {}
    }
    if (protocol.startsWith("HTTP/2")) {
      requireKnownExpectation(client);
    }
  }

  /** RFC 9110 §10.1.1; on HTTP/1.1 the container has looked already. */
  private static void requireKnownExpectation(ClientRequest client) {
    String expectation = client.fields().first("Expect");
    if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
      throw Fault.client(417, "unknown expectation");
    }
  }

  private static RequestPath relativePath(ClientRequest client, String basePath)
      throws BadTargetException {
    String raw = client.rawPath();
    String canonical = CanonicalPath.of(raw);
    if (basePath.isEmpty()) {
      return new RequestPath(canonical, raw, client.query());
    }
    if (!PathPrefix.ofSegments(basePath, canonical)) {
      // The container saw another path than we do, for example "/edge;x/…".
      throw new BadTargetException(400, "path does not lie below the context");
    }
    // Only a context path spelled as we know it tells where the raw rest begins.
    String rawRest = PathPrefix.ofSegments(basePath, raw) ? raw.substring(basePath.length()) : null;
    return new RequestPath(canonical.substring(basePath.length()), rawRest, client.query());
  }

  private PublicAddress publicAddress(
      ClientRequest client, @Nullable Authority authority, HostMap host, String basePath) {
    ServerName configured = host.config().name().orElse(null);
    String scheme =
        configured == null || configured.scheme().isEmpty() ? client.scheme() : configured.scheme();
    String serverName = configured == null ? defaultServerName : configured.host();
    String clientHost = client.host();
    String shown = serverName;
    if (clientHost != null && authority != null && !authority.host().isEmpty()) {
      shown = clientHost;
    } else if (configured != null && configured.port() > 0) {
      shown = serverName + ":" + configured.port();
    }
    return new PublicAddress(scheme, shown, serverName, basePath);
  }
}
