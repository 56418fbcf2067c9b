package org.proxypass.webapp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.proxypass.access.AccessSubject;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.Ascii;
import org.proxypass.http.IpAddress;

/** An exchange as the rules of access control see it. */
final class ExchangeSubject implements AccessSubject {
  private final Exchange exchange;
  private @Nullable IpAddress address;

  ExchangeSubject(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public @Nullable IpAddress address() {
    if (address == null) {
      address = IpAddress.parse(exchange.clientRequest().remoteAddress());
    }
    return address;
  }

  @Override
  public @Nullable IpAddress localAddress() {
    return IpAddress.parse(exchange.clientRequest().localAddress());
  }

  @Override
  public String method() {
    return exchange.clientRequest().method();
  }

  @Override
  public ExpressionContext expressions() {
    return ExchangeExpressions.ofRequest(exchange);
  }

  @Override
  public @Nullable String hostName() {
    String known = exchange.remoteHost();
    if (known == null) {
      known = lookUp(address());
      exchange.setRemoteHost(known);
    }
    return known.isEmpty() ? null : known;
  }

  /** The confirmed name of {@code client}, or nothing. */
  private static String lookUp(@Nullable IpAddress client) {
    if (client == null) {
      return "";
    }
    InetAddress bare = client.toInetAddress();
    // The JDK looks the name up, looks its addresses up, and gives the address back if it is not
    // among them.
    String name = bare.getCanonicalHostName();
    return name.equals(bare.getHostAddress()) ? "" : Ascii.lower(name);
  }

  @Override
  public boolean isAddressOf(String name) {
    IpAddress client = address();
    try {
      for (InetAddress resolved : InetAddress.getAllByName(name)) {
        if (IpAddress.of(resolved).equals(client)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
