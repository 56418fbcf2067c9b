package org.proxypass.config;

import org.proxypass.http.AddressRange;

/** Networks as arguments. */
final class AddressRanges {
  private AddressRanges() {}

  /** Reads one network. */
  static AddressRange parse(String text) throws InvalidDirectiveException {
    AddressRange range = AddressRange.parse(text);
    if (range == null) {
      throw new InvalidDirectiveException(
          "'"
              + text
              + "' is no address; allowed are addresses, the front of an IPv4 address like 10.1,"
              + " address/bits and address/netmask");
    }
    return range;
  }

  /** Whether {@code text} is meant as an address: it cannot be a host name. */
  static boolean looksLikeOne(String text) {
    return text.indexOf(':') >= 0
        || text.indexOf('/') >= 0
        || text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
