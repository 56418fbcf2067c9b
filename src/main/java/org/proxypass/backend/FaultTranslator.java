package org.proxypass.backend;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.proxypass.exchange.Fault;
import org.proxypass.http.BackendUrl;

/** The one place where what goes wrong on the way to a backend becomes a status, httpd's. */
final class FaultTranslator {
  private FaultTranslator() {}

  /** No connection came about, so nothing was sent. */
  static Fault connecting(BackendUrl url, IOException failure) {
    if (failure instanceof UnknownHostException) {
      return Fault.backend(500, "DNS lookup failure for: " + url.host(), failure);
    }
    if (failure instanceof SSLException) {
      return Fault.backend(500, describe(url, "TLS failed", failure), failure);
    }
    return Fault.unreachable(503, describe(url, "cannot connect", failure), failure);
  }

  /**
   * The exchange broke before the head of a final response had arrived.
   *
   * @param unanswered whether not one byte of it had
   */
  static Fault exchanging(BackendUrl url, IOException failure, boolean unanswered) {
    if (failure instanceof UnansweredPingException) {
      // It has nothing of the body, so another worker may get the request.
      return Fault.unreachable(503, describe(url, "timeout on 100-Continue", failure), failure);
    }
    if (failure instanceof WriteTimeoutException) {
      return Fault.backend(504, describe(url, "timeout", failure), failure);
    }
    if (failure instanceof SocketTimeoutException) {
      return Fault.timeout(502, describe(url, "no response in time", failure), failure);
    }
    if (failure instanceof MalformedResponseException) {
      return Fault.backend(502, describe(url, "invalid response", failure), failure);
    }
    String message = describe(url, "error reading from remote server", failure);
    return unanswered ? Fault.stale(502, message, failure) : Fault.backend(502, message, failure);
  }

  private static String describe(BackendUrl url, String what, IOException failure) {
    return url.origin() + ": " + what + ": " + failure.getMessage();
  }
}
