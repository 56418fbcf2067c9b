package org.proxypass.backend;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
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

  /** How long to wait for 100 before sending the body without it (RFC 9110 §10.1.1). */
  private static final long CONTINUE_MILLIS = 1000;

  private final LeasedConnection lease;
  private final BackendConnection connection;
  private final BackendRequest request;
  private final RequestRoute route;
  private final WorkerLimits limits;
  private final boolean pings;
  private final ResponseHeadParser parser;
  private @Nullable ResponseHead answer;
  private int interimResponses;
  private boolean continued;
  private boolean requestComplete;
  private long sentBefore;
  private long receivedBefore;

  /**
   * An exchange on {@code lease}.
   *
   * @param pings whether the backend must ask for the body within the limit of the worker
   */
  BackendExchange(
      LeasedConnection lease,
      BackendRequest request,
      RequestRoute route,
      WorkerLimits limits,
      boolean pings)
      throws IOException {
    this.lease = lease;
    this.pings = pings;
    this.route = route;
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
    sentBefore = output.total();
    receivedBefore = connection.input().received();
    connection.beginRequest(this::checkEarlyAnswer);
    boolean withoutBody = request.body().length() == RequestBody.NONE;
    boolean asked =
        !withoutBody && "100-continue".equalsIgnoreCase(request.fields().first("Expect"));
    if (pings && !asked) {
      request.fields().set("Expect", "100-Continue");
    }
    RequestHeadWriter.write(request, route, limits.reuse() && request.use().keepAlive(), output);
    if (withoutBody) {
      output.flush();
      requestComplete = true;
    } else {
      if (asked || pings) {
        output.flush();
        awaitContinue();
      }
      if (answer == null) {
        sendBody(output);
      }
    }
    return answer == null ? readHead() : answer;
  }

  /** The bytes of the request, head and body, that were written so far. */
  long sentBytes() throws IOException {
    return connection.output().total() - sentBefore;
  }

  /** Whether not one byte of an answer has come. */
  boolean unanswered() throws IOException {
    return connection.input().received() == receivedBefore;
  }

  /** Whether the backend has the whole request. */
  boolean requestComplete() {
    return requestComplete;
  }

  /** Gives the backend the chance to refuse before the client has to send its body. */
  private void awaitContinue() throws IOException {
    InputBuffer input = connection.input();
    Duration ping = pings ? limits.ping() : null;
    long patience = ping == null ? CONTINUE_MILLIS : ping.toMillis();
    while (answer == null && !continued) {
      connection.setSocketTimeout(atMost(patience));
      try {
        input.peek();
      } catch (SocketTimeoutException nothingSaid) {
        if (ping != null) {
          throw new UnansweredPingException(ping);
        }
        return;
      } finally {
        connection.setSocketTimeout(atMost(Long.MAX_VALUE));
      }
      answer = readInterimOrFinalHead();
    }
  }

  private Timeout atMost(long millis) {
    return Timeout.ofMilliseconds(Math.max(1, Math.min(millis, limits.io().toMillis())));
  }

  private void sendBody(OutputBuffer output) throws IOException {
    BodyOutput body = new BodyOutput(output, request.body().length(), this::checkEarlyAnswer);
    try {
      request.body().writeTo(body);
      body.finish(request.body().trailers());
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
    connection.setSocketTimeout(atMost(ANSWER_AFTER_BREAK_MILLIS));
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
   * After a refusal the rest of the body is not sent (RFC 9112 §9.5); a success may be a backend
   * that answers while it reads.
   */
  private boolean checkEarlyAnswer() throws IOException {
    int received = 0;
    while (answer == null && (received = connection.input().poll()) > 0) {
      answer = readInterimOrFinalHead();
    }
    if (answer != null && answer.status() >= 300) {
      throw new UploadRefusedException();
    }
    return answer == null && received == 0;
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
      UpgradeAnswer.check(head, request);
      return head;
    }
    continued |= head.status() == 100;
    interimResponses++;
    if (interimResponses > MAXIMUM_INTERIM_RESPONSES) {
      throw new MalformedResponseException("too many interim responses");
    }
    request.interim().relay(head.status(), head.fields());
    return null;
  }
}
