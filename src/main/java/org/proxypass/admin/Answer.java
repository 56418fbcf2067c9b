package org.proxypass.admin;

import org.proxypass.http.Fields;

/**
 * What one of our own pages answers.
 *
 * @param status the HTTP status
 * @param fields type and what keeps browsers from being misused; without Content-Length
 * @param body sent as UTF-8; empty for none
 */
public record Answer(int status, Fields fields, String body) {

  /** A page for people. */
  public static Answer page(int status, Page page) {
    Answer answer = text(status, "text/html; charset=utf-8", page.html());
    answer.fields.set("Content-Security-Policy", page.policy());
    return answer;
  }

  /**
   * Something for programs.
   *
   * @param type the media type, charset included
   */
  public static Answer text(int status, String type, String text) {
    Fields fields =
        Fields.of(
            "Content-Type",
            type,
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            // The forms' Referer is what tells our own page from a stranger's.
            "Referrer-Policy",
            "same-origin");
    return new Answer(status, fields, text);
  }

  /** JSON. */
  public static Answer json(int status, String json) {
    return text(status, "application/json", json);
  }

  /** This answer with one more field. */
  public Answer with(String name, String value) {
    fields.set(name, value);
    return this;
  }
}
