package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.seenAs;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Backends behind another proxy; the second backend plays that proxy. */
class RemoteProxyTest {
  private static final String MAPPING = "ProxyPass /r http://{backend}/r\n";

  private static final String BACKEND_COUNTS =
      "NoProxy is about the backend's host, but httpd compares that of the client's request";

  @TestFactory
  Stream<DynamicNode> all() {
    return Differential.run(
        MAPPING + "ProxyRemote * http://{other}\n",
        List.of(
            row(
                "the proxy gets the whole URL",
                get("/r/x?a=b"),
                status(200),
                seenAs("other", "http://{backend}/r/x?a=b"),
                backendField("Host", "{backend}"),
                noBackendField("Proxy-Authorization")),
            row(
                "whatever the method",
                request("POST", "/r/x").body("abc"),
                status(200),
                seenAs("other", "http://{backend}/r/x"),
                backendField("Content-Length", "3"))));
  }

  @TestFactory
  Stream<DynamicNode> credentials() {
    return Differential.run(
        MAPPING + "ProxyRemote http http://{other} user:pass\n",
        List.of(
            row(
                "the proxy gets the credentials",
                get("/r"),
                seenAs("other", "http://{backend}/r"),
                backendField("Proxy-Authorization", "Basic dXNlcjpwYXNz"))));
  }

  @TestFactory
  Stream<DynamicNode> byPrefix() {
    return Differential.run(
        MAPPING
            + "ProxyRemote http://elsewhere.test/ http://{dead}\n"
            + "ProxyRemote http://{backend}/ http://{other}\n",
        List.of(
            row("the first that fits counts", get("/r"), seenAs("other", "http://{backend}/r"))));
  }

  @TestFactory
  Stream<DynamicNode> byScheme() {
    return Differential.run(
        MAPPING + "ProxyRemote https http://{other}\n",
        List.of(row("another scheme does not fit", get("/r"), forwardedAs("/r"))));
  }

  @TestFactory
  Stream<DynamicNode> byExpression() {
    return Differential.run(
        MAPPING + "ProxyRemoteMatch ^http://127\\. http://{other}\n",
        List.of(row("an expression that fits", get("/r"), seenAs("other", "http://{backend}/r"))));
  }

  @TestFactory
  Stream<DynamicNode> deadProxy() {
    return Differential.run(
        MAPPING + "ProxyRemote * http://{dead}\n",
        List.of(row("a proxy that is not there", get("/r"), refused(503))));
  }

  @TestFactory
  Stream<DynamicNode> notForAddress() {
    return direct("an address", "127.0.0.1");
  }

  @TestFactory
  Stream<DynamicNode> notForNetwork() {
    return direct("a network", "10.0.0.0/8 127.0.0.0/8");
  }

  @TestFactory
  Stream<DynamicNode> notForPartialAddress() {
    return direct("the beginning of an address", "127.0");
  }

  private static Stream<DynamicNode> direct(String what, String words) {
    return Differential.run(
        MAPPING + "ProxyRemote * http://{other}\nNoProxy " + words + "\n",
        List.of(
            row(what + " is reached directly", get("/r"), seenAs("other", "http://{backend}/r"))
                .differs(BACKEND_COUNTS, forwardedAs("/r"))));
  }

  @TestFactory
  Stream<DynamicNode> stillThroughProxy() {
    return Differential.run(
        MAPPING + "ProxyRemote * http://{other}\nNoProxy .test 10.0.0.0/8 other.test\n",
        List.of(
            row("other hosts are not", get("/r"), forwardedAs("/r"))
                .differs(BACKEND_COUNTS, seenAs("other", "http://{backend}/r"))));
  }
}
