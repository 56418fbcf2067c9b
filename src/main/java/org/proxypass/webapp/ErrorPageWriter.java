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

/** Writes the page of one fault to the container, with the fields the error itself demands. */
final class ErrorPageWriter {
  private static final String HTML = "text/html;charset=utf-8";
  private static final String PROBLEM = "application/problem+json";
  private static final List<String> JSON_TYPES = List.of(PROBLEM, "application/json");

  /** RFC 9110 §15.5.6: a 405 names what is allowed. */
  private static final String ALL_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private final Fault fault;
  private final HttpServletRequest request;
  private final HttpServletResponse response;

  ErrorPageWriter(Fault fault, HttpServletRequest request, HttpServletResponse response) {
    this.fault = fault;
    this.request = request;
    this.response = response;
  }

  /** Sends a page that was fetched. */
  void send(Response page, ResponseSender sender) throws IOException {
    addRequired(page.fields());
    sender.send(page, request, response);
  }

  /** Writes the text an administrator configured. */
  void writeText(String text) throws IOException {
    addRequired(new Fields());
    write(fault.status(), HTML, text);
  }

  /** Sends the client to {@code location} instead. */
  void writeRedirect(String location) throws IOException {
    response.setHeader("Location", location);
    write(
        HttpServletResponse.SC_FOUND,
        HTML,
        ErrorPage.redirect(HttpServletResponse.SC_FOUND, location));
  }

  /**
   * Writes the built-in page: HTML, or a problem document for a client that likes JSON better.
   *
   * @param additional the status met while the configured page was fetched, or 0
   */
  void writeBuiltIn(int additional) throws IOException {
    response.reset();
    addRequired(new Fields());
    response.addHeader("Vary", "Accept");
    int status = fault.status();
    if (Acceptance.prefers(accept(), JSON_TYPES, "text/html")) {
      write(status, PROBLEM, ProblemDocument.render(status, additional));
    } else {
      write(status, HTML, ErrorPage.render(status, additional));
    }
  }

  boolean isCommitted() {
    return response.isCommitted();
  }

  void breakOff() throws IOException {
    ResponseSender.breakOff(request);
  }

  private String accept() {
    return String.join(",", Collections.list(request.getHeaders("Accept")));
  }

  /** Adds what the error's answer must have, unless the page says it itself. */
  private void addRequired(Fields ofPage) {
    Fields required = fault.answerFields();
    for (int i = 0; i < required.size(); i++) {
      if (!ofPage.contains(required.name(i))) {
        response.addHeader(required.name(i), required.value(i));
      }
    }
    if (fault.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED
        && !required.contains("Allow")
        && !ofPage.contains("Allow")) {
      response.setHeader("Allow", ALL_METHODS);
    }
  }

  private void write(int status, String type, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentLengthLong(bytes.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
    }
    response.flushBuffer();
  }
}
