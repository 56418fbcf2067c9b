package org.proxypass.differential;

import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.bodyContains;
import static org.proxypass.differential.Expectation.bodyLacks;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** SetHandler server-status and ProxyStatus. */
class ServerStatusTest {
  private static final String BALANCERS =
      """
      <Proxy balancer://one>
        BalancerMember http://{backend} route=r1 redirect=r2 loadfactor=2
        BalancerMember http://{other}/ctx status=+H
      </Proxy>
      <Proxy balancer://two>
        BalancerMember http://{dead} status=+D
      </Proxy>
      ProxyPass /app balancer://one
      <Location /server-status>
        SetHandler server-status
      </Location>
      """;

  @TestFactory
  Stream<DynamicNode> lines_for_scripts() {
    return Differential.run(
        "ProxyStatus On\n" + BALANCERS,
        List.of(
            row(
                "the lines begin with the name of the server",
                get("/server-status?auto"),
                status(200),
                bodyContains("front.test\nServerVersion: ")),
            row(
                "requests that are being served",
                get("/server-status?auto"),
                bodyContains("\nBusyWorkers: ")),
            row(
                "the time since the start, in seconds and in words",
                get("/server-status?auto"),
                bodyContains("\nServerUptimeSeconds: "),
                bodyContains("\nServerUptime:")),
            row(
                "the requests and their bytes",
                get("/server-status?auto"),
                bodyContains("\nTotal Accesses: "),
                bodyContains("\nTotal kBytes: "),
                bodyContains("\nTotal Duration: ")),
            row(
                "the first configuration",
                get("/server-status?auto"),
                bodyContains("\nParentServerConfigGeneration: 1\n")),
            row(
                "threads that wait for work",
                get("/server-status?auto"),
                bodyContains("\nIdleWorkers: ")),
            row(
                "balancers by their number",
                get("/server-status?auto"),
                bodyContains("\nProxyBalancer[0]Name: balancer://one\n"),
                bodyContains("\nProxyBalancer[1]Name: balancer://two\n")),
            row(
                "members by their number",
                get("/server-status?auto"),
                bodyContains("\nProxyBalancer[0]Worker[0]Name: http://{backend}\n"),
                bodyContains("\nProxyBalancer[0]Worker[1]Name: http://{other}/ctx\n")),
            row(
                "a usable member",
                get("/server-status?auto"),
                bodyContains("\nProxyBalancer[0]Worker[0]Status: Init Ok \n")),
            row(
                "a hot standby",
                get("/server-status?auto"),
                bodyContains("\nProxyBalancer[0]Worker[1]Status: Init Stby Ok \n")),
            row(
                "a disabled member",
                get("/server-status?auto"),
                bodyContains("\nProxyBalancer[1]Worker[0]Status: Init Dis \n")),
            row(
                "the figures of a member",
                get("/server-status?auto"),
                bodyContains("\nProxyBalancer[1]Worker[0]Elected: 0\n"),
                bodyContains("\nProxyBalancer[1]Worker[0]Busy: 0\n"),
                bodyContains("\nProxyBalancer[1]Worker[0]Sent: 0K\n"),
                bodyContains("\nProxyBalancer[1]Worker[0]Rcvd: 0K\n")),
            row(
                "a value of auto does not count",
                get("/server-status?auto=0"),
                bodyContains("\nBusyWorkers: ")),
            row(
                "auto behind something else",
                get("/server-status?x=y&auto"),
                bodyContains("\nBusyWorkers: ")),
            row("auto is lower case", get("/server-status?AUTO"), bodyLacks("\nBusyWorkers: ")),
            row(
                    "auto at the beginning of another word",
                    get("/server-status?automatic"),
                    bodyContains("\nBusyWorkers: "))
                .differs(
                    "httpd searches the query for the letters; a parameter has a whole name",
                    bodyLacks("\nBusyWorkers: ")),
            row(
                    "the character set of the lines",
                    get("/server-status?auto"),
                    clientField("Content-Type", "text/plain; charset=ISO-8859-1"))
                .differs(
                    "our pages are UTF-8", clientField("Content-Type", "text/plain;charset=utf-8")),
            row("HEAD has no body", request("HEAD", "/server-status?auto"), status(200), body("")),
            row("PUT is refused", request("PUT", "/server-status"), refused(405)),
            row("POST is refused", request("POST", "/server-status"), refused(404))
                .differs("the page is there, only the method is wrong", refused(405)),
            row(
                "what is below the location has the same page",
                get("/server-status/x?auto"),
                bodyContains("\nBusyWorkers: ")),
            row("what is mapped is still forwarded", get("/app/x"), forwardedAs("/x"))));
  }

  @TestFactory
  Stream<DynamicNode> refreshing() {
    return Differential.run(
        BALANCERS,
        List.of(
            row("unasked there is no refresh", get("/server-status"), noClientField("Refresh")),
            row("seconds", get("/server-status?refresh=5"), clientField("Refresh", "5")),
            row(
                "only the number of the value (CVE-2007-6388)",
                get("/server-status?refresh=42;fish"),
                clientField("Refresh", "42")),
            row(
                "no address behind the number",
                get("/server-status?refresh=1;url=http://other.test/"),
                clientField("Refresh", "1")),
            row("without a number", get("/server-status?refresh"), clientField("Refresh", "10")),
            row("zero", get("/server-status?refresh=0"), clientField("Refresh", "10")),
            row(
                "a negative number",
                get("/server-status?refresh=-3"),
                clientField("Refresh", "10")),
            row("no number at all", get("/server-status?refresh=x"), clientField("Refresh", "10")),
            row(
                "lines with refresh",
                get("/server-status?auto&refresh=7"),
                clientField("Refresh", "7"),
                bodyContains("\nBusyWorkers: ")),
            row(
                "a script in the query is not on the page",
                get("/server-status?refresh=%3Cscript%3E&<script>alert(1)</script>"),
                bodyLacks("<script>alert")),
            row(
                "without tables",
                get("/server-status?notable"),
                status(200),
                bodyLacks("<td>front.test"))));
  }

  @TestFactory
  Stream<DynamicNode> proxy_status_off() {
    return Differential.run(
        BALANCERS,
        List.of(
            row(
                "without ProxyStatus no balancer among the lines",
                get("/server-status?auto"),
                bodyContains("\nBusyWorkers: "),
                bodyLacks("ProxyBalancer")),
            row(
                "without ProxyStatus no balancer on the page",
                get("/server-status"),
                status(200),
                bodyLacks("balancer://two"))));
  }

  @TestFactory
  Stream<DynamicNode> proxy_status_full() {
    return Differential.run(
        "ProxyStatus Full\n" + BALANCERS,
        List.of(
            row(
                "Full is On among the lines",
                get("/server-status?auto"),
                bodyContains("\nProxyBalancer[1]Worker[0]Status: Init Dis \n")),
            row(
                "Full is On on the page",
                get("/server-status"),
                bodyContains("balancer://one"),
                bodyContains("r1"),
                bodyContains("r2"))));
  }

  @TestFactory
  Stream<DynamicNode> no_balancer() {
    return Differential.run(
        """
        ProxyStatus On
        ProxyPass /app http://{backend}/app
        <Location /server-status>
          SetHandler server-status
        </Location>
        <Location /server-status/none>
          SetHandler none
        </Location>
        """,
        List.of(
            row(
                "without a balancer there is none among the lines",
                get("/server-status?auto"),
                bodyContains("\nBusyWorkers: "),
                bodyLacks("ProxyBalancer")),
            row("none takes the handler back", get("/server-status/none"), refused(404))));
  }

  @TestFactory
  Stream<DynamicNode> a_page_below_a_mapping() {
    return Differential.run(
        """
        ProxyPass / http://{backend}/
        <Location /server-status>
          SetHandler server-status
        </Location>
        """,
        List.of(
            row(
                    "ProxyPass / covers the page",
                    get("/server-status?auto"),
                    forwardedAs("/server-status?auto"))
                .differs(
                    "whoever sets a handler wants the page; a line 'ProxyPass /server-status !'"
                        + " is not needed",
                    bodyContains("\nBusyWorkers: "))));
  }

  @TestFactory
  Stream<DynamicNode> markup_in_the_configuration() {
    return Differential.run(
        """
        <Proxy balancer://one>
          BalancerMember http://{backend} route=<i>route</i> redirect=<i>redirect</i>
        </Proxy>
        ProxyPass /app balancer://one
        ProxyStatus On
        <Location /server-status>
          SetHandler server-status
        </Location>
        """,
        List.of(
            row(
                    "markup in a route and a redirect",
                    get("/server-status"),
                    bodyContains("<i>route</i>"),
                    bodyContains("<i>redirect</i>"))
                .differs(
                    "text is text: the manager can set these values, too",
                    bodyLacks("<i>"),
                    bodyContains("&lt;i&gt;route&lt;/i&gt;"),
                    bodyContains("&lt;i&gt;redirect&lt;/i&gt;"))));
  }
}
