package org.proxypass.differential;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.Script;

/**
 * One line of the table: a request and what must come of it.
 *
 * @param name what is claimed, as a sentence
 * @param earlier what is sent before, one connection each
 * @param request the bytes the client sends
 * @param answer what the backends do; null to answer 200 with their name
 * @param expected what both servers must do
 * @param difference what proxypass does instead on purpose; null when it does the same
 */
record Row(
    String name,
    List<Request> earlier,
    Request request,
    @Nullable Answer answer,
    List<Expectation> expected,
    @Nullable Difference difference) {

  /** Where proxypass is not httpd, why, and what it does. */
  record Difference(String reason, List<Expectation> expected) {}

  /** A backend's behaviour; its text may hold placeholders. */
  interface Answer {
    Script script(java.util.function.UnaryOperator<String> expand);
  }

  static Row row(String name, Request request, Expectation... expected) {
    return new Row(name, List.of(), request, null, List.of(expected), null);
  }

  /** This row with other requests before its own. */
  Row after(Request... requests) {
    return new Row(name, List.of(requests), request, answer, expected, difference);
  }

  /** This row with its request sent so often. */
  Row times(int number) {
    return after(Collections.nCopies(number - 1, request).toArray(Request[]::new));
  }

  /** This row with backends that send {@code head} (lines joined by CRLF) and {@code body}. */
  Row answered(String body, String... head) {
    String text = String.join("\r\n", head) + "\r\n\r\n" + body;
    return answering(expand -> Script.bytes(expand.apply(text)));
  }

  /** This row with backends that play {@code script}. */
  Row answeredBy(Script script) {
    return answering(expand -> script);
  }

  /** What this row expects of {@code implementation}. */
  List<Expectation> expectedOf(Implementation implementation) {
    Difference own = difference;
    return own == null || implementation == Implementation.HTTPD ? expected : own.expected();
  }

  /** This row with backends whose behaviour is made anew for every run. */
  Row answering(Answer next) {
    return new Row(name, earlier, request, next, expected, difference);
  }

  /** This row with another outcome on proxypass, and the reason for it. */
  Row differs(String reason, Expectation... ofProxypass) {
    return new Row(
        name, earlier, request, answer, expected, new Difference(reason, List.of(ofProxypass)));
  }
}
