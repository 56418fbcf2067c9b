package org.proxypass.rewrite;

import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.Settings;
import org.proxypass.config.ViaMode;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.http.Fields;
import org.proxypass.http.Product;

/** The Via field as ProxyVia wants it, and the loops it shows (RFC 9110 §7.6.3). */
final class ViaField {
  private ViaField() {}

  /**
   * Changes the Via of a request.
   *
   * @throws Fault 502 when it names us more often than ProxyLoopLimit allows
   */
  static void changeRequest(Fields fields, Exchange exchange, Settings settings) {
    ViaMode mode = settings.get(ProtocolSettings.VIA);
    if (mode == ViaMode.OFF) {
      return;
    }
    if (mode == ViaMode.BLOCK) {
      fields.remove("Via");
      return;
    }
    String us = receivedBy(exchange.publicAddress());
    refuseLoop(fields, us, settings.get(ProtocolSettings.LOOP_LIMIT));
    fields.append("Via", entry(exchange, us, mode));
  }

  /** Adds our line to a response. */
  static void changeResponse(Fields fields, Exchange exchange, Settings settings) {
    ViaMode mode = settings.get(ProtocolSettings.VIA);
    if (mode == ViaMode.ON || mode == ViaMode.FULL) {
      fields.add("Via", entry(exchange, receivedBy(exchange.publicAddress()), mode));
    }
  }

  private static String entry(Exchange exchange, String us, ViaMode mode) {
    String protocol = exchange.clientRequest().protocol();
    String version = protocol.substring(protocol.indexOf('/') + 1);
    String entry = version + " " + us;
    return mode == ViaMode.FULL ? entry + " (" + Product.TOKEN + ")" : entry;
  }

  /** The server's name, and the port the client used unless it is the scheme's own. */
  static String receivedBy(PublicAddress us) {
    String authority = us.authority();
    int colon = authority.lastIndexOf(':');
    boolean port = colon > authority.lastIndexOf(']') && colon < authority.length() - 1;
    if (!port) {
      return us.serverName();
    }
    String own = us.scheme().equals("https") ? ":443" : ":80";
    String written = authority.substring(colon);
    return written.equals(own) ? us.serverName() : us.serverName() + written;
  }

  private static void refuseLoop(Fields fields, String us, int limit) {
    if (limit < 0) {
      return;
    }
    int passages = 0;
    for (int i = fields.indexOf("Via", 0); i >= 0; i = fields.indexOf("Via", i + 1)) {
      passages += occurrences(fields.value(i), us);
    }
    if (passages > limit) {
      throw Fault.internal(
          502, "loop: the request came through " + us + " " + passages + " times already", null);
    }
  }

  /** How many entries of a list, {@code protocol received-by [comment]}, were received by us. */
  private static int occurrences(String list, String us) {
    int count = 0;
    int start = 0;
    while (start < list.length()) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      String entry = list.substring(start, end).strip();
      int name = entry.indexOf(' ') + 1;
      boolean named = name > 0 && entry.regionMatches(true, name, us, 0, us.length());
      int after = name + us.length();
      if (named && (after == entry.length() || entry.charAt(after) == ' ')) {
        count++;
      }
      start = end + 1;
    }
    return count;
  }
}
