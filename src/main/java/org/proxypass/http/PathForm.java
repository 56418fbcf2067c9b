package org.proxypass.http;

/**
 * How paths are made canonical.
 *
 * @param slashes what becomes of {@code %2F}
 * @param mergeSlashes whether a run of slashes becomes one
 */
public record PathForm(EncodedSlashes slashes, boolean mergeSlashes) {
  /** httpd's default: encoded slashes are refused, runs are merged. */
  public static final PathForm DEFAULT = new PathForm(EncodedSlashes.OFF, true);
}
