package org.proxypass.rewrite;

import java.io.IOException;
import org.proxypass.config.ErrorSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.http.Fields;

/** ProxyErrorOverride: turns an error of a backend into one of our own. */
public final class ErrorOverriding {
  /** A body up to this size is read so that its connection can be used again. */
  private static final int DISCARD_BYTES = 64 * 1024;

  private static final long DISCARD_NANOS = 1_000_000_000L;

  private ErrorOverriding() {}

  /**
   * Ends {@code response} and throws its replacement when {@code settings} cover its status; else
   * does nothing. Of the backend's fields the replacement keeps what the client needs to go on:
   * {@code WWW-Authenticate} with 401 as httpd does, {@code Allow} with 405 (RFC 9110 §15.5.6) and
   * {@code Retry-After} (RFC 9110 §10.2.3), which httpd drops.
   *
   * @param response status and fields as the backend sent them, hop-by-hop fields taken out
   */
  public static void apply(Response response, Settings settings) {
    int status = response.status();
    if (status < 400 || !settings.get(ErrorSettings.ERROR_OVERRIDE).covers(status)) {
      return;
    }
    Fields kept = kept(status, response.fields());
    discard(response.body());
    throw fault(status).answeredWith(kept);
  }

  private static Fault fault(int status) {
    String message = "the backend answered " + status + ", which ProxyErrorOverride replaces";
    if (status == 407) {
      // Its challenge is hop-by-hop and meant for us; a client could not answer it.
      return Fault.backend(502, message, null);
    }
    return status < 500 ? Fault.client(status, message) : Fault.backend(status, message, null);
  }

  private static Fields kept(int status, Fields fields) {
    Fields kept = new Fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      boolean keeps =
          switch (status) {
            case 401 -> name.equalsIgnoreCase("WWW-Authenticate");
            case 405 -> name.equalsIgnoreCase("Allow");
            default -> name.equalsIgnoreCase("Retry-After");
          };
      if (keeps) {
        kept.add(name, fields.value(i));
      }
    }
    return kept;
  }

  /** Reads a small body to its end and gives the connection back; cuts off a large or slow one. */
  private static void discard(ResponseBody body) {
    if (body.remaining() > DISCARD_BYTES) {
      body.abort();
      return;
    }
    byte[] buffer = new byte[8 * 1024];
    long deadline = System.nanoTime() + DISCARD_NANOS;
    int total = 0;
    try {
      while (total <= DISCARD_BYTES && System.nanoTime() - deadline < 0) {
        int n = body.read(buffer, 0, buffer.length);
        if (n < 0) {
          body.close();
          return;
        }
        total += n;
      }
    } catch (IOException broken) {
      // The connection is of no use any more, and nobody wanted the rest of the body.
      body.abort();
      return;
    }
    body.abort();
  }
}
