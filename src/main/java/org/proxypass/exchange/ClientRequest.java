package org.proxypass.exchange;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Fields;

/** The client's request as the container received it, free of servlet types. Read-only. */
public interface ClientRequest {

  /** The method token as sent; case-sensitive. */
  String method();

  /** The raw path of the request target, encoded as the client sent it, without the query. */
  String rawPath();

  /** The raw query without {@code ?}; empty for a bare {@code ?}; null when there is none. */
  @Nullable String query();

  /** The protocol of the request, like {@code HTTP/1.1}. */
  String protocol();

  /** The header section as received, {@code Host} included. The caller must not change it. */
  Fields fields();

  /** The scheme the client used on its connection: {@code http} or {@code https}. */
  String scheme();

  /** The Host as the client wrote it, port included; null when it sent none. */
  @Nullable String host();

  /** The address of the client's connection, textual, without brackets. */
  String remoteAddress();

  /** The local address and port the request arrived at. */
  String localAddress();

  /** The port the request arrived at. */
  int localPort();

  /** Who the container says the client is; null when it does not know. */
  @Nullable String remoteUser();

  /**
   * What is known of the client's TLS connection under a name of mod_ssl, such as {@code
   * SSL_PROTOCOL}; null when there is no TLS, no such name or no value.
   */
  @Nullable String tlsVariable(String name);

  /** The announced length of the body, or -1 when none was announced. */
  long contentLength();

  /** Whether the request has a body: a length above zero or a chunked one. */
  boolean hasBody();

  /** The body; the first read may send the interim 100 response. */
  InputStream body() throws IOException;

  /** The trailer fields, once the body was read to its end; empty when the container shows none. */
  default Fields trailers() {
    return new Fields();
  }

  /** Names the client's connection among those open now; empty when nobody knows. */
  default String connectionId() {
    return "";
  }
}
