package org.proxypass.webapp;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ErrorDocumentSpec;
import org.proxypass.config.ErrorOverride;
import org.proxypass.config.ErrorSettings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.http.Fields;
import org.proxypass.http.Utf8Bytes;
import org.proxypass.mapping.MappingResult;
import org.proxypass.mapping.RequestPath;

/** Turns a Fault into the page that ErrorDocument configures. The only writer of error pages. */
final class ErrorResponder {
  private final ProxyEngine engine;
  private final FaultLog log;

  ErrorResponder(ProxyEngine engine, FaultLog log) {
    this.engine = engine;
    this.log = log;
  }

  /** Answers {@code request} with the page for {@code fault}, or breaks off what was begun. */
  void respond(
      Passage passage, Fault fault, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    log.record(passage, fault);
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
      // A body is read before anything is sent, and Tomcat has already called sendError(400 or 408)
      // for one it cannot read; with the exception left there it would make a 500 of it.
      request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
      return;
    }
    if (response.isCommitted()) {
      passage.exchange().setBrokenOff();
      ResponseSender.breakOff(request);
      return;
    }
    // Whatever somebody put into the buffer would stand in front of the page.
    response.reset();
    keepAnswerFields(passage.exchange(), fault);
    ErrorPageWriter writer = new ErrorPageWriter(passage, fault, request, response);
    ErrorDocumentSpec document = ErrorDocuments.find(passage, fault);
    if (document instanceof ErrorDocumentSpec.Text text) {
      writer.writeText(text.text());
    } else if (document instanceof ErrorDocumentSpec.Redirect redirect) {
      writer.writeRedirect(redirect.url());
    } else if (document instanceof ErrorDocumentSpec.LocalPath local) {
      respondWithPath(passage, local, fault, writer);
    } else {
      writer.writeBuiltIn(0);
    }
  }

  /** The fields of the fault stand where {@code Header always} finds them. */
  private static void keepAnswerFields(Exchange exchange, Fault fault) {
    Fields answer = fault.answerFields();
    if (answer.size() > 0) {
      Fields preset = exchange.presetFields();
      Fields kept = preset == null ? new Fields() : new Fields(preset);
      for (int i = 0; i < answer.size(); i++) {
        kept.add(answer.name(i), answer.value(i));
      }
      exchange.setPresetFields(kept);
    }
  }

  private void respondWithPath(
      Passage passage, ErrorDocumentSpec.LocalPath document, Fault fault, ErrorPageWriter writer)
      throws IOException {
    int failure;
    try {
      Passage inner = open(passage, document, fault);
      Response page = engine.fetch(inner);
      int status = statusFor(fault.status(), page.status(), inner);
      if (status != 0) {
        writer.send(page.withStatus(status), engine.sender());
        return;
      }
      page.body().abort();
      failure = page.status();
    } catch (Fault second) {
      if (writer.isCommitted()) {
        writer.breakOff();
        return;
      }
      log.record(passage, second);
      failure = second.status();
    }
    writer.writeBuiltIn(failure);
  }

  /**
   * The status under which a page that was fetched is sent; 0 when it is no page at all. An error
   * stays an error whatever status its page comes with; a backend may answer with the error's own
   * status unless that is to be overridden, or redirect, as an external URL would.
   */
  private static int statusFor(int original, int fetched, Passage inner) {
    boolean forwarded = inner.result() instanceof MappingResult.Forward;
    ErrorOverride override = inner.settings().get(ErrorSettings.ERROR_OVERRIDE);
    if (forwarded && fetched / 100 == 3) {
      return override.covers(original) ? original : fetched;
    }
    boolean meant = fetched == original && !override.covers(fetched);
    return fetched / 100 == 2 || meant ? original : 0;
  }

  /** An error page is fetched like any other path, but only once: its own errors have no page. */
  private Passage open(Passage passage, ErrorDocumentSpec.LocalPath document, Fault fault) {
    String target = Utf8Bytes.of(document.pathAndQuery());
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    @Nullable String query = question < 0 ? null : target.substring(question + 1);
    Passage inner =
        engine.openInternal(
            passage,
            new InternalRequest(passage.exchange().clientRequest(), path, query),
            RequestPath.internal(canonical(path), query),
            ErrorVariables.of(passage, fault));
    inner.requireServable();
    AccessControl.check(inner);
    return inner;
  }

  private static String canonical(String path) {
    try {
      return CanonicalPath.of(path);
    } catch (BadTargetException e) {
      throw Fault.internal(500, "ErrorDocument " + path + ": " + e.getMessage(), e);
    }
  }
}
