package org.proxypass.access;

import org.jspecify.annotations.Nullable;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.IpAddress;

/** The request that rules judge. What is expensive is found when it is first asked for. */
public interface AccessSubject {

  /** The client's address; null when it has none that can be read. */
  @Nullable IpAddress address();

  /** The address the request arrived at; null when it cannot be read. */
  @Nullable IpAddress localAddress();

  /** The method token. */
  String method();

  /** What expressions look at. */
  ExpressionContext expressions();

  /**
   * The client's name by reverse look-up, confirmed by a forward one; lower case; null when there
   * is none. Asks the DNS.
   */
  @Nullable String hostName();

  /** Whether {@code name} resolves to the client's address. Asks the DNS. */
  boolean isAddressOf(String name);
}
