package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldList;
import org.proxypass.http.Fields;

/** The trailer fields of a response that ProxyForwardTrailers names. */
final class ResponseTrailers {
  private ResponseTrailers() {}

  /**
   * Has the container send them behind {@code body}, if the client takes trailers (RFC 9110 §6.5.1)
   * and the body will be chunked.
   */
  static void offer(
      Settings settings,
      ResponseBody body,
      HttpServletRequest request,
      HttpServletResponse response) {
    List<String> names = settings.get(ProtocolSettings.TRAILERS);
    if (!names.isEmpty()
        && body.remaining() < 0
        && !response.isCommitted()
        && !request.getProtocol().equals("HTTP/1.0")
        && FieldList.contains(request.getHeader("TE"), "trailers")) {
      response.setTrailerFields(() -> passing(body.trailers(), names));
    }
  }

  private static Map<String, String> passing(@Nullable Fields all, List<String> names) {
    Map<String, String> passing = new LinkedHashMap<>();
    for (int i = 0; all != null && i < all.size(); i++) {
      if (names.contains(Ascii.lower(all.name(i)))) {
        passing.merge(all.name(i), all.value(i), (first, next) -> first + ", " + next);
      }
    }
    return passing;
  }
}
