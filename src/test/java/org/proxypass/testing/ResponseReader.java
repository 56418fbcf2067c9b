package org.proxypass.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.proxypass.testing.RawResponse.Ending;
import org.proxypass.testing.RawResponse.Framing;

/** Reads responses strictly: a malformed head is an exception, a cut body is reported. */
final class ResponseReader {
  private final WireReader wire;

  ResponseReader(WireReader wire) {
    this.wire = wire;
  }

  /**
   * The next final response.
   *
   * @param toHead whether it answers a HEAD request and so has no body (RFC 9112 §6.3)
   */
  RawResponse read(boolean toHead) throws IOException {
    List<Integer> interim = new ArrayList<>();
    ResponseHead head = head();
    while (head.status() / 100 == 1 && head.status() != 101) {
      interim.add(head.status());
      head = head();
    }
    Framing framing = framing(head, toHead);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    List<RawField> trailers = List.of();
    Ending ending = Ending.COMPLETE;
    try {
      switch (framing) {
        case NONE -> {}
        case LENGTH -> wire.exactly(Long.parseLong(head.values("Content-Length").get(0)), body);
        case CHUNKED -> trailers = wire.chunks(body);
        case UNTIL_CLOSE -> wire.stream().transferTo(body);
      }
    } catch (EOFException e) {
      ending = Ending.TRUNCATED;
    } catch (SocketException e) {
      ending = Ending.RESET;
    }
    return new RawResponse(
        head.version(),
        head.status(),
        head.reason(),
        head.fields(),
        body.toByteArray(),
        trailers,
        framing,
        ending,
        List.copyOf(interim));
  }

  /** The next head, interim or final; the body is left on the stream. */
  ResponseHead head() throws IOException {
    String line = wire.line();
    if (!line.startsWith("HTTP/1.") || line.length() < 12 || line.charAt(8) != ' ') {
      throw new IOException("not a status line: " + line);
    }
    int status = Integer.parseInt(line.substring(9, 12));
    if (line.length() > 12 && line.charAt(12) != ' ') {
      throw new IOException("not a status line: " + line);
    }
    String reason = line.length() > 13 ? line.substring(13) : "";
    return new ResponseHead(line.substring(0, 8), status, reason, wire.fields());
  }

  private static Framing framing(ResponseHead head, boolean toHead) throws IOException {
    List<String> codings = head.values("Transfer-Encoding");
    List<String> lengths = head.values("Content-Length");
    if (!codings.isEmpty() && !lengths.isEmpty() || lengths.size() > 1 || codings.size() > 1) {
      throw new IOException("two framings: " + head.fields());
    }
    int status = head.status();
    if (toHead || status == 204 || status == 304 || status == 101) {
      return Framing.NONE;
    }
    if (!codings.isEmpty()) {
      if (!codings.get(0).equalsIgnoreCase("chunked")) {
        throw new IOException("unknown transfer coding " + codings);
      }
      return Framing.CHUNKED;
    }
    return lengths.isEmpty() ? Framing.UNTIL_CLOSE : Framing.LENGTH;
  }
}
