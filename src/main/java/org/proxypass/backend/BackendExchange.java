package org.proxypass.backend;

import java.io.IOException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;

/** One request and the head of its response on a connected connection. */
final class BackendExchange {
  /** As httpd: a backend that sends more interim responses is out of its mind. */
  private static final int MAXIMUM_INTERIM_RESPONSES = 10;

  /** How long to wait for an answer to a request that could not be written. */
  private static final long ANSWER_AFTER_BREAK_MILLIS = 5000;

  private final LeasedConnection lease;
  private final BackendConnection connection;
  private final BackendRequest request;
  private final WorkerLimits limits;
  private final ResponseHeadParser parser;
  private @Nullable ResponseHead answer;
  private int interimResponses;
  private boolean requestComplete;

  BackendExchange(LeasedConnection lease, BackendRequest request, WorkerLimits limits)
      throws IOException {
    this.lease = lease;
    this.connection = lease.connection();
    this.request = request;
    this.limits = limits;
    this.parser = new ResponseHeadParser(connection.input(), limits.line());
  }

  /**
   * Sends the request and reads the head of the final response.
   *
   * @throws IOException when the backend breaks off or answers something else than HTTP
   * @throws Fault when the client's body breaks off; the backend has no complete request then
   */
  ResponseHead run() throws IOException {
    OutputBuffer output = connection.output();
    connection.beginRequest();
    RequestHeadWriter.write(request, limits.reuse(), output);
    if (request.body().length() != RequestBody.NONE) {
      sendBody(output);
    } else {
      output.flush();
      requestComplete = true;
    }
    return answer == null ? readHead() : answer;
  }

  /** Whether the backend has the whole request. */
  boolean requestComplete() {
    return requestComplete;
  }

  private void sendBody(OutputBuffer output) throws IOException {
    BodyOutput body = new BodyOutput(output, request.body().length(), this::checkEarlyAnswer);
    try {
      request.body().writeTo(body);
      body.finish();
      output.flush();
      requestComplete = true;
    } catch (UploadRefusedException refused) {
      // The answer tells why.
    } catch (WriteTimeoutException stalled) {
      throw stalled;
    } catch (IOException broken) {
      // On a reused connection the answer could be a 408 that was meant for nobody.
      boolean ofThisRequest = !lease.reused() || body.written() >= BodyOutput.UPLOAD_BYTES;
      if (answer == null) {
        answer = readAnswerDespite(broken, ofThisRequest);
      }
    }
  }

  private ResponseHead readAnswerDespite(IOException broken, boolean ofThisRequest)
      throws IOException {
    if (!ofThisRequest) {
      throw broken;
    }
    long wait = Math.min(limits.io().toMillis(), ANSWER_AFTER_BREAK_MILLIS);
    connection.setSocketTimeout(Timeout.ofMilliseconds(wait));
    try {
      return readHead();
    } catch (MalformedResponseException malformed) {
      throw malformed;
    } catch (IOException noAnswer) {
      broken.addSuppressed(noAnswer);
      throw broken;
    }
  }

  /**
   * Takes an answer that comes while the body is being sent. After a refusal the rest of the body
   * is not sent (RFC 9112 §9.5); a success may be a backend that answers while it reads.
   */
  private void checkEarlyAnswer() throws IOException {
    while (answer == null && connection.input().poll() > 0) {
      ResponseHead head = readInterimOrFinalHead();
      if (head != null) {
        answer = head;
        if (head.status() >= 300) {
          throw new UploadRefusedException();
        }
      }
    }
  }

  private ResponseHead readHead() throws IOException {
    ResponseHead head;
    do {
      head = readInterimOrFinalHead();
    } while (head == null);
    return head;
  }

  /** The final head, or null after an interim response (RFC 9110 §15.2). */
  private @Nullable ResponseHead readInterimOrFinalHead() throws IOException {
    ResponseHead head = parser.parse();
    if (head.status() >= 200) {
      return head;
    }
    if (head.status() == 101) {
      throw new MalformedResponseException("upgrade that was not asked for");
    }
    interimResponses++;
    if (interimResponses > MAXIMUM_INTERIM_RESPONSES) {
      throw new MalformedResponseException("too many interim responses");
    }
    request.interim().relay(head.status(), head.fields());
    return null;
  }
}
