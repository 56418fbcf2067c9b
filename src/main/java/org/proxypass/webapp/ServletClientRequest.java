package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.http.Fields;

/**
 * A servlet request as the rest of proxypass sees it. Never asks for parameters, which would eat a
 * form body, and never for the decoded path.
 */
final class ServletClientRequest implements ClientRequest {
  private HttpServletRequest request;
  private Fields fields;
  private @Nullable String host;

  ServletClientRequest(HttpServletRequest request, ContainerFields containerFields) {
    this.request = request;
    this.fields = containerFields.read(request);
    this.host = host(request, fields);
  }

  /**
   * Takes what filters made of the request: a wrapper may add and hide fields, and bring another
   * body. Tells whether there is one.
   */
  boolean adopt(HttpServletRequest passedOn) {
    if (passedOn == request) {
      return false;
    }
    request = passedOn;
    fields = ContainerFields.BY_SERVLET_API.read(passedOn);
    host = host(passedOn, fields);
    return true;
  }

  /** HTTP/2 has no Host field in Tomcat: the authority is in the server name and port. */
  private static @Nullable String host(HttpServletRequest request, Fields fields) {
    String host = fields.first("Host");
    if (host != null || !isHttp2(request)) {
      return host;
    }
    int defaultPort = request.isSecure() ? 443 : 80;
    String name = request.getServerName();
    return request.getServerPort() == defaultPort ? name : name + ":" + request.getServerPort();
  }

  private static boolean isHttp2(HttpServletRequest request) {
    return request.getProtocol().startsWith("HTTP/2");
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String rawPath() {
    return request.getRequestURI();
  }

  @Override
  public @Nullable String query() {
    return request.getQueryString();
  }

  @Override
  public String protocol() {
    return request.getProtocol();
  }

  @Override
  public Fields fields() {
    return fields;
  }

  @Override
  public String scheme() {
    // Not getScheme(): an HTTP/2 client may put anything into :scheme.
    return request.isSecure() ? "https" : "http";
  }

  @Override
  public @Nullable String host() {
    return host;
  }

  @Override
  public String remoteAddress() {
    return request.getRemoteAddr();
  }

  @Override
  public String localAddress() {
    return request.getLocalAddr();
  }

  @Override
  public int localPort() {
    return request.getLocalPort();
  }

  @Override
  public @Nullable String remoteUser() {
    return request.getRemoteUser();
  }

  @Override
  public @Nullable String tlsVariable(String name) {
    return TlsVariables.value(request, name);
  }

  @Override
  public long contentLength() {
    return request.getContentLengthLong();
  }

  @Override
  public boolean hasBody() {
    long length = contentLength();
    if (length >= 0) {
      return length > 0;
    }
    if (fields.contains("Transfer-Encoding")) {
      return true;
    }
    return isHttp2(request) && !isFinished();
  }

  private boolean isFinished() {
    try {
      return request.getInputStream().isFinished();
    } catch (IOException e) {
      // The body is gone; reading it will say so with the right status.
      return false;
    }
  }

  @Override
  public InputStream body() throws IOException {
    return request.getInputStream();
  }

  @Override
  public Fields trailers() {
    Fields trailers = new Fields();
    if (request.isTrailerFieldsReady()) {
      request.getTrailerFields().forEach(trailers::add);
    }
    return trailers;
  }

  @Override
  public String connectionId() {
    return request.getServletConnection().getConnectionId();
  }
}
