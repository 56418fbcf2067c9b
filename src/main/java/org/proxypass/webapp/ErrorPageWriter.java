package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.Acceptance;
import org.proxypass.http.Fields;
import org.proxypass.rewrite.ResponseRules;

/** Writes the page of one fault to the container, with the fields the error itself demands. */
final class ErrorPageWriter {
  private static final String HTML = "text/html;charset=utf-8";
  private static final String PROBLEM = "application/problem+json";
  private static final List<String> JSON_TYPES = List.of(PROBLEM, "application/json");

  /** RFC 9110 §15.5.6: a 405 names what is allowed. */
  private static final String ALL_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private final Passage passage;
  private final Fault fault;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  ErrorPageWriter(
      Passage passage, Fault fault, HttpServletRequest request, HttpServletResponse response) {
    this.passage = passage;
    this.fault = fault;
    this.request = request;
    this.response = response;
  }

  /** Sends a page that was fetched, with what it lacks of the fields the error demands. */
  void send(Response page, ResponseSender sender) throws IOException {
    Fields required = fault.answerFields();
    for (int i = 0; i < required.size(); i++) {
      if (!page.fields().contains(required.name(i))) {
        response.addHeader(required.name(i), required.value(i));
      }
    }
    if (!page.fields().contains("Allow")) {
      nameMethods();
    }
    sender.send(page, passage.exchange(), request, response);
  }

  /** Writes the text an administrator configured. */
  void writeText(String text) throws IOException {
    write(fault.status(), HTML, text);
  }

  /** Sends the client to {@code location} instead. */
  void writeRedirect(String location) throws IOException {
    int status = HttpServletResponse.SC_FOUND;
    response.setHeader("Location", location);
    write(status, HTML, ErrorPage.redirect(status, location));
  }

  /**
   * Writes the built-in page: HTML, or a problem document for a client that likes JSON better.
   *
   * @param additional the status met while the configured page was fetched, or 0
   */
  void writeBuiltIn(int additional) throws IOException {
    response.reset();
    response.addHeader("Vary", "Accept");
    int status = fault.status();
    if (Acceptance.prefers(accept(), JSON_TYPES, "text/html")) {
      write(status, PROBLEM, ProblemDocument.render(status, additional));
    } else {
      write(status, HTML, ErrorPage.render(status, additional, PageSignature.of(passage, status)));
    }
  }

  boolean isCommitted() {
    return response.isCommitted();
  }

  void breakOff() throws IOException {
    passage.exchange().setBrokenOff();
    ResponseSender.breakOff(request);
  }

  private String accept() {
    return String.join(",", Collections.list(request.getHeaders("Accept")));
  }

  private void write(int status, String type, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLengthLong(bytes.length);
    addOwnFields(status);
    if (status == fault.status()) {
      nameMethods();
    }
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
      passage.exchange().countBodyBytes(bytes.length);
    }
    response.flushBuffer();
  }

  /** What {@code Header always} says holds for our own responses, too. */
  private void addOwnFields(int status) {
    Fields own = ResponseRules.always(passage.exchange(), passage.settings(), status);
    for (int i = 0; own != null && i < own.size(); i++) {
      response.addHeader(own.name(i), own.value(i));
    }
  }

  private void nameMethods() {
    if (fault.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED
        && !response.containsHeader("Allow")) {
      response.setHeader("Allow", ALL_METHODS);
    }
  }
}
