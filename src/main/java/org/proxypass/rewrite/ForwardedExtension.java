package org.proxypass.rewrite;

import java.util.Set;
import org.proxypass.config.ForwardedElement;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.http.Fields;
import org.proxypass.http.ForwardedSyntax;
import org.proxypass.http.PathEncoding;

/** X-Forwarded-Proto, -Port, -Prefix and Forwarded as ProxyAddForwarded adds them. */
final class ForwardedExtension {
  private ForwardedExtension() {}

  /**
   * Adds what {@code elements} name. Like the other fields of ours behind the hop-by-hop removal.
   *
   * @param target the backend's request target
   */
  static void add(Fields fields, Exchange exchange, Set<ForwardedElement> elements, String target) {
    if (elements.contains(ForwardedElement.PROTO)) {
      fields.set("X-Forwarded-Proto", exchange.publicAddress().scheme());
    }
    if (elements.contains(ForwardedElement.PORT)) {
      fields.set("X-Forwarded-Port", port(exchange.publicAddress()));
    }
    if (elements.contains(ForwardedElement.PREFIX)) {
      fields.remove("X-Forwarded-Prefix");
      String prefix = prefix(exchange, target);
      if (!prefix.isEmpty()) {
        fields.add("X-Forwarded-Prefix", prefix);
      }
    }
    if (elements.contains(ForwardedElement.FORWARDED)) {
      addForwarded(fields, exchange);
    }
  }

  private static String port(PublicAddress us) {
    String authority = us.authority();
    int colon = authority.lastIndexOf(':');
    if (colon > authority.lastIndexOf(']') && colon < authority.length() - 1) {
      return authority.substring(colon + 1);
    }
    return us.scheme().equals("https") ? "443" : "80";
  }

  /** What the public path has in front of the backend's; empty when that is not its end. */
  static String prefix(Exchange exchange, String target) {
    int question = target.indexOf('?');
    String backendPath = question < 0 ? target : target.substring(0, question);
    String publicPath =
        exchange.publicAddress().contextPath() + PathEncoding.encode(exchange.path(), 0);
    if (publicPath.endsWith(backendPath)) {
      return publicPath.substring(0, publicPath.length() - backendPath.length());
    }
    // "/app" itself is "/" at a backend whose root it stands for.
    return backendPath.equals("/") ? publicPath : "";
  }

  private static void addForwarded(Fields fields, Exchange exchange) {
    String existing = fields.joined("Forwarded");
    if (existing != null && !ForwardedSyntax.isValid(existing)) {
      // RFC 7239 §4: behind a broken list our element would not be one.
      fields.remove("Forwarded");
    }
    fields.append("Forwarded", element(exchange));
  }

  static String element(Exchange exchange) {
    ClientRequest client = exchange.clientRequest();
    String address = client.remoteAddress();
    // RFC 7239 §6.1: IPv6 in brackets, and so quoted.
    String node = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    StringBuilder element = new StringBuilder("for=").append(ForwardedSyntax.quoted(node));
    String host = client.host();
    if (host != null) {
      element.append(";host=").append(ForwardedSyntax.quoted(host));
    }
    return element.append(";proto=").append(exchange.publicAddress().scheme()).toString();
  }
}
