package org.proxypass.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * An IP address of either family as 128 bits: an IPv4 address has the bits of its IPv4-mapped form
 * (RFC 4291 §2.5.5.2), so that {@code ::ffff:192.0.2.1} and {@code 192.0.2.1} are equal.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
  private static final long MAPPED = 0xffffL << 32;
  private static final int LARGEST_OCTET = 255;

  /**
   * Reads a literal; never asks the DNS.
   *
   * @param text four decimal numbers, or an IPv6 address without brackets, whose zone (RFC 4007
   *     §11) is left aside
   * @return null when it is neither
   */
  public static @Nullable IpAddress parse(String text) {
    return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
  }

  /** The IPv4 address of these 32 bits. */
  static IpAddress ofIpv4(long bits) {
    return new IpAddress(0, MAPPED | bits);
  }

  private static @Nullable IpAddress ipv4(String text) {
    long bits = 0;
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int dot = text.indexOf('.', start);
      if ((dot < 0) != (i == 3)) {
        return null;
      }
      int end = dot < 0 ? text.length() : dot;
      int octet = octet(text, start, end);
      if (octet < 0) {
        return null;
      }
      bits = bits << 8 | octet;
      start = end + 1;
    }
    return ofIpv4(bits);
  }

  /** The number from {@code start} to {@code end} if it is one from 0 to 255, else -1. */
  static int octet(String text, int start, int end) {
    if (end - start < 1 || end - start > 3) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value > LARGEST_OCTET ? -1 : value;
  }

  private static @Nullable IpAddress ipv6(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c > 0x7f || (Character.digit(c, 16) < 0 && c != '.' && c != ':')) {
        return null;
      }
    }
    try {
      // The brackets and the check above keep the JDK from taking it for a name.
      return of(InetAddress.getByName("[" + address + "]"));
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** The address without the JDK's name and zone. */
  public static IpAddress of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return ofIpv4(bits(bytes, 0, 4));
    }
    return new IpAddress(bits(bytes, 0, 8), bits(bytes, 8, 8));
  }

  private static long bits(byte[] bytes, int from, int count) {
    long bits = 0;
    for (int i = from; i < from + count; i++) {
      bits = bits << 8 | (bytes[i] & 0xff);
    }
    return bits;
  }

  /** Whether this is an IPv4 address, mapped or not. */
  public boolean isIpv4() {
    return high == 0 && low >>> 32 == MAPPED >>> 32;
  }

  /** The same address for the JDK, without a name. */
  public InetAddress toInetAddress() {
    byte[] bytes = new byte[isIpv4() ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      int fromEnd = bytes.length - 1 - i;
      bytes[i] = (byte) ((fromEnd < 8 ? low : high) >>> (8 * (fromEnd & 7)));
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are an address", e);
    }
  }
}
