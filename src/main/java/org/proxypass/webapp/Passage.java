package org.proxypass.webapp;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.mapping.HostMap;
import org.proxypass.mapping.MappingResult;
import org.proxypass.mapping.RequestPath;

/**
 * What was decided about one request when it came in, and travels with it from filter to servlet.
 *
 * @param exchange the request itself
 * @param host the virtual host that serves it
 * @param settings what holds for its path
 * @param path canonical and relative to us; {@code /} when the request was refused
 * @param result where it goes
 * @param refusal why it goes nowhere; null for a request that may be served
 */
record Passage(
    Exchange exchange,
    HostMap host,
    Settings settings,
    RequestPath path,
    MappingResult result,
    @Nullable Fault refusal) {

  /** The same passage to somewhere else. */
  Passage withResult(MappingResult other) {
    return new Passage(exchange, host, settings, path, other, refusal);
  }

  /** Throws the refusal, if there is one. */
  void requireServable() {
    if (refusal != null) {
      throw refusal;
    }
  }
}
