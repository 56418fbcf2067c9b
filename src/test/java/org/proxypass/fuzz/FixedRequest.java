package org.proxypass.fuzz;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.http.Fields;

/** A request of which only the fields differ; its TLS variables have line breaks, as PEM has. */
record FixedRequest(Fields fields) implements ClientRequest {
  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String rawPath() {
    return "/a%FFb";
  }

  @Override
  public String query() {
    return "q=%0d%0a";
  }

  @Override
  public String protocol() {
    return "HTTP/1.1";
  }

  @Override
  public String scheme() {
    return "https";
  }

  @Override
  public @Nullable String host() {
    return fields.first("Host");
  }

  @Override
  public String remoteAddress() {
    return "192.0.2.7";
  }

  @Override
  public String localAddress() {
    return "192.0.2.1";
  }

  @Override
  public int localPort() {
    return 443;
  }

  @Override
  public String remoteUser() {
    return "fred";
  }

  @Override
  public String tlsVariable(String name) {
    return "-----BEGIN\r\nX\n-----END\n";
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
