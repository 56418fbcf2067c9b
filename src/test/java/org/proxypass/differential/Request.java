package org.proxypass.differential;

/**
 * The bytes a row sends, as text of which each character is one byte; may hold placeholders.
 *
 * @param text request line, field lines, empty line and body
 * @param client the loopback address it is sent from
 */
record Request(String text, String client) {

  private Request(String text) {
    this(text, "127.0.0.1");
  }

  /** A GET with nothing but Host. */
  static Request get(String target) {
    return request("GET", target);
  }

  /** A request with nothing but Host. */
  static Request request(String method, String target) {
    return new Request(method + " " + target + " HTTP/1.1\r\nHost: front.test\r\n\r\n");
  }

  /** A GET whose Host is not the server's name. */
  static Request getFrom(String host, String target) {
    return new Request("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  /** Exactly these bytes; lines end in CRLF as written. */
  static Request raw(String text) {
    return new Request(text);
  }

  /** This request with one more field line at the end of its head. */
  Request with(String name, String value) {
    int end = text.indexOf("\r\n\r\n");
    String line = "\r\n" + name + ": " + value;
    return new Request(text.substring(0, end) + line + text.substring(end), client);
  }

  /** This request sent from another loopback address; one of IPv6 connects to the server's. */
  Request from(String address) {
    return new Request(text, address);
  }

  /** This request with a body and its length. */
  Request body(String body) {
    return new Request(with("Content-Length", String.valueOf(body.length())).text + body, client);
  }

  /** This request with a body sent in these chunks. */
  Request chunks(String... chunks) {
    StringBuilder framed = new StringBuilder();
    for (String chunk : chunks) {
      framed.append(Integer.toHexString(chunk.length())).append("\r\n");
      framed.append(chunk).append("\r\n");
    }
    return new Request(with("Transfer-Encoding", "chunked").text + framed + "0\r\n\r\n", client);
  }
}
