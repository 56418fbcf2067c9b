package org.proxypass.webapp;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.http.Fields;

/**
 * The request for an error page inside of us: GET, or HEAD for a HEAD, with the client's fields but
 * without its body and its conditions.
 */
final class InternalRequest implements ClientRequest {
  private final ClientRequest original;
  private final String path;
  private final @Nullable String query;
  private final Fields fields;

  InternalRequest(ClientRequest original, String path, @Nullable String query) {
    this.original = original;
    this.path = path;
    this.query = query;
    this.fields = new Fields(original.fields());
    for (String name :
        new String[] {
          "Content-Length",
          "Transfer-Encoding",
          "Content-Type",
          "Content-Encoding",
          "Expect",
          "Range",
          "If-Range",
          "If-Match",
          "If-None-Match",
          "If-Modified-Since",
          "If-Unmodified-Since"
        }) {
      fields.remove(name);
    }
  }

  @Override
  public String method() {
    return original.method().equals("HEAD") ? "HEAD" : "GET";
  }

  @Override
  public String rawPath() {
    return path;
  }

  @Override
  public @Nullable String query() {
    return query;
  }

  @Override
  public String protocol() {
    return original.protocol();
  }

  @Override
  public Fields fields() {
    return fields;
  }

  @Override
  public String scheme() {
    return original.scheme();
  }

  @Override
  public @Nullable String host() {
    return original.host();
  }

  @Override
  public String remoteAddress() {
    return original.remoteAddress();
  }

  @Override
  public String localAddress() {
    return original.localAddress();
  }

  @Override
  public int localPort() {
    return original.localPort();
  }

  @Override
  public @Nullable String remoteUser() {
    return original.remoteUser();
  }

  @Override
  public @Nullable String tlsVariable(String name) {
    return original.tlsVariable(name);
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
