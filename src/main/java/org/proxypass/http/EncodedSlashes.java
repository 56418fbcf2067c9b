package org.proxypass.http;

/** What becomes of {@code %2F} in a path (AllowEncodedSlashes). */
public enum EncodedSlashes {
  /** The path is refused with 404. */
  OFF("Off"),
  /** It is a slash like any other. */
  ON("On"),
  /** It stays as it is, inside one segment. */
  NO_DECODE("NoDecode");

  private final String text;

  EncodedSlashes(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
