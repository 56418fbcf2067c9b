package org.proxypass.webapp;

/** The built-in page for programs: a problem document (RFC 9457). */
final class ProblemDocument {
  private ProblemDocument() {}

  /**
   * The document for {@code status}; ASCII, and nothing in it comes from a request.
   *
   * @param additional the status met while the configured page was fetched, or 0
   */
  static String render(int status, int additional) {
    String detail = StatusTexts.sentence(status);
    if (additional != 0) {
      detail += " " + StatusTexts.additionally(additional);
    }
    return "{\"type\":\"about:blank\",\"title\":\""
        + StatusTexts.phrase(status)
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\"}\n";
  }
}
