package org.proxypass.config;

/** What may be done to the body of a response on its way to the client, under httpd's names. */
public enum OutputFilter {
  /** Takes a gzip content coding off. */
  INFLATE,
  /** Replaces text by the {@code Substitute} rules. */
  SUBSTITUTE,
  /** Puts a gzip content coding on for clients that accept it. */
  DEFLATE
}
