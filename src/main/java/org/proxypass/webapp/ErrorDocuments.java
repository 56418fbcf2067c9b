package org.proxypass.webapp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.proxypass.admin.Html;
import org.proxypass.config.ErrorDocumentSpec;
import org.proxypass.config.ErrorSettings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.exchange.Fault;
import org.proxypass.http.Fields;

/** Which page an error gets, its expressions worked out. */
final class ErrorDocuments {
  private static final String HEX = "0123456789ABCDEF";

  private ErrorDocuments() {}

  /** The page for {@code fault}: anything but a computed one; null when none is configured. */
  static @Nullable ErrorDocumentSpec find(Passage passage, Fault fault) {
    ErrorDocumentSpec document =
        passage.settings().get(ErrorSettings.ERROR_DOCUMENTS).get(fault.status());
    return document instanceof ErrorDocumentSpec.Computed computed
        ? resolve(computed, passage.exchange(), fault.status())
        : document;
  }

  private static ErrorDocumentSpec resolve(
      ErrorDocumentSpec.Computed document, Exchange exchange, int status) {
    ExchangeExpressions context =
        new ExchangeExpressions(exchange, exchange.requestFields(), new Fields(), status);
    return switch (document.kind()) {
      // httpd leaves the escaping to the administrator; a forgotten one would be a hole.
      case TEXT ->
          new ErrorDocumentSpec.Text(
              document.template().expand(context, value -> Html.escape(text(value))));
      case LOCAL_PATH ->
          new ErrorDocumentSpec.LocalPath(
              escapeUnsafe(document.template().expand(context, ErrorDocuments::text)));
      case REDIRECT ->
          new ErrorDocumentSpec.Redirect(
              escapeUnsafe(document.template().expand(context, ErrorDocuments::text)));
    };
  }

  /** Values are byte strings; what the administrator wrote around them is text. */
  private static String text(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Escapes what no URL may hold (RFC 3986 §2), so that a value cannot end a line. */
  private static String escapeUnsafe(String url) {
    StringBuilder safe = new StringBuilder(url.length() + 16);
    for (byte signed : url.getBytes(StandardCharsets.UTF_8)) {
      int b = signed & 0xff;
      if (b <= ' ' || b >= 0x7f || b == '"' || b == '<' || b == '>' || b == '\\') {
        safe.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
      } else {
        safe.append((char) b);
      }
    }
    return safe.toString();
  }
}
