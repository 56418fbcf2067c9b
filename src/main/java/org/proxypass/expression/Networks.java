package org.proxypass.expression;

import org.proxypass.http.AddressRange;
import org.proxypass.http.IpAddress;

/** {@code -ipmatch} and {@code -R}: whether an address lies in a network; literals only. */
final class Networks {
  private Networks() {}

  /** Whether {@code address} lies in {@code network}; false when either is none. */
  static boolean contains(String network, String address) {
    AddressRange range = AddressRange.parse(network);
    IpAddress candidate = IpAddress.parse(address);
    return range != null && candidate != null && range.contains(candidate);
  }
}
