package org.proxypass.differential;

import java.util.List;

/** What a difference from httpd is about; the chapters of the page in this order. */
enum Concern {
  /** What a request asks for. */
  TARGETS(
      "Request targets and mapping",
      List.of(
          "Target",
          "Encod",
          "Slash",
          "Query",
          "Prefix",
          "Regex",
          "Concatenation",
          "Rewrite",
          "Redirect",
          "Interpolat")),
  /** The rest of the request, up to its end. */
  REQUESTS(
      "Methods, versions, bodies and request fields",
      List.of(
          "Method",
          "Request",
          "Body",
          "Protocol",
          "Forward",
          "Via",
          "Expect",
          "Remote",
          "Limit",
          "Trace",
          "Continue",
          "Transport")),
  /** Who answers, and whether at all. */
  HOSTS("Virtual hosts and access", List.of("Host", "Access")),
  /** The way back. */
  RESPONSES(
      "Responses and what is mapped back",
      List.of(
          "Response",
          "Reverse",
          "Cookie",
          "Substitut",
          "Compression",
          "Interim",
          "Trailer",
          "Date")),
  /** Rules of an administrator about fields and variables. */
  RULES(
      "Header rules, variables and conditions",
      List.of("Header", "Environment", "Condition", "IfSection", "Expression")),
  /** Who of several backends. */
  BALANCING("Load balancing", List.of("Balanc", "Sticky", "Failover", "Health", "Ping")),
  /** What a client gets when something went wrong. */
  FAILURES("Failures and error pages", List.of("Error", "Failure", "Problem")),
  /** Everything else. */
  FURTHER("Further differences", List.of(""));

  private final String title;
  private final List<String> words;

  Concern(String title, List<String> words) {
    this.title = title;
    this.words = words;
  }

  /** The chapter's heading. */
  String title() {
    return title;
  }

  /** The concern of a test class: the last one, but for the rest, one of whose words it holds. */
  static Concern of(String className) {
    Concern found = FURTHER;
    for (Concern concern : values()) {
      if (concern != FURTHER && concern.words.stream().anyMatch(className::contains)) {
        found = concern;
      }
    }
    return found;
  }
}
