package org.proxypass.webapp;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ErrorDocumentSpec;
import org.proxypass.config.ErrorSettings;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.http.Fields;
import org.proxypass.http.Utf8Bytes;
import org.proxypass.mapping.RequestPath;
import org.proxypass.rewrite.ResponseRules;

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
      ResponseSender.breakOff(request);
      return;
    }
    // Whatever somebody put into the buffer would stand in front of the page.
    response.reset();
    ErrorDocumentSpec document =
        passage.settings().get(ErrorSettings.ERROR_DOCUMENTS).get(fault.status());
    if (document instanceof ErrorDocumentSpec.Text text) {
      writePage(passage, fault.status(), text.text(), request, response);
    } else if (document instanceof ErrorDocumentSpec.Redirect redirect) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      addOwnFields(passage, HttpServletResponse.SC_FOUND, response);
      response.setHeader("Location", redirect.url());
    } else if (document instanceof ErrorDocumentSpec.LocalPath local) {
      respondWithPath(passage, local, fault, request, response);
    } else {
      writePage(passage, fault.status(), ErrorPage.render(fault.status(), 0), request, response);
    }
  }

  private void respondWithPath(
      Passage passage,
      ErrorDocumentSpec.LocalPath document,
      Fault fault,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    int failure;
    try {
      Response page = fetch(passage, document);
      if (page.status() < 400) {
        engine.sender().send(page.withStatus(fault.status()), request, response);
        return;
      }
      page.body().abort();
      failure = page.status();
    } catch (Fault second) {
      if (response.isCommitted()) {
        ResponseSender.breakOff(request);
        return;
      }
      log.record(passage, second);
      failure = second.status();
    }
    response.reset();
    writePage(
        passage, fault.status(), ErrorPage.render(fault.status(), failure), request, response);
  }

  /** An error page is fetched like any other path, but only once: its own errors have no page. */
  private Response fetch(Passage passage, ErrorDocumentSpec.LocalPath document) {
    String target = Utf8Bytes.of(document.pathAndQuery());
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    @Nullable String query = question < 0 ? null : target.substring(question + 1);
    Passage inner =
        engine.openInternal(
            passage,
            new InternalRequest(passage.exchange().clientRequest(), path, query),
            RequestPath.internal(canonical(path), query));
    inner.requireServable();
    AccessControl.check(inner.settings());
    return engine.produce(inner);
  }

  private static String canonical(String path) {
    try {
      return CanonicalPath.of(path);
    } catch (BadTargetException e) {
      throw Fault.internal(500, "ErrorDocument " + path + ": " + e.getMessage(), e);
    }
  }

  /** What {@code Header always} says holds for our own responses, too. */
  private static void addOwnFields(Passage passage, int status, HttpServletResponse response) {
    Fields own = ResponseRules.always(passage.exchange(), passage.settings(), status);
    for (int i = 0; own != null && i < own.size(); i++) {
      response.addHeader(own.name(i), own.value(i));
    }
  }

  private static void writePage(
      Passage passage,
      int status,
      String page,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/html;charset=utf-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLengthLong(bytes.length);
    addOwnFields(passage, status, response);
    if (status == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
      // RFC 9110 §15.5.6: a 405 names what is allowed.
      response.setHeader("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
    }
    response.flushBuffer();
  }
}
