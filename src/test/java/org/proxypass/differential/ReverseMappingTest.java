package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** ProxyPassReverse: which response fields are mapped back, and to what. */
class ReverseMappingTest {
  private static final String[] FIELDS = {"Location", "Content-Location", "URI", "Destination"};

  private static Row redirect(String name, String path, String location, String expected) {
    return row(name, get(path), status(302), clientField("Location", expected))
        .answered("", "HTTP/1.1 302 Found", "Location: " + location, "Content-Length: 0");
  }

  @TestFactory
  Stream<DynamicNode> mapped_back() {
    List<Row> rows = new ArrayList<>();
    for (String name : FIELDS) {
      rows.add(
          row(name + " is mapped", get("/app/x"), clientField(name, "http://front.test/app/y"))
              .answered(
                  "",
                  "HTTP/1.1 302 Found",
                  name + ": http://{backend}/base/y",
                  "Content-Length: 0"));
    }
    for (int code : new int[] {200, 201, 202, 301, 303, 307, 308, 404, 500}) {
      rows.add(
          row(
                  "Location is mapped on " + code,
                  get("/app/x"),
                  status(code),
                  clientField("Location", "http://front.test/app/y"))
              .answered(
                  "",
                  "HTTP/1.1 " + code + " Reason",
                  "Location: http://{backend}/base/y",
                  "Content-Length: 0"));
    }
    for (String name : List.of("Link", "Refresh", "X-Location", "Content-Base")) {
      rows.add(
          row(name + " is not mapped", get("/app/x"), clientField(name, "http://{backend}/base/y"))
              .answered(
                  "", "HTTP/1.1 200 OK", name + ": http://{backend}/base/y", "Content-Length: 0"));
    }
    rows.add(
        redirect("the bare target", "/app/x", "http://{backend}/base", "http://front.test/app"));
    rows.add(
        redirect(
            "a query and a fragment stay",
            "/app/x",
            "http://{backend}/base/y?a=%zz#f",
            "http://front.test/app/y?a=%zz#f"));
    rows.add(
        redirect(
            "the prefix has no border",
            "/app/x",
            "http://{backend}/baseball",
            "http://front.test/appball"));
    rows.add(
        redirect(
            "the path is compared in any case",
            "/app/x",
            "http://{backend}/BASE/Y",
            "http://front.test/app/Y"));
    rows.add(
        redirect(
            "the scheme is compared in any case",
            "/app/x",
            "HTTP://{backend}/base/y",
            "http://front.test/app/y"));
    rows.add(
        redirect("another path stays", "/app/x", "http://{backend}/else", "http://{backend}/else"));
    rows.add(
        redirect(
            "another host stays", "/app/x", "http://else.test/base/y", "http://else.test/base/y"));
    rows.add(
        redirect(
            "another scheme stays",
            "/app/x",
            "https://{backend}/base/y",
            "https://{backend}/base/y"));
    rows.add(redirect("a relative reference stays", "/app/x", "y/z", "y/z"));
    rows.add(redirect("a path stays without a rule for paths", "/app/x", "/base/y", "/base/y"));
    rows.add(redirect("an empty value stays", "/app/x", "", ""));
    rows.add(
        redirect(
            "the first fitting rule counts",
            "/app/x",
            "http://{other}/deep/er/y",
            "http://front.test/deeper/y"));
    rows.add(
        redirect(
            "the second rule takes the rest",
            "/app/x",
            "http://{other}/deep/y",
            "http://front.test/deep/y"));
    rows.add(
        redirect(
            "the rules work for any ProxyPass",
            "/plain/x",
            "http://{backend}/base/y",
            "http://front.test/app/y"));
    rows.add(
        redirect(
            "a rule whose public side is a URL",
            "/app/x",
            "http://url.test/y",
            "https://public.test/u/y"));
    rows.add(
        redirect("a path rule maps a path", "/app/x", "/inner/y", "http://front.test/outer/y"));
    rows.add(
        redirect(
            "a path rule maps any host's path",
            "/app/x",
            "http://any.test:99/inner/y",
            "http://front.test/outer/y"));
    rows.add(
        redirect(
            "a path rule without border", "/app/x", "/innermost", "http://front.test/outermost"));
    rows.add(
        redirect(
            "slashes are not joined",
            "/app/x",
            "http://{backend}/slashed/y",
            "http://front.test/slash/y"));
    rows.add(
        redirect(
            "inside a Location the public side is its path",
            "/here/x",
            "http://{backend}/there/y",
            "http://front.test/here/y"));
    rows.add(
        redirect(
            "a Location's rule is for its requests only",
            "/app/x",
            "http://{backend}/there/y",
            "http://{backend}/there/y"));
    rows.add(
        row(
                "the client's port goes into the mapped URL",
                getFrom("front.test:{port}", "/app/x"),
                clientField("Location", "http://front.test:{port}/app/y"))
            .answered(
                "",
                "HTTP/1.1 302 Found",
                "Location: http://{backend}/base/y",
                "Content-Length: 0"));
    rows.add(
        row(
                "the client's name for us goes into the mapped URL",
                getFrom("alias.test", "/app/x"),
                clientField("Location", "http://alias.test/app/y"))
            .answered(
                "",
                "HTTP/1.1 302 Found",
                "Location: http://{backend}/base/y",
                "Content-Length: 0"));
    rows.add(
        row(
                "every field is mapped by itself",
                get("/app/x"),
                clientField("Location", "http://front.test/app/y"),
                clientField("Content-Location", "http://front.test/app/z"))
            .answered(
                "",
                "HTTP/1.1 201 Created",
                "Location: http://{backend}/base/y",
                "Content-Location: http://{backend}/base/z",
                "Content-Length: 0"));
    return Differential.run(
        """
        ProxyPass /app http://{backend}/base
        ProxyPass /plain http://{backend}/p
        ProxyPassReverse /app http://{backend}/base
        ProxyPassReverse /deeper http://{other}/deep/er
        ProxyPassReverse /deep http://{other}/deep
        ProxyPassReverse /never http://{other}/deep/er
        ProxyPassReverse /slash/ http://{backend}/slashed/
        ProxyPassReverse https://public.test/u http://url.test
        ProxyPassReverse /outer /inner
        <Location /here>
          ProxyPass http://{backend}/there
          ProxyPassReverse http://{backend}/there
        </Location>
        """,
        rows);
  }

  @TestFactory
  Stream<DynamicNode> with_preserved_host() {
    return Differential.run(
        """
        ProxyPreserveHost On
        ProxyPass /app http://{backend}/base
        ProxyPassReverse /app http://front.test/base
        """,
        List.of(
            redirect(
                "the backend names the public host",
                "/app/x",
                "http://front.test/base/y",
                "http://front.test/app/y"),
            redirect(
                "its own name is foreign then",
                "/app/x",
                "http://{backend}/base/y",
                "http://{backend}/base/y")));
  }

  @TestFactory
  Stream<DynamicNode> without_rules() {
    return Differential.run(
        """
        ProxyPass /app http://{backend}/base
        """,
        List.of(
            redirect(
                "nothing is mapped",
                "/app/x",
                "http://{backend}/base/y",
                "http://{backend}/base/y")));
  }
}
