package org.proxypass.backend;

import org.proxypass.http.Fields;

/**
 * How a response's body ends (RFC 9112 §6.3) and whether its connection may be used again (§9.3).
 *
 * @param length the exact number of body bytes, {@link #CHUNKED} or {@link #UNTIL_CLOSE}
 * @param persistent whether the backend keeps the connection open after this response
 * @param idleSeconds the backend's {@code Keep-Alive: timeout}, or -1
 */
record ResponseFraming(long length, boolean persistent, long idleSeconds) {
  static final long CHUNKED = -1;
  static final long UNTIL_CLOSE = -2;

  private static final int NOT_FOUND = -1;
  private static final int MAXIMUM_DIGITS = 18;

  /**
   * Decides on a final response to a request with {@code method}, and takes those framing fields
   * out of {@code head} that do not describe the body it will be relayed with.
   *
   * @throws MalformedResponseException when the framing is invalid or can be read in two ways
   */
  static ResponseFraming of(ResponseHead head, String method) throws MalformedResponseException {
    Fields fields = head.fields();
    boolean persistent = head.minorVersion() == 1;
    boolean chunked = false;
    boolean closing = false;
    long contentLength = NOT_FOUND;
    long idleSeconds = NOT_FOUND;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      String value = fields.value(i);
      switch (name.length()) {
        case 10 -> {
          if (name.equalsIgnoreCase("Connection")) {
            closing |= hasToken(value, "close");
            persistent |= hasToken(value, "keep-alive");
          } else if (name.equalsIgnoreCase("Keep-Alive")) {
            idleSeconds = parameter(value, "timeout=");
          }
        }
        case 14 -> {
          if (name.equalsIgnoreCase("Content-Length")) {
            if (contentLength != NOT_FOUND) {
              throw new MalformedResponseException("more than one Content-Length");
            }
            contentLength = parseLength(value);
          }
        }
        case 17 -> {
          if (name.equalsIgnoreCase("Transfer-Encoding")) {
            if (chunked || head.minorVersion() == 0 || !value.equalsIgnoreCase("chunked")) {
              throw new MalformedResponseException("unsupported Transfer-Encoding");
            }
            chunked = true;
          }
        }
        default -> {
          // Not a field of the framing.
        }
      }
    }
    persistent &= !closing;
    if (chunked) {
      fields.remove("Transfer-Encoding");
    }
    if (chunked && contentLength != NOT_FOUND) {
      // RFC 9112 §6.3: may be an attempt at response splitting.
      fields.remove("Content-Length");
      persistent = false;
    }
    if (method.equals("HEAD") || head.status() == 304) {
      return new ResponseFraming(0, persistent, idleSeconds);
    }
    if (head.status() == 204 || head.status() == 205) {
      fields.remove("Content-Length");
      boolean bodiless = !chunked && contentLength <= 0;
      return new ResponseFraming(0, persistent && bodiless, idleSeconds);
    }
    if (chunked) {
      return new ResponseFraming(CHUNKED, persistent, idleSeconds);
    }
    return contentLength == NOT_FOUND
        ? new ResponseFraming(UNTIL_CLOSE, false, NOT_FOUND)
        : new ResponseFraming(contentLength, persistent, idleSeconds);
  }

  /** Digits only (RFC 9110 §8.6): no sign, no list, even of equal numbers. */
  private static long parseLength(String value) throws MalformedResponseException {
    long length = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9' || i == MAXIMUM_DIGITS) {
        throw new MalformedResponseException("invalid Content-Length");
      }
      length = length * 10 + (c - '0');
    }
    if (value.isEmpty()) {
      throw new MalformedResponseException("invalid Content-Length");
    }
    return length;
  }

  /** Whether the comma list {@code value} has the element {@code token}. */
  private static boolean hasToken(String value, String token) {
    int start = 0;
    while (start <= value.length()) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      int length = end - start;
      if (length >= token.length() && value.substring(start, end).strip().equalsIgnoreCase(token)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static long parameter(String value, String name) {
    int start = value.indexOf(name);
    if (start < 0) {
      return NOT_FOUND;
    }
    long number = 0;
    int index = start + name.length();
    int first = index;
    while (index < value.length() && index - first < 9) {
      char c = value.charAt(index);
      if (c < '0' || c > '9') {
        break;
      }
      number = number * 10 + (c - '0');
      index++;
    }
    return index == first ? NOT_FOUND : number;
  }
}
