package org.proxypass.balancer;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.http.Fields;

/** A request without a body. */
record PlainRequest(String method, String remoteAddress, Fields fields) implements ClientRequest {
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
  public String scheme() {
    return "http";
  }

  @Override
  public @Nullable String host() {
    return "front.test";
  }

  @Override
  public String localAddress() {
    return "192.0.2.200";
  }

  @Override
  public int localPort() {
    return 80;
  }

  @Override
  public @Nullable String remoteUser() {
    return null;
  }

  @Override
  public @Nullable String tlsVariable(String name) {
    return null;
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
