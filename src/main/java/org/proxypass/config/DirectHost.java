package org.proxypass.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;

/**
 * One word of NoProxy: backends that no ProxyRemote holds for.
 *
 * @param text {@code .domain}, an address, {@code address/bits}, a partial address, or a host name;
 *     lower case
 */
public record DirectHost(String text) {

  /** Reads one word. */
  static DirectHost parse(String word) throws InvalidDirectiveException {
    boolean valid =
        !word.isEmpty()
            && word.chars().noneMatch(c -> c <= ' ' || c >= 0x7f || c == '*' || c == '@');
    int slash = word.indexOf('/');
    if (!valid || (slash >= 0 && bits(word, slash) < 0)) {
      throw new InvalidDirectiveException(
          "'" + word + "' is neither a host, a .domain, an address nor address/bits");
    }
    return new DirectHost(Ascii.lower(word));
  }

  /** Whether {@code host}, lower case and without brackets, is reached directly. */
  public boolean covers(String host) {
    if (text.startsWith(".")) {
      return host.endsWith(text);
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      return inNetwork(host, text.substring(0, slash), bits(text, slash));
    }
    // A partial address like 10.1 is the network of everything that begins with it.
    boolean partial = isDigitsAndDots(text) && isDigitsAndDots(host);
    String prefix = text.endsWith(".") ? text : text + ".";
    return host.equals(text) || (partial && host.startsWith(prefix));
  }

  private static boolean inNetwork(String host, String network, int bits) {
    byte[] base = literal(network);
    byte[] candidate = literal(host);
    if (base == null || candidate == null || base.length != candidate.length) {
      return false;
    }
    for (int i = 0; i < bits && i < base.length * 8; i++) {
      int mask = 0x80 >> (i & 7);
      if ((base[i >> 3] & mask) != (candidate[i >> 3] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static int bits(String word, int slash) {
    byte[] base = literal(word.substring(0, slash));
    try {
      int bits = (int) Numbers.parse(word.substring(slash + 1), 128);
      return base == null || bits > base.length * 8 ? -1 : bits;
    } catch (InvalidDirectiveException e) {
      return -1;
    }
  }

  /** Never asks the DNS: only what looks like a whole literal is parsed. */
  private static byte @Nullable [] literal(String host) {
    boolean ipv6 = host.indexOf(':') >= 0;
    boolean ipv4 = isDigitsAndDots(host) && host.chars().filter(c -> c == '.').count() == 3;
    if (!ipv6 && !ipv4) {
      return null;
    }
    try {
      return InetAddress.getByName(ipv6 ? "[" + host + "]" : host).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static boolean isDigitsAndDots(String host) {
    return !host.isEmpty() && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
