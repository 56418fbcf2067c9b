package org.proxypass.http;

import java.util.HashSet;
import java.util.Set;

/** Fields that belong to one connection and never travel on (RFC 9110 §7.6.1). */
public final class HopByHop {
  private HopByHop() {}

  /**
   * Removes from a request what is meant for this connection only: the fixed set, and whatever a
   * {@code Connection} field names.
   */
  public static void removeFromRequest(Fields fields) {
    Set<String> named = namedByConnection(fields);
    int kept = 0;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (!isRequestHop(name) && (named.isEmpty() || !named.contains(Ascii.lower(name)))) {
        fields.move(i, kept++);
      }
    }
    fields.truncate(kept);
  }

  /** Removes from a response what was meant for the backend's connection only. */
  public static void removeFromResponse(Fields fields) {
    Set<String> named = namedByConnection(fields);
    int kept = 0;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (!isResponseHop(name) && (named.isEmpty() || !named.contains(Ascii.lower(name)))) {
        fields.move(i, kept++);
      }
    }
    fields.truncate(kept);
  }

  private static Set<String> namedByConnection(Fields fields) {
    Set<String> named = Set.of();
    for (int i = fields.indexOf("Connection", 0); i >= 0; i = fields.indexOf("Connection", i + 1)) {
      String value = fields.value(i);
      // The two usual values name no field worth a set.
      if (value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close")) {
        continue;
      }
      if (named.isEmpty()) {
        named = new HashSet<>();
      }
      Set<String> target = named;
      FieldList.forEach(value, element -> target.add(Ascii.lower(element)));
      // RFC 9110 §7.6.1: not for fields that every recipient needs; without Host a request is void.
      named.remove("host");
    }
    return named;
  }

  private static boolean isRequestHop(String name) {
    return switch (name.length()) {
      case 2 -> name.equalsIgnoreCase("TE");
      case 7 -> name.equalsIgnoreCase("Trailer") || name.equalsIgnoreCase("Upgrade");
      case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
      case 14 -> name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("HTTP2-Settings");
      case 16 -> name.equalsIgnoreCase("Proxy-Connection");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      default -> false;
    };
  }

  private static boolean isResponseHop(String name) {
    return switch (name.length()) {
      case 2 -> name.equalsIgnoreCase("TE");
      case 7 -> name.equalsIgnoreCase("Trailer") || name.equalsIgnoreCase("Upgrade");
      case 10 -> name.equalsIgnoreCase("Connection") || name.equalsIgnoreCase("Keep-Alive");
      case 16 -> name.equalsIgnoreCase("Proxy-Connection");
      case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
      case 18 -> name.equalsIgnoreCase("Proxy-Authenticate");
      default -> false;
    };
  }
}
