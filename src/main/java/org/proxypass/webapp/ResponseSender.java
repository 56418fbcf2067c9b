package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.ResponseBody;

/** Writes a response to the container: the head once, the body as it comes. */
final class ResponseSender {
  /** Set on a request that is dispatched again only to be broken off. */
  static final String BREAK_OFF = ResponseSender.class.getName() + ".BREAK_OFF";

  private final BufferPool buffers;
  private final ContainerFields containerFields;

  ResponseSender(BufferPool buffers, ContainerFields containerFields) {
    this.buffers = buffers;
    this.containerFields = containerFields;
  }

  /**
   * Sends {@code source} and ends its body.
   *
   * @throws Fault when the source broke before anything was sent
   * @throws IOException when the client is gone, or must see a broken response
   */
  void send(Response source, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ResponseBody body = source.body();
    boolean ended = false;
    try {
      response.setStatus(source.status());
      containerFields.write(source.fields(), request, response);
      boolean complete = isBodiless(source.status(), request.getMethod()) || copy(body, response);
      if (complete) {
        body.close();
        ended = true;
      } else {
        body.abort();
        ended = true;
        breakOff(request);
      }
    } finally {
      if (!ended) {
        body.abort();
      }
    }
  }

  private static boolean isBodiless(int status, String method) {
    return status == 204 || status == 205 || status == 304 || method.equals("HEAD");
  }

  /** Copies the body; false when its source broke after the head was out. */
  private boolean copy(ResponseBody body, HttpServletResponse response) throws IOException {
    OutputStream client = response.getOutputStream();
    byte[] buffer = buffers.take();
    try {
      while (true) {
        int n = read(body, buffer, response, client);
        if (n == BROKEN) {
          return false;
        }
        if (n < 0) {
          return true;
        }
        client.write(buffer, 0, n);
      }
    } finally {
      buffers.give(buffer);
    }
  }

  private static final int BROKEN = -2;

  private static int read(
      ResponseBody body, byte[] buffer, HttpServletResponse response, OutputStream client)
      throws IOException {
    try {
      boolean pauses = body.remaining() != 0 && !body.ready();
      if (pauses) {
        flush(client);
      }
      return body.read(buffer, 0, buffer.length);
    } catch (ClientGoneException e) {
      throw e.gone();
    } catch (IOException e) {
      if (!response.isCommitted()) {
        throw Fault.backend(502, "the backend broke off its response: " + e.getMessage(), e);
      }
      return BROKEN;
    }
  }

  private static void flush(OutputStream client) throws ClientGoneException {
    try {
      client.flush();
    } catch (IOException e) {
      throw new ClientGoneException(e);
    }
  }

  /** Tells a failed write to the client from a failed read from the backend. */
  private static final class ClientGoneException extends IOException {
    private final IOException gone;

    ClientGoneException(IOException gone) {
      this.gone = gone;
    }

    IOException gone() {
      return gone;
    }
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
