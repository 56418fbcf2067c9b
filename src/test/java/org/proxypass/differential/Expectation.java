package org.proxypass.differential;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.proxypass.testing.RawField;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RawResponse.Ending;
import org.proxypass.testing.RawResponse.Framing;
import org.proxypass.testing.RecordedRequest;

/** One thing a row says about its outcome; throws an AssertionError when it is not so. */
@FunctionalInterface
interface Expectation {

  void check(Outcome outcome);

  /** What is expected, for the page of differences, in Markdown; empty says nothing there. */
  default String text() {
    return "";
  }

  /** An expectation with its text. */
  record Said(String text, Expectation expectation) implements Expectation {
    @Override
    public void check(Outcome outcome) {
      expectation.check(outcome);
    }
  }

  /** The client gets this status code. */
  static Expectation status(int status) {
    return new Said(
        Integer.toString(status),
        outcome ->
            assertThat(outcome.response().status())
                .as("status; body: %s", outcome.response().text())
                .isEqualTo(status));
  }

  /** The client gets this status code and no backend hears of the request. */
  static Expectation refused(int status) {
    return new Said(
        Integer.toString(status),
        outcome -> {
          status(status).check(outcome);
          assertThat(outcome.requests()).as("requests at backends").isEmpty();
        });
  }

  /** The first backend answered 200 and saw exactly this request target. */
  static Expectation forwardedAs(String target) {
    return new Said(
        "forwards " + code(target),
        outcome -> {
          status(200).check(outcome);
          seenAs("backend", target).check(outcome);
        });
  }

  /** The second backend answered 200 and saw exactly this request target. */
  static Expectation forwardedToOtherAs(String target) {
    return new Said(
        "forwards " + code(target),
        outcome -> {
          status(200).check(outcome);
          seenAs("other", target).check(outcome);
        });
  }

  /** The named backend, and no other, saw exactly this request target. */
  static Expectation seenAs(String backend, String target) {
    return new Said(
        "forwards " + code(target) + (backend.equals("other") ? " to another host" : ""),
        outcome -> {
          assertThat(outcome.request().target())
              .as("target at the backend")
              .isEqualTo(outcome.expand().apply(target));
          assertThat(outcome.request().backend()).as("which backend").isEqualTo(backend);
        });
  }

  /** The first backend saw exactly these request targets, in this order. */
  static Expectation targets(String... targets) {
    return new Said(
        "forwards " + codes(targets),
        outcome ->
            assertThat(outcome.requests())
                .extracting(request -> request.target())
                .as("targets at the backend")
                .containsExactly(targets));
  }

  /**
   * The members of a balancer that got the requests: the first path segments of the targets at the
   * first backend, a letter each.
   */
  static Expectation members(String letters) {
    return new Said(
        letters.isEmpty() ? "reaches no member" : "goes to " + code(letters),
        outcome ->
            assertThat(outcome.requests().stream().map(Expectation::member).collect(joining()))
                .as("members in the order of the requests")
                .isEqualTo(letters));
  }

  private static String member(RecordedRequest request) {
    return request.target().replaceFirst("^/([^/?;]*).*$", "$1");
  }

  /** The client gets these status codes, one for each request in its order. */
  static Expectation statuses(Integer... statuses) {
    return new Said(
        Arrays.stream(statuses).map(String::valueOf).collect(joining(", ")),
        outcome ->
            assertThat(
                    Stream.concat(outcome.earlier().stream(), Stream.of(outcome.response()))
                        .map(RawResponse::status))
                .as("statuses at the client")
                .containsExactly(statuses));
  }

  /** The backend saw exactly this request line. */
  static Expectation requestLine(String line) {
    return new Said(
        "sends " + code(line),
        outcome ->
            assertThat(outcome.request().requestLine())
                .as("request line at the backend")
                .isEqualTo(line));
  }

  /** The backend saw lines of this name with exactly these values; none means absent. */
  static Expectation backendField(String name, String... values) {
    return new Said(
        "sends " + fields(name, values),
        outcome ->
            assertThat(outcome.request().values(name))
                .as("%s at the backend", name)
                .isEqualTo(expanded(outcome, values)));
  }

  /**
   * The backend saw these values as elements of one list; whether on one line or on several is left
   * open, as RFC 9110 §5.3 does.
   */
  static Expectation backendList(String name, String... values) {
    return new Said(
        "sends " + fields(name, values),
        outcome ->
            assertThat(String.join(", ", outcome.request().values(name)))
                .as("%s at the backend", name)
                .isEqualTo(String.join(", ", expanded(outcome, values))));
  }

  /** The backend saw no line of any of these names. */
  static Expectation noBackendField(String... names) {
    return new Said(
        "sends no " + codes(names),
        outcome -> {
          for (String name : names) {
            assertThat(outcome.request().values(name)).as("%s at the backend", name).isEmpty();
          }
        });
  }

  /** The backend saw this body. */
  static Expectation backendBody(String body) {
    return new Said(
        body.isEmpty() ? "sends no body" : "sends the body " + code(body),
        outcome ->
            assertThat(outcome.request().bodyText()).as("body at the backend").isEqualTo(body));
  }

  /** The client got lines of this name with exactly these values; none means absent. */
  static Expectation clientField(String name, String... values) {
    return new Said(
        "answers with " + fields(name, values),
        outcome ->
            assertThat(outcome.response().values(name))
                .as("%s at the client", name)
                .isEqualTo(expanded(outcome, values)));
  }

  /** The client got no line of any of these names. */
  static Expectation noClientField(String... names) {
    return new Said(
        "answers without " + codes(names),
        outcome -> {
          for (String name : names) {
            assertThat(outcome.response().values(name)).as("%s at the client", name).isEmpty();
          }
        });
  }

  /** The client got exactly this body. */
  static Expectation body(String body) {
    return new Said(
        "answers " + code(body),
        outcome -> assertThat(outcome.response().text()).as("body at the client").isEqualTo(body));
  }

  /** Before the final response the client got exactly these 1xx responses. */
  static Expectation interim(Integer... statuses) {
    return new Said(
        statuses.length == 0 ? "no interim response" : "interim " + Arrays.toString(statuses),
        outcome ->
            assertThat(outcome.response().interim())
                .as("interim responses at the client")
                .containsExactly(statuses));
  }

  /** The client got trailers of this name with exactly these values; none means absent. */
  static Expectation clientTrailer(String name, String... values) {
    return new Said(
        values.length == 0
            ? "no trailer " + code(name)
            : "trailer " + code(name + ": " + values[0]),
        outcome ->
            assertThat(RawField.values(outcome.response().trailers(), name))
                .as("trailer %s at the client", name)
                .isEqualTo(List.of(values)));
  }

  /** The client's body holds this text. */
  static Expectation bodyContains(String part) {
    return new Said(
        "answers with " + code(part),
        outcome ->
            assertThat(outcome.response().text())
                .as("body at the client")
                .contains(outcome.expand().apply(part)));
  }

  /** The client's body does not hold this text. */
  static Expectation bodyLacks(String part) {
    return new Said(
        "nothing of " + code(part),
        outcome ->
            assertThat(outcome.response().text()).as("body at the client").doesNotContain(part));
  }

  /** Nothing the client got, head or body, holds this text. */
  static Expectation tellsNothingOf(String part) {
    return new Said(
        "nothing of " + code(part),
        outcome -> {
          String text = outcome.expand().apply(part);
          assertThat(outcome.response().text()).as("body at the client").doesNotContain(text);
          assertThat(outcome.response().fields().toString())
              .as("fields at the client")
              .doesNotContain(text);
        });
  }

  /** The response the client got was broken off before its end. */
  static Expectation truncated() {
    return new Said(
        "broken off",
        outcome ->
            assertThat(outcome.response().ending())
                .as("ending; body: %s", outcome.response().text())
                .isNotEqualTo(Ending.COMPLETE));
  }

  /** The body the client got was delimited like this. */
  static Expectation framing(Framing framing) {
    return outcome ->
        assertThat(outcome.response().framing()).as("framing at the client").isEqualTo(framing);
  }

  private static String fields(String name, String[] values) {
    return values.length == 0
        ? "no " + code(name)
        : Arrays.stream(values).map(value -> code(name + ": " + value)).collect(joining(", "));
  }

  private static String codes(String[] names) {
    return Arrays.stream(names).map(Expectation::code).collect(joining(", "));
  }

  /**
   * Markdown for literal text inside a table: placeholders lose their braces, bytes that are not
   * printable ASCII become {@code \xHH}.
   */
  private static String code(String text) {
    StringBuilder shown = new StringBuilder();
    for (char c : text.replaceAll("\\{([a-z]+)}", "$1").toCharArray()) {
      if (c >= ' ' && c < 0x7f) {
        shown.append(c == '|' ? "\\|" : String.valueOf(c));
      } else {
        shown.append("\\x%02X".formatted((int) c));
      }
    }
    String fence = text.indexOf('`') < 0 ? "`" : "``";
    return fence + shown + fence;
  }

  private static List<String> expanded(Outcome outcome, String[] values) {
    return Arrays.stream(values).map(outcome.expand()).toList();
  }
}
