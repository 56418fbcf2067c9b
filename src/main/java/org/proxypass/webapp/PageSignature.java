package org.proxypass.webapp;

import java.util.Optional;
import org.proxypass.admin.Html;
import org.proxypass.config.LogSettings;
import org.proxypass.config.LogSettings.Signature;
import org.proxypass.config.Settings;

/** What built-in pages say about the server: ServerAdmin and ServerSignature. */
final class PageSignature {
  private PageSignature() {}

  /** The HTML behind the text of the page for {@code status}; empty when nothing is configured. */
  static String of(Passage passage, int status) {
    Settings settings = passage.settings();
    Optional<String> administrator = settings.get(LogSettings.ADMINISTRATOR);
    StringBuilder html = new StringBuilder();
    // As in httpd only the page for 500 asks its reader to tell somebody.
    if (status == 500 && administrator.isPresent()) {
      html.append("<p>Please tell ")
          .append(link(administrator.get(), administrator.get()))
          .append(" when this happened and what you had done before.</p>\n");
    }
    Signature signature = settings.get(LogSettings.SIGNATURE);
    if (signature != Signature.OFF) {
      String server = passage.exchange().publicAddress().authority();
      boolean linked = signature == Signature.EMAIL && administrator.isPresent();
      html.append("<address>")
          .append(linked ? link(administrator.get(), server) : Html.escape(server))
          .append("</address>\n");
    }
    return html.toString();
  }

  private static String link(String administrator, String text) {
    String target = administrator.contains("://") ? administrator : "mailto:" + administrator;
    return "<a href=\"" + Html.escape(target) + "\">" + Html.escape(text) + "</a>";
  }
}
