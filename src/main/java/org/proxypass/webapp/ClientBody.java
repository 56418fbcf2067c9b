package org.proxypass.webapp;

import java.io.IOException;
import java.io.OutputStream;
import org.proxypass.config.Settings;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.http.Fields;

/**
 * The client's body on its way to a backend. The first 16 KiB are read before a backend is asked,
 * so that a slow client holds no backend connection, a small chunked body gets its exact length,
 * and another worker can be tried; the rest is streamed. Where the client waits for a 100, nothing
 * is read before the backend asks for it. Every byte is counted: on HTTP/2 a cut upload can look
 * like a clean end.
 */
final class ClientBody implements RequestBody {
  private static final int PREFETCH = 16 * 1024;
  private static final byte[] NOTHING = new byte[0];

  private final ClientRequest request;
  private final BodyTerms terms;
  private final ClientReads client;
  private final BufferPool buffers;
  private final byte[] prefetched;
  private final int prefetchedLength;
  private final boolean more;
  private final long announced;
  private final long length;
  private boolean begun;

  private ClientBody(
      ClientRequest request,
      BodyTerms terms,
      ClientReads client,
      BufferPool buffers,
      byte[] prefetched,
      int prefetchedLength,
      boolean more,
      long length) {
    this.request = request;
    this.terms = terms;
    this.client = client;
    this.buffers = buffers;
    this.prefetched = prefetched;
    this.prefetchedLength = prefetchedLength;
    this.more = more;
    this.announced = request.contentLength();
    this.length = length;
  }

  /**
   * The body of an exchange's request, or that there is none.
   *
   * @throws Fault of the client's side when it is cut, late or too long
   */
  static RequestBody of(Exchange exchange, Settings settings, BufferPool buffers) {
    ClientRequest request = exchange.clientRequest();
    if (!request.hasBody()) {
      return request.contentLength() == 0 ? EmptyRequestBody.OF_LENGTH_ZERO : EmptyRequestBody.NONE;
    }
    BodyTerms terms = BodyTerms.of(exchange, settings);
    terms.requireWithin(request.contentLength());
    try {
      boolean gathered = terms.needsLength() && request.contentLength() < 0;
      return terms.expectsContinue() && !gathered
          ? unread(exchange, terms, buffers)
          : begun(exchange, terms, buffers);
    } catch (IOException e) {
      throw ClientReads.cut(e);
    }
  }

  private static RequestBody unread(Exchange exchange, BodyTerms terms, BufferPool buffers)
      throws IOException {
    ClientRequest request = exchange.clientRequest();
    ClientReads client = new ClientReads(request.body(), exchange::countBodyBytesReceived);
    return new ClientBody(
        request, terms, client, buffers, NOTHING, 0, true, request.contentLength());
  }

  private static RequestBody begun(Exchange exchange, BodyTerms terms, BufferPool buffers)
      throws IOException {
    ClientRequest request = exchange.clientRequest();
    long announced = request.contentLength();
    int room = announced >= 0 && announced < PREFETCH ? (int) announced : PREFETCH;
    byte[] head = new byte[room];
    ClientReads client = new ClientReads(request.body(), exchange::countBodyBytesReceived);
    int read = 0;
    int n = 0;
    while (read < room && (n = client.read(head, read, room - read)) >= 0) {
      read += n;
    }
    terms.requireWithin(read);
    if (n < 0) {
      requireComplete(read, announced);
      boolean trailers = !terms.needsLength() && hasTrailers(request, terms);
      return new ClientBody(
          request, terms, client, buffers, head, read, false, trailers ? CHUNKED : read);
    }
    if (announced == read) {
      return new ClientBody(request, terms, client, buffers, head, read, false, read);
    }
    if (announced < 0 && terms.needsLength()) {
      return SpooledBody.gather(head, read, client, terms, buffers);
    }
    return new ClientBody(request, terms, client, buffers, head, read, true, announced);
  }

  @Override
  public long length() {
    // That of a long chunked body is -1, which is what CHUNKED is.
    return length;
  }

  @Override
  public boolean replayable() {
    return !more || (!begun && prefetchedLength == 0);
  }

  @Override
  public boolean expectsContinue() {
    return more && terms.expectsContinue();
  }

  @Override
  public void writeTo(OutputStream backend) throws IOException {
    begun = true;
    backend.write(prefetched, 0, prefetchedLength);
    if (more) {
      stream(backend);
    }
  }

  private void stream(OutputStream backend) throws IOException {
    byte[] buffer = buffers.take();
    try {
      long total = prefetchedLength;
      while (announced < 0 || total < announced) {
        if (client.pauses()) {
          backend.flush();
        }
        int n = client.read(buffer, 0, buffer.length);
        if (n < 0) {
          requireComplete(total, announced);
          return;
        }
        total += n;
        terms.requireWithin(total);
        backend.write(buffer, 0, n);
      }
    } finally {
      buffers.give(buffer);
    }
  }

  @Override
  public Fields trailers() {
    return hasTrailers(request, terms)
        ? RequestTrailers.of(request, terms.trailerNames())
        : new Fields();
  }

  private static boolean hasTrailers(ClientRequest request, BodyTerms terms) {
    return !terms.trailerNames().isEmpty()
        && RequestTrailers.of(request, terms.trailerNames()).size() > 0;
  }

  private static void requireComplete(long read, long announced) {
    if (announced >= 0 && read != announced) {
      throw Fault.client(
          400, "the request body ended after " + read + " of " + announced + " bytes");
    }
  }
}
