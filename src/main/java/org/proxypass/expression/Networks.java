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
    int bits = slash < 0 ? base.length * 8 : number(network.substring(slash + 1));
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

  private static int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || value > 255) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return text.isEmpty() ? -1 : value;
  }

  /** Never asks the DNS: the JDK would for anything but four numbers or a text in brackets. */
  private static byte @Nullable [] literal(String text) {
    if (text.indexOf(':') < 0) {
      return fourBytes(text);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f || (Character.digit(c, 16) < 0 && c != '.' && c != ':')) {
        return null;
      }
    }
    try {
      return InetAddress.getByName("[" + text + "]").getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static byte @Nullable [] fourBytes(String text) {
    byte[] bytes = new byte[4];
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int dot = text.indexOf('.', start);
      if ((dot < 0) != (i == 3)) {
        return null;
      }
      int end = dot < 0 ? text.length() : dot;
      int value = end - start > 3 ? -1 : number(text.substring(start, end));
      if (value < 0 || value > 255) {
        return null;
      }
      bytes[i] = (byte) value;
      start = end + 1;
    }
    return bytes;
  }
}
