package org.proxypass.webapp;

/** The built-in page: clean, accessible, and silent about what is behind us. */
final class ErrorPage {
  private ErrorPage() {}

  /**
   * The page for {@code status}.
   *
   * @param additional the status met while the configured page was fetched, or 0
   */
  static String render(int status, int additional) {
    String phrase = StatusTexts.phrase(status);
    StringBuilder page =
        new StringBuilder(640)
            .append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .append(status)
            .append(' ')
            .append(phrase)
            .append("</title>\n<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;")
            .append("margin:4rem auto;padding:0 1rem}</style>\n</head>\n<body>\n<main>\n<h1>")
            .append(phrase)
            .append("</h1>\n<p>")
            .append(StatusTexts.sentence(status))
            .append("</p>\n");
    if (additional != 0) {
      page.append("<p>Additionally, a ")
          .append(additional)
          .append(' ')
          .append(StatusTexts.phrase(additional))
          .append(" error was encountered while trying to use an ErrorDocument to handle the")
          .append(" request.</p>\n");
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }
}
