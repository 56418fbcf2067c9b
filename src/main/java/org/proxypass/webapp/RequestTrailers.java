package org.proxypass.webapp;

import java.util.List;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.http.Ascii;
import org.proxypass.http.Fields;

/** The trailer fields of a request that ProxyForwardTrailers names. */
final class RequestTrailers {
  private RequestTrailers() {}

  /**
   * Those that pass; only behind the end of the body.
   *
   * @param names in lower case
   */
  static Fields of(ClientRequest request, List<String> names) {
    Fields all = request.trailers();
    Fields passing = new Fields();
    for (int i = 0; i < all.size(); i++) {
      if (names.contains(Ascii.lower(all.name(i)))) {
        passing.add(all.name(i), all.value(i));
      }
    }
    return passing;
  }
}
