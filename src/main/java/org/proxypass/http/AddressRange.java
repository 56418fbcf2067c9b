package org.proxypass.http;

import org.jspecify.annotations.Nullable;

/**
 * A network: the addresses of one family that agree with {@code base} in the bits of {@code mask}.
 *
 * @param base bits outside of the mask are 0
 * @param mask of an IPv4 network: 96 set bits in front, as its addresses are IPv4-mapped
 */
public record AddressRange(IpAddress base, IpAddress mask) {

  /** Takes the bits outside of the mask out of the base. */
  public AddressRange {
    base = new IpAddress(base.high() & mask.high(), base.low() & mask.low());
  }

  /**
   * Reads what httpd takes for a network (apr_ipsubnet_create): an address; the front of an IPv4
   * address, like {@code 10.1}; {@code address/bits}; {@code address/netmask} for IPv4.
   *
   * @return null when it is none of them
   */
  public static @Nullable AddressRange parse(String text) {
    int slash = text.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return slash < 0 ? partial(text) : null;
    }
    if (slash < 0) {
      return new AddressRange(address, leading(128));
    }
    String behind = text.substring(slash + 1);
    if (behind.indexOf('.') >= 0) {
      IpAddress netmask = IpAddress.parse(behind);
      return netmask != null && netmask.isIpv4() && address.isIpv4()
          ? new AddressRange(address, new IpAddress(-1, -1L << 32 | netmask.low()))
          : null;
    }
    int bits = IpAddress.octet(behind, 0, behind.length());
    // The 96 bits before an IPv4 address are the mark of its family.
    int whole = address.isIpv4() && text.indexOf(':') < 0 ? bits + 96 : bits;
    return bits < 0 || whole > 128 || (address.isIpv4() && whole < 96)
        ? null
        : new AddressRange(address, leading(whole));
  }

  /** One to three numbers with dots between them, and perhaps one behind. */
  private static @Nullable AddressRange partial(String text) {
    String front = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    long bits = 0;
    int octets = 0;
    int start = 0;
    while (start <= front.length()) {
      int dot = front.indexOf('.', start);
      int end = dot < 0 ? front.length() : dot;
      int octet = IpAddress.octet(front, start, end);
      if (octet < 0 || ++octets > 3) {
        return null;
      }
      bits = bits << 8 | octet;
      start = end + 1;
    }
    return new AddressRange(
        IpAddress.ofIpv4(bits << (8 * (4 - octets))), leading(96 + (8 * octets)));
  }

  private static IpAddress leading(int bits) {
    long high = bits >= 64 ? -1 : bits == 0 ? 0 : -1L << (64 - bits);
    long low = bits <= 64 ? 0 : -1L << (128 - bits);
    return new IpAddress(high, low);
  }

  /** Whether {@code address} lies in this network; one of the other family never does. */
  public boolean contains(IpAddress address) {
    return (address.high() & mask.high()) == base.high()
        && (address.low() & mask.low()) == base.low()
        && address.isIpv4() == base.isIpv4();
  }
}
