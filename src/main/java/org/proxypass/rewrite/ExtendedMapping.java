package org.proxypass.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ReverseSpec;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.http.Ascii;

/** ProxyPassReverseExtended: the addresses in Link, Refresh and a request's Destination. */
final class ExtendedMapping {
  private ExtendedMapping() {}

  /** Maps every target of a Link field back (RFC 8288 §3). */
  static String mapLink(String value, List<ReverseSpec> rules, PublicAddress us) {
    StringBuilder out = null;
    int copied = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' && !quoted) {
        int end = value.indexOf('>', i);
        if (end < 0) {
          break;
        }
        out = out == null ? new StringBuilder(value.length() + 64) : out;
        out.append(value, copied, i + 1);
        out.append(ReverseMapping.map(value.substring(i + 1, end), rules, us));
        copied = end;
        i = end;
      }
    }
    return out == null ? value : out.append(value, copied, value.length()).toString();
  }

  /** Maps the address of a Refresh field, {@code seconds; url=address}, back. */
  static String mapRefresh(String value, List<ReverseSpec> rules, PublicAddress us) {
    int name = Ascii.lower(value).indexOf("url=");
    if (name < 0) {
      return value;
    }
    int start = name + 4;
    int end = value.length();
    char first = start < end ? value.charAt(start) : ' ';
    if ((first == '"' || first == '\'') && value.indexOf(first, start + 1) > 0) {
      end = value.indexOf(first, start + 1);
      start++;
    }
    return value.substring(0, start)
        + ReverseMapping.map(value.substring(start, end), rules, us)
        + value.substring(end);
  }

  /**
   * Maps the Destination of COPY and MOVE (RFC 4918 §10.3) to the backend: an address of ours by
   * the first rule whose public path it begins with; any other stays.
   */
  static String mapDestination(String value, List<ReverseSpec> rules, PublicAddress us) {
    String path = pathBelow(value, us);
    if (path == null) {
      return value;
    }
    for (ReverseSpec rule : rules) {
      String publicPath = rule.publicPath();
      String backend = rule.backendPrefix();
      if (publicPath.startsWith("/") && !backend.startsWith("/") && path.startsWith(publicPath)) {
        return backend + path.substring(publicPath.length());
      }
    }
    return value;
  }

  /** The path relative to us, or null when {@code value} is not an address of ours. */
  private static @Nullable String pathBelow(String value, PublicAddress us) {
    int scheme = value.indexOf("://");
    int pathStart = scheme < 0 ? 0 : value.indexOf('/', scheme + 3);
    boolean ours =
        pathStart >= 0
            && value.startsWith("/", pathStart)
            && (scheme < 0
                || value.substring(scheme + 3, pathStart).equalsIgnoreCase(us.authority()));
    if (!ours || !value.startsWith(us.contextPath(), pathStart)) {
      return null;
    }
    return value.substring(pathStart + us.contextPath().length());
  }
}
