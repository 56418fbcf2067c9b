package org.proxypass.backend;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * TLS to a backend: the context's trust, the name in the certificate checked (RFC 9110 §4.3.4), SNI
 * with the backend's name, HTTP/1.1 and so no ALPN.
 */
final class BackendTls implements TlsSocketStrategy {
  private final Supplier<SSLContext> context;

  BackendTls(Supplier<SSLContext> context) {
    this.context = context;
  }

  /**
   * Shakes hands over {@code socket}.
   *
   * @throws SSLException for everything that goes wrong, a stalled or cut handshake included
   */
  @Override
  public SSLSocket upgrade(
      Socket socket,
      String host,
      int port,
      @Nullable Object attachment,
      @Nullable HttpContext httpContext)
      throws IOException {
    SSLSocket secured =
        (SSLSocket) context.get().getSocketFactory().createSocket(socket, host, port, false);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!isAddress(host)) {
      // The JDK leaves out names without a dot, which are usual in container networks.
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    secured.setSSLParameters(parameters);
    try {
      secured.startHandshake();
    } catch (SSLException refused) {
      throw refused;
    } catch (IOException broken) {
      throw new SSLException("TLS handshake failed: " + broken.getMessage(), broken);
    }
    return secured;
  }

  /** RFC 6066 §3: an address is never sent as a server name. */
  private static boolean isAddress(String host) {
    return InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host);
  }
}
