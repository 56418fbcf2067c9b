package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.forwardedToOtherAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Which virtual host serves a request, and what it inherits. */
class VirtualHostTest {
  private static final String CONFIGURATION =
      """
      ProxyPass /inherited http://{other}/inherited
      ErrorDocument 404 "the server's 404"
      <VirtualHost *:{port}>
        ServerName first.test
        ProxyPass /a http://{backend}/first
      </VirtualHost>
      <VirtualHost *:{port}>
        ServerName second.test
        ServerAlias two.test *.two.test 2?.test
        ProxyPass / http://{other}/second/
        ProxyPassReverse / http://{other}/second/
      </VirtualHost>
      <VirtualHost *:{port}>
        ServerName third.test
        ServerAlias www.first.test
        ProxyPass /a http://{backend}/third
        ErrorDocument 404 "third's 404"
        ProxyPreserveHost On
      </VirtualHost>
      <VirtualHost *:{port}>
        ServerName second.test
        ProxyPass / http://{backend}/never/
      </VirtualHost>
      <VirtualHost *:{port}>
        ServerName late.test
        ServerAlias *.test
        ProxyPass / http://{backend}/late/
      </VirtualHost>
      """;

  @TestFactory
  Stream<DynamicNode> by_name() {
    return Differential.run(
        CONFIGURATION,
        List.of(
            row(
                "a host by its name",
                getFrom("second.test", "/x"),
                forwardedToOtherAs("/second/x")),
            row(
                "a host by its name in any case",
                getFrom("SECOND.Test", "/x"),
                forwardedToOtherAs("/second/x")),
            row(
                "a host by its name with the port",
                getFrom("second.test:{port}", "/x"),
                forwardedToOtherAs("/second/x")),
            row(
                "a host by its name with another port",
                getFrom("second.test:81", "/x"),
                forwardedToOtherAs("/second/x")),
            row(
                "a host by its name with a final dot",
                getFrom("second.test.", "/x"),
                forwardedToOtherAs("/second/x")),
            row("a host by its alias", getFrom("two.test", "/x"), forwardedToOtherAs("/second/x")),
            row(
                "a host by a wildcard alias",
                getFrom("a.b.two.test", "/x"),
                forwardedToOtherAs("/second/x")),
            row(
                "a host by a wildcard for one character",
                getFrom("25.test", "/x"),
                forwardedToOtherAs("/second/x")),
            row(
                "an alias that looks like another host's name",
                getFrom("www.first.test", "/a"),
                forwardedAs("/third")),
            row(
                "of two hosts with one name the first serves",
                getFrom("second.test", "/y"),
                forwardedToOtherAs("/second/y")),
            row(
                "a wide wildcard behind narrow names",
                getFrom("any.test", "/x"),
                forwardedAs("/late/x")),
            row("a name before a wildcard", getFrom("third.test", "/a"), forwardedAs("/third")),
            row(
                "an unknown name is served by the first host",
                getFrom("unknown.example", "/a"),
                forwardedAs("/first")),
            row(
                "an address is served by the first host",
                getFrom("127.0.0.1:{port}", "/a"),
                forwardedAs("/first")),
            row(
                "no name is served by the first host",
                raw("GET /a HTTP/1.0\r\n\r\n"),
                forwardedAs("/first")),
            row(
                "the mappings of another host are not seen",
                getFrom("first.test", "/x"),
                refused(404)),
            row(
                "the server's mappings are inherited",
                getFrom("first.test", "/inherited/x"),
                forwardedToOtherAs("/inherited/x")),
            row(
                "the server's rules come before the host's own",
                getFrom("second.test", "/inherited/x"),
                forwardedToOtherAs("/inherited/x")),
            row(
                "the server's error document is inherited",
                getFrom("first.test", "/x"),
                refused(404),
                body("the server's 404")),
            row(
                "a host's own error document",
                getFrom("third.test", "/x"),
                refused(404),
                body("third's 404")),
            row(
                "a host's own ProxyPreserveHost",
                getFrom("third.test:99", "/a"),
                forwardedAs("/third"),
                backendField("Host", "third.test:99")),
            row(
                "another host's ProxyPreserveHost",
                getFrom("first.test:99", "/a"),
                backendField("Host", "{backend}")),
            row(
                "X-Forwarded-Server is the host's name",
                getFrom("two.test", "/a"),
                backendField("X-Forwarded-Server", "second.test"),
                backendField("X-Forwarded-Host", "two.test")),
            row(
                    "a redirect is mapped with the client's name for the host",
                    getFrom("two.test", "/a"),
                    clientField("Location", "http://two.test/b"))
                .answered(
                    "",
                    "HTTP/1.1 302 Found",
                    "Location: http://{other}/second/b",
                    "Content-Length: 0"),
            row(
                "an absolute target chooses the host",
                raw("GET http://second.test/x HTTP/1.1\r\nHost: second.test\r\n\r\n"),
                forwardedToOtherAs("/second/x"))));
  }

  @TestFactory
  Stream<DynamicNode> of_another_port() {
    return Differential.run(
        """
        ProxyPass / http://{backend}/main/
        <VirtualHost *:1>
          ServerName first.test
          ProxyPass / http://{other}/
        </VirtualHost>
        """,
        List.of(
            row(
                "a host of another port is not reached by name",
                getFrom("first.test", "/x"),
                forwardedAs("/main/x")),
            row(
                "a host of another port is not reached by writing the port",
                getFrom("first.test:1", "/x"),
                forwardedAs("/main/x")),
            row(
                "the server itself serves where no host is",
                getFrom("any.test", "/x"),
                forwardedAs("/main/x"))));
  }

  @TestFactory
  Stream<DynamicNode> this_very_address() {
    return anyAndThisVery("127.0.0.1:{port}");
  }

  @TestFactory
  Stream<DynamicNode> this_very_address_at_any_port() {
    return anyAndThisVery("127.0.0.1");
  }

  private static Stream<DynamicNode> anyAndThisVery(String address) {
    return Differential.run(
        """
        <VirtualHost *:{port}>
          ServerName first.test
          ProxyPass / http://{backend}/
        </VirtualHost>
        <VirtualHost ADDRESS>
          ServerName narrow.test
          ProxyPass / http://{other}/
        </VirtualHost>
        """
            .replace("ADDRESS", address),
        List.of(
            row(
                "a host of this very address comes before one of any",
                getFrom("any.test", "/x"),
                forwardedToOtherAs("/x")),
            row(
                "a host of any address is hidden, even by its name",
                getFrom("first.test", "/x"),
                forwardedToOtherAs("/x"))));
  }

  @TestFactory
  Stream<DynamicNode> tutorial_shape() {
    return Differential.run(
        """
        <VirtualHost *:{port}>
          ServerName app.test
          ProxyPreserveHost On
          ProxyPass / http://{backend}/
          ProxyPassReverse / http://{backend}/
        </VirtualHost>
        <VirtualHost *:{port}>
          ServerName api.test
          ProxyPreserveHost On
          ProxyPass / http://{other}/
          ProxyPassReverse / http://{other}/
        </VirtualHost>
        """,
        List.of(
            row(
                "the first host",
                getFrom("app.test", "/x"),
                forwardedAs("/x"),
                backendField("Host", "app.test")),
            row(
                "the second host",
                getFrom("api.test", "/x"),
                forwardedToOtherAs("/x"),
                backendField("Host", "api.test"))));
  }
}
