package org.proxypass.differential;

import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.seenAs;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The target is the rule's URL and what follows the prefix, put together as they are. */
class ConcatenationTest {
  private static final String GLUED =
      "a path always begins with a slash behind the authority; httpd glues what follows the prefix"
          + " to the backend's name and contacts whatever that names";

  @TestFactory
  Stream<DynamicNode> slashes_on_both_sides() {
    return Differential.run(
        """
        ProxyPass /bare-bare http://{backend}
        ProxyPass /bare-slash http://{backend}/
        ProxyPass /slash-bare/ http://{backend}
        ProxyPass /slash-slash/ http://{backend}/
        ProxyPass /bare-path http://{backend}/p
        ProxyPass /bare-dir http://{backend}/p/
        ProxyPass /slash-path/ http://{backend}/p
        ProxyPass /slash-dir/ http://{backend}/p/
        ProxyPass /two/levels http://{backend}/p/q
        """,
        List.of(
            row("no slash on either side: bare", get("/bare-bare"), forwardedAs("/")),
            row("no slash on either side: slash", get("/bare-bare/"), forwardedAs("/")),
            row("no slash on either side: below", get("/bare-bare/x"), forwardedAs("/x")),
            row("slash in the target only: bare", get("/bare-slash"), forwardedAs("/")),
            row("slash in the target only: slash", get("/bare-slash/"), forwardedAs("//")),
            row("slash in the target only: below", get("/bare-slash/x"), forwardedAs("//x")),
            row("slash in the prefix only: slash", get("/slash-bare/"), forwardedAs("/")),
            row("slash in the prefix only: below", get("/slash-bare/x"), refused(500))
                .differs(GLUED, forwardedAs("/x")),
            row(
                    "slash in the prefix only: digits cannot become a port",
                    get("/slash-bare/1"),
                    refused(400))
                .differs(GLUED, forwardedAs("/1")),
            row("slash on both sides: slash", get("/slash-slash/"), forwardedAs("/")),
            row("slash on both sides: below", get("/slash-slash/x"), forwardedAs("/x")),
            row("slash on both sides: deep", get("/slash-slash/x/y/"), forwardedAs("/x/y/")),
            row("path without slashes: bare", get("/bare-path"), forwardedAs("/p")),
            row("path without slashes: slash", get("/bare-path/"), forwardedAs("/p/")),
            row("path without slashes: below", get("/bare-path/x"), forwardedAs("/p/x")),
            row("path with slash in the target only: bare", get("/bare-dir"), forwardedAs("/p/")),
            row(
                "path with slash in the target only: slash",
                get("/bare-dir/"),
                forwardedAs("/p//")),
            row(
                "path with slash in the target only: below",
                get("/bare-dir/x"),
                forwardedAs("/p//x")),
            row(
                "path with slash in the prefix only: slash",
                get("/slash-path/"),
                forwardedAs("/p")),
            row(
                "path with slash in the prefix only: below",
                get("/slash-path/x"),
                forwardedAs("/px")),
            row("path with slashes on both: slash", get("/slash-dir/"), forwardedAs("/p/")),
            row("path with slashes on both: below", get("/slash-dir/x"), forwardedAs("/p/x")),
            row("deep paths on both sides", get("/two/levels/x?y"), forwardedAs("/p/q/x?y")),
            row(
                    "a user name cannot come from the request",
                    get("/slash-bare/@{other}/x"),
                    seenAs("other", "/x"))
                .differs(GLUED, forwardedAs("/@{other}/x")),
            row(
                    "a host name cannot go on in the request",
                    get("/slash-bare/.invalid/x"),
                    refused(500))
                .differs(GLUED, forwardedAs("/.invalid/x"))));
  }
}
