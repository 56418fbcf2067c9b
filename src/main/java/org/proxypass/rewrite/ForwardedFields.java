package org.proxypass.rewrite;

import org.proxypass.exchange.Exchange;
import org.proxypass.http.Ascii;
import org.proxypass.http.Fields;

/** X-Forwarded-For, -Host and -Server as ProxyAddHeaders adds them. */
final class ForwardedFields {
  private ForwardedFields() {}

  /**
   * Appends our hop to what the client sent, as one comma list each. Must run after the hop-by-hop
   * fields are gone, so that {@code Connection: X-Forwarded-For} cannot take them away
   * (CVE-2022-31813).
   */
  static void append(Fields fields, Exchange exchange) {
    fields.append("X-Forwarded-For", exchange.clientRequest().remoteAddress());
    String host = exchange.host();
    if (host != null) {
      fields.append("X-Forwarded-Host", host);
    }
    fields.append("X-Forwarded-Server", exchange.publicAddress().serverName());
  }

  /**
   * Whether a client's field is one that backends confuse with a managed one: {@code
   * X_Forwarded_For} becomes the same CGI variable as {@code X-Forwarded-For} (RFC 9110 §17.10),
   * and {@code Proxy} becomes HTTP_PROXY.
   */
  static boolean isDeceptive(String name) {
    if (name.length() == 5) {
      return name.equalsIgnoreCase("Proxy");
    }
    if (name.indexOf('_') < 0) {
      return false;
    }
    String dashed = Ascii.lower(name).replace('_', '-');
    return dashed.startsWith("x-forwarded-")
        || dashed.equals("transfer-encoding")
        || dashed.equals("content-length");
  }
}
