package org.proxypass.expression;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** {@code address}, {@code address/bits} and whether an address lies in it; literals only. */
final class Networks {
  private Networks() {}

  /** Whether {@code address} lies in {@code network}; false when either is none. */
  static boolean contains(String network, String address) {
    int slash = network.indexOf('/');
    byte[] base = literal(slash < 0 ? network : network.substring(0, slash));
    byte[] candidate = literal(address);
    if (base == null || candidate == null || base.length != candidate.length) {
      return false;
    }
    int bits = slash < 0 ? base.length * 8 : bits(network.substring(slash + 1));
    if (bits < 0 || bits > base.length * 8) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i & 7);
      if ((base[i >> 3] & mask) != (candidate[i >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static int bits(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || value > 128) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return text.isEmpty() ? -1 : value;
  }

  /** Never asks the DNS: only what looks like a literal is parsed. */
  private static byte @Nullable [] literal(String text) {
    boolean literal = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      literal &= Character.digit(c, 16) >= 0 || c == '.' || c == ':';
    }
    boolean ipv6 = text.indexOf(':') >= 0;
    if (!literal || (!ipv6 && text.chars().filter(c -> c == '.').count() != 3)) {
      return null;
    }
    try {
      return InetAddress.getByName(ipv6 ? "[" + text + "]" : text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
