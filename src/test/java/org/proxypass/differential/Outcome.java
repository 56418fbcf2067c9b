package org.proxypass.differential;

import java.util.List;
import java.util.function.UnaryOperator;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordedRequest;

/**
 * What one row led to.
 *
 * @param response what the client got
 * @param earlier what the client got before, in order
 * @param requests what the backends got, in order, whichever backend it was
 * @param expand replaces the placeholders of expected texts, {@code {backend}} and so on
 */
record Outcome(
    RawResponse response,
    List<RawResponse> earlier,
    List<RecordedRequest> requests,
    UnaryOperator<String> expand) {

  /** The only request the backends got; an assertion error when there is none or more than one. */
  RecordedRequest request() {
    if (requests.size() != 1) {
      throw new AssertionError(
          "expected one request at the backends, but there were %d; client got %d:%n%s"
              .formatted(requests.size(), response.status(), response.text()));
    }
    return requests.get(0);
  }
}
