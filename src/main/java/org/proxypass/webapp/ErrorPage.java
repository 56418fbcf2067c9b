package org.proxypass.webapp;

import org.proxypass.admin.Html;

/** The built-in page: clean, accessible, and silent about what is behind us. */
final class ErrorPage {
  private ErrorPage() {}

  /**
   * The page for {@code status}.
   *
   * @param additional the status met while the configured page was fetched, or 0
   * @param signature HTML at its end, or empty
   */
  static String render(int status, int additional, String signature) {
    StringBuilder content =
        new StringBuilder("<p>").append(StatusTexts.sentence(status)).append("</p>\n");
    if (additional != 0) {
      content.append("<p>").append(StatusTexts.additionally(additional)).append("</p>\n");
    }
    return page(status, content.append(signature).toString());
  }

  /** The note that goes with a redirect (RFC 9110 §15.4.3). */
  static String redirect(int status, String location) {
    return page(
        status,
        "<p>The document has moved <a href=\"" + Html.escape(location) + "\">here</a>.</p>\n");
  }

  private static String page(int status, String content) {
    String phrase = Html.escape(StatusTexts.phrase(status));
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
        + status
        + ' '
        + phrase
        + "</title>\n<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;"
        + "margin:4rem auto;padding:0 1rem}</style>\n</head>\n<body>\n<main>\n<h1>"
        + phrase
        + "</h1>\n"
        + content
        + "</main>\n</body>\n</html>\n";
  }
}
