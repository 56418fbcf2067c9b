package org.proxypass.webapp;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.Settings;
import org.proxypass.config.TraceMode;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.exchange.Fault;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.Authority;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.http.EncodedSlashes;
import org.proxypass.http.PathForm;
import org.proxypass.http.PathPrefix;
import org.proxypass.mapping.EarlyMappings;
import org.proxypass.mapping.HostMap;
import org.proxypass.mapping.HostTable;
import org.proxypass.mapping.MappingResult;
import org.proxypass.mapping.RequestPath;
import org.proxypass.mapping.RequestPath.Escapes;
import org.proxypass.rewrite.RequestRules;
import org.proxypass.rules.RedirectRules;
import org.proxypass.rules.RewriteEngine;
import org.proxypass.rules.Translation;

/** The gate: decides host, path, settings and mapping of a request, or refuses it. */
final class PassageOpener {
  private static final RequestPath ROOT = RequestPath.internal("/", null);

  private final HostTable hosts;
  private final PublicAddresses addresses;

  /**
   * Opens passages on {@code hosts}.
   *
   * @param defaultServerName what we call ourselves where no ServerName is configured
   */
  PassageOpener(HostTable hosts, String defaultServerName) {
    this.hosts = hosts;
    this.addresses = new PublicAddresses(defaultServerName);
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
    Exchange exchange = new Exchange(client, addresses.find(client, authority, host, basePath));
    try {
      requireSane(client, authority, host);
      EarlyMappings.Hit early =
          host.earlyMappings().isEmpty() ? null : mapEarly(client, basePath, host);
      if (early != null) {
        return decide(exchange, host, early.path(), early.result());
      }
      RequestPath path = relativePath(client, basePath, host.pathForm());
      return decide(exchange, host, path, null);
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
      return decide(exchange, original.host(), path, null);
    } catch (BadTargetException e) {
      return refused(
          exchange, original.host(), Fault.client(e.status(), String.valueOf(e.getMessage())));
    } catch (Fault fault) {
      return refused(exchange, original.host(), fault);
    }
  }

  private static EarlyMappings.@Nullable Hit mapEarly(
      ClientRequest client, String basePath, HostMap host) throws BadTargetException {
    String encoded = CanonicalPath.encodedForm(client.rawPath(), host.pathForm());
    return PathPrefix.ofSegments(basePath, encoded)
        ? host.earlyMappings().map(encoded.substring(basePath.length()), client.query())
        : null;
  }

  /**
   * Decides where a request goes.
   *
   * @param early where an entry sends it that saw the path before it was decoded, or null
   */
  private static Passage decide(
      Exchange exchange, HostMap host, RequestPath path, @Nullable MappingResult early)
      throws BadTargetException {
    exchange.setPath(path.decoded());
    RequestRules.beforeMapping(exchange, host.config().settings());
    RequestPath current = path;
    MappingResult result = exchange.variable("no-proxy") == null ? early : null;
    if (result == null && host.rewriteRules().active()) {
      Translation translation = RewriteEngine.applyHostRules(exchange, host, path);
      current = translation.path();
      result = translation.result();
      if (translation.moved()) {
        exchange.setPath(current.decoded());
      }
    }
    ExpressionContext context = ExchangeExpressions.ofRequest(exchange);
    Settings settings = host.settingsFor(exchange.path(), context);
    if (result == null) {
      result = map(exchange, host, settings, current, context);
    }
    if (result instanceof MappingResult.Forward forward && host.looksAtBackends()) {
      settings = host.settingsFor(exchange.path(), forward.target(), context);
    }
    RequestRules.behindMapping(exchange, settings);
    return new Passage(exchange, host, settings, current, result, null);
  }

  /** ProxyPass, and Redirect for what it leaves. */
  private static MappingResult map(
      Exchange exchange,
      HostMap host,
      Settings settings,
      RequestPath path,
      ExpressionContext context)
      throws BadTargetException {
    MappingResult result =
        exchange.variable("no-proxy") == null
            ? host.map(path, settings, context)
            : MappingResult.LOCAL;
    if (result != MappingResult.LOCAL || host.redirects().isEmpty()) {
      return result;
    }
    MappingResult redirect =
        RedirectRules.find(host.redirects(), exchange, path.decoded(), path.query());
    return redirect == null ? result : redirect;
  }

  /** {@code passage} to somewhere else, with the settings that hold for it there. */
  Passage withResult(Passage passage, MappingResult result) {
    HostMap host = passage.host();
    if (result instanceof MappingResult.Forward forward && host.looksAtBackends()) {
      Exchange exchange = passage.exchange();
      ExpressionContext context = ExchangeExpressions.ofRequest(exchange);
      Settings settings = host.settingsFor(exchange.path(), forward.target(), context);
      return new Passage(exchange, host, settings, passage.path(), result, null);
    }
    return passage.withResult(result);
  }

  /** Starts {@code passage} over with another path on the same host. */
  Passage restart(Passage passage, RequestPath path) {
    try {
      return decide(passage.exchange(), passage.host(), path, null);
    } catch (BadTargetException e) {
      return refused(
          passage.exchange(),
          passage.host(),
          Fault.client(e.status(), String.valueOf(e.getMessage())));
    }
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

  private static RequestPath relativePath(ClientRequest client, String basePath, PathForm form)
      throws BadTargetException {
    String raw = client.rawPath();
    String canonical = CanonicalPath.of(raw, form);
    Escapes escapes = form.slashes() == EncodedSlashes.NO_DECODE ? Escapes.SLASHES : Escapes.NONE;
    if (basePath.isEmpty()) {
      return new RequestPath(canonical, raw, client.query(), escapes);
    }
    if (!PathPrefix.ofSegments(basePath, canonical)) {
      // The container saw another path than we do, for example "/edge;x/…".
      throw new BadTargetException(400, "path does not lie below the context");
    }
    // Only a context path spelled as we know it tells where the raw rest begins.
    String rawRest = PathPrefix.ofSegments(basePath, raw) ? raw.substring(basePath.length()) : null;
    return new RequestPath(
        canonical.substring(basePath.length()), rawRest, client.query(), escapes);
  }
}
