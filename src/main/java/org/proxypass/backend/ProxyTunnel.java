package org.proxypass.backend;

import java.io.IOException;
import java.net.ConnectException;
import org.proxypass.config.RemoteProxy;
import org.proxypass.http.BackendUrl;

/** Opens a way through another proxy by CONNECT (RFC 9110 §9.3.6), for TLS to be laid over it. */
final class ProxyTunnel {
  private ProxyTunnel() {}

  /**
   * Turns a connection to {@code proxy} into one to {@code backend}.
   *
   * @param line the longest status or field line in bytes
   * @throws ConnectException when the proxy refuses
   */
  static void open(BackendConnection connection, BackendUrl backend, RemoteProxy proxy, int line)
      throws IOException {
    String host = backend.host().indexOf(':') >= 0 ? "[" + backend.host() + "]" : backend.host();
    String authority = host + ":" + backend.port();
    OutputBuffer output = connection.output();
    output.write("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
    output.write(RequestRoute.authorization(proxy));
    output.write("\r\n");
    output.flush();
    ResponseHead head = new ResponseHeadParser(connection.input(), line).parse();
    if (head.status() < 200 || head.status() > 299) {
      throw new ConnectException(
          "the proxy " + proxy + " answered " + head.status() + " to CONNECT " + authority);
    }
    if (connection.holdsSurplus()) {
      throw new MalformedResponseException("bytes behind the answer to CONNECT");
    }
  }
}
