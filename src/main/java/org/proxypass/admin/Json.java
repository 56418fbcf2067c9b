package org.proxypass.admin;

/** Writes one JSON document (RFC 8259), safe to stand inside of HTML, too. */
public final class Json {
  private final StringBuilder text = new StringBuilder(1024);
  private boolean first = true;

  /** Begins an object. */
  public Json object() {
    return open('{');
  }

  /** Begins an array. */
  public Json array() {
    return open('[');
  }

  /** Names the next value of an object. */
  public Json name(String name) {
    separate();
    quote(name);
    text.append(':');
    first = true;
    return this;
  }

  /** Ends an object. */
  public Json endObject() {
    return close('}');
  }

  /** Ends an array. */
  public Json endArray() {
    return close(']');
  }

  /** A string. */
  public Json value(String value) {
    separate();
    quote(value);
    return this;
  }

  /** A whole number. */
  public Json value(long value) {
    separate();
    text.append(value);
    return this;
  }

  /** A boolean. */
  public Json value(boolean value) {
    separate();
    text.append(value);
    return this;
  }

  /** A number in its decimal spelling. */
  public Json decimal(String value) {
    separate();
    text.append(value);
    return this;
  }

  /** Null. */
  public Json nothing() {
    separate();
    text.append("null");
    return this;
  }

  private Json open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  private Json close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&') {
        text.append("\\u").append(hex(c >> 8)).append(hex(c & 0xff));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private static String hex(int octet) {
    return "" + Character.forDigit(octet >> 4, 16) + Character.forDigit(octet & 15, 16);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
