package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.http.Fields;

/** Writes a response to the container: the head once, the body as it comes. */
final class ResponseSender {
  /** Set on a request that is dispatched again only to be broken off. */
  static final String BREAK_OFF = ResponseSender.class.getName() + ".BREAK_OFF";

  /** Below the 64 KiB of our own connectors, with room for what the container adds. */
  private static final int LARGEST_HEAD = 63 * 1024;

  private final BufferPool buffers;
  private final ContainerFields containerFields;

  ResponseSender(BufferPool buffers, ContainerFields containerFields) {
    this.buffers = buffers;
    this.containerFields = containerFields;
  }

  /**
   * Sends {@code source} and ends its body.
   *
   * @param exchange told how much of the body went out
   * @throws Fault when the source broke; the response may be committed by then
   * @throws IOException when the client is gone
   */
  void send(
      Response source, Exchange exchange, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ResponseBody body = source.body();
    boolean complete = false;
    try {
      requireSendable(source.fields());
      response.setStatus(source.status());
      containerFields.write(source.fields(), request, response);
      if (!isBodiless(source.status(), request.getMethod())) {
        copy(body, exchange, response);
      }
      body.close();
      complete = true;
    } finally {
      if (!complete) {
        body.abort();
      }
    }
  }

  /** A head beyond the container's buffer would be its own bare 500, and one for the error log. */
  private static void requireSendable(Fields fields) {
    int size = 0;
    for (int i = 0; i < fields.size(); i++) {
      size += fields.name(i).length() + fields.value(i).length() + 4;
    }
    if (size > LARGEST_HEAD) {
      throw Fault.backend(
          502, "a response head of " + size + " bytes; " + LARGEST_HEAD + " can be sent", null);
    }
  }

  private static boolean isBodiless(int status, String method) {
    return status == 204 || status == 205 || status == 304 || method.equals("HEAD");
  }

  private void copy(ResponseBody body, Exchange exchange, HttpServletResponse response)
      throws IOException {
    OutputStream client = response.getOutputStream();
    byte[] buffer = buffers.take();
    try {
      while (true) {
        if (pauses(body)) {
          client.flush();
        }
        int n = read(body, buffer);
        if (n < 0) {
          return;
        }
        client.write(buffer, 0, n);
        exchange.countBodyBytes(n);
      }
    } finally {
      buffers.give(buffer);
    }
  }

  private static boolean pauses(ResponseBody body) {
    try {
      return body.remaining() != 0 && !body.ready();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static int read(ResponseBody body, byte[] buffer) {
    try {
      return body.read(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static Fault broken(IOException e) {
    return Fault.backend(502, "the response was broken off by its source: " + e.getMessage(), e);
  }

  /**
   * Makes the client see that the response is not complete. On HTTP/2 an exception alone ends the
   * stream as if all were well; a dispatch to something that throws resets it on both protocols.
   */
  static void breakOff(HttpServletRequest request) throws IOException {
    if (request.getProtocol().startsWith("HTTP/2") && request.isAsyncSupported()) {
      request.setAttribute(BREAK_OFF, true);
      request.startAsync().dispatch();
      return;
    }
    throw new BrokenResponseException();
  }
}
