package org.proxypass.rewrite;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.http.Fields;

/** A GET for {@code /} over TLS, with a certificate. */
final class FixedRequest implements ClientRequest {
  private final Fields fields = Fields.of("Host", "front.test");

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String rawPath() {
    return "/";
  }

  @Override
  public @Nullable String query() {
    return null;
  }

  @Override
  public String protocol() {
    return "HTTP/1.1";
  }

  @Override
  public Fields fields() {
    return fields;
  }

  @Override
  public String scheme() {
    return "https";
  }

  @Override
  public String host() {
    return "front.test";
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1";
  }

  @Override
  public String localAddress() {
    return "127.0.0.1";
  }

  @Override
  public int localPort() {
    return 443;
  }

  @Override
  public @Nullable String remoteUser() {
    return null;
  }

  @Override
  public @Nullable String tlsVariable(String name) {
    return name.equals("SSL_CLIENT_CERT") ? "-----BEGIN-----\nabc\n-----END-----" : null;
  }

  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public boolean hasBody() {
    return false;
  }

  @Override
  public InputStream body() {
    return InputStream.nullInputStream();
  }
}
