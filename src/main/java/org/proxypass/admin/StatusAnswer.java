package org.proxypass.admin;

/** Answers a request for the status in the form that its query asks for. */
public final class StatusAnswer {
  private StatusAnswer() {}

  /** The answer to GET and HEAD; the caller leaves the body out for HEAD. */
  public static Answer of(StatusQuery query, StatusReport report) {
    Answer answer =
        switch (query.format()) {
          case HTML -> Answer.page(200, StatusPage.of(report, query.tables()));
          case LINES -> Answer.text(200, "text/plain; charset=utf-8", StatusLines.of(report));
          case JSON -> Answer.json(200, StatusJson.of(report));
          case METRICS -> Answer.text(200, MetricsText.TYPE, StatusMetrics.of(report));
        };
    return query.refreshSeconds() == 0
        ? answer
        : answer.with("Refresh", Integer.toString(query.refreshSeconds()));
  }
}
