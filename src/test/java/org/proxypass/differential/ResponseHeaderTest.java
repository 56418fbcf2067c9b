package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.LocationRows.Traffic.got;
import static org.proxypass.differential.LocationRows.Traffic.plain;
import static org.proxypass.differential.LocationRows.Traffic.sent;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Header: actions, tables, conditions and values. */
class ResponseHeaderTest {
  private static final String PROXY = "ProxyPass / http://{backend}/";

  @TestFactory
  Stream<DynamicNode> actions() {
    return new LocationRows(PROXY)
        .claim("set makes a field", "Header set X a", plain(), clientField("X", "a"))
        .claim("set replaces", "Header set X a", got("X: b"), clientField("X", "a"))
        .claim(
            "set makes one line of two",
            "Header set X a",
            got("X: b", "X: c"),
            clientField("X", "a"))
        .claim(
            "names are compared without case",
            "Header set x-y a",
            got("X-Y: b"),
            clientField("X-Y", "a"))
        .claim("a name may have its colon", "Header set X: a", plain(), clientField("X", "a"))
        .claim("an empty value is a value", "Header set X \"\"", plain(), clientField("X", ""))
        .claim("append makes a field", "Header append X a", plain(), clientField("X", "a"))
        .claim("append joins", "Header append X a", got("X: b"), clientField("X", "b, a"))
        .claim(
            "append joins even what is there",
            "Header append X a",
            got("X: a"),
            clientField("X", "a, a"))
        .claim("add makes a field", "Header add X a", plain(), clientField("X", "a"))
        .claim("add makes one more line", "Header add X a", got("X: b"), clientField("X", "b", "a"))
        .claim("merge makes a field", "Header merge X foo", plain(), clientField("X", "foo"))
        .claim("merge joins", "Header merge X bar", got("X: foo"), clientField("X", "foo, bar"))
        .claim(
            "merge leaves what is there",
            "Header merge X foo",
            got("X: foo"),
            clientField("X", "foo"))
        .claim(
            "merge finds an element in the middle",
            "Header merge X b",
            got("X: a, b,c"),
            clientField("X", "a, b,c"))
        .claim(
            "merge finds an element at the end",
            "Header merge X c",
            got("X: a, b,c"),
            clientField("X", "a, b,c"))
        .claim(
            "merge looks at the case",
            "Header merge X foo",
            got("X: FOO"),
            clientField("X", "FOO, foo"))
        .claim(
            "merge takes a quoted element for another",
            "Header merge X foo",
            got("X: \"foo\""),
            clientField("X", "\"foo\", foo"))
        .claim(
            "merge does not look into quotes",
            "Header merge X b",
            got("X: \"a, b, c\""),
            clientField("X", "\"a, b, c\", b"))
        .claim(
            "merge needs the whole element",
            "Header merge X fo",
            got("X: foo"),
            clientField("X", "foo, fo"))
        .claim("setifempty sets", "Header setifempty X a", plain(), clientField("X", "a"))
        .claim("setifempty leaves", "Header setifempty X a", got("X: b"), clientField("X", "b"))
        .claim(
            "setifempty leaves an empty line",
            "Header setifempty X a",
            got("X:"),
            clientField("X", ""))
        .claim("unset removes", "Header unset X", got("X: b", "x: c"), noClientField("X"))
        .claim("unset leaves others", "Header unset X", got("X-Y: b"), clientField("X-Y", "b"))
        .claim(
            "the backend's Server can be removed",
            "Header set Server mine",
            got("Server: b"),
            clientField("Server", "mine"))
        .claim(
            "Content-Type can be set",
            "Header set Content-Type text/x",
            got("Content-Type: text/y"),
            clientField("Content-Type", "text/x"))
        .claim(
            "Content-Type can be edited",
            "Header edit Content-Type plain html",
            got("Content-Type: text/plain"),
            clientField("Content-Type", "text/html"))
        .claim("actions are words without case", "Header SET X a", plain(), clientField("X", "a"))
        .claim(
            "onsuccess can be written",
            "Header onsuccess set X a",
            got("X: b"),
            clientField("X", "a"))
        .claim(
            "rules run in order",
            "Header set X a\nHeader append X b\nHeader add X c",
            plain(),
            clientField("X", "a, b", "c"))
        .claim(
            "a cookie keeps its line of its own",
            "Header add Set-Cookie c=3",
            got("Set-Cookie: a=1", "Set-Cookie: b=2"),
            clientField("Set-Cookie", "a=1", "b=2", "c=3"))
        .claim(
            "echo copies a field",
            "Header echo ^Aa$",
            sent("Aa: 1", "Aaa: 2"),
            clientField("Aa", "1"),
            noClientField("Aaa"))
        .claim(
            "echo copies all fields whose name matches",
            "Header echo Test-.*",
            sent("Test-A: 1", "Test-B: 2", "X-Test-C: 3", "Tes: 4"),
            clientField("Test-A", "1"),
            clientField("Test-B", "2"),
            clientField("X-Test-C", "3"),
            noClientField("Tes"))
        .claim("echo looks at the case", "Header echo ^aa$", sent("Aa: 1"), noClientField("Aa"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> edits() {
    return new LocationRows(PROXY)
        .claim(
            "edit replaces the first hit",
            "Header edit X foo bar",
            got("X: foofoo"),
            clientField("X", "barfoo"))
        .claim(
            "edit* replaces every hit",
            "Header edit* X foo bar",
            got("X: foofoo"),
            clientField("X", "barbar"))
        .claim(
            "edit leaves what does not match",
            "Header edit X foo bar",
            got("X: baz"),
            clientField("X", "baz"))
        .claim("edit makes nothing", "Header edit X ^ bar", plain(), noClientField("X"))
        .claim(
            "edit knows groups",
            "Header edit X (.)(.) $2$1",
            got("X: abcd"),
            clientField("X", "bacd"))
        .claim(
            "edit* knows groups",
            "Header edit* X (.)(.) $2$1",
            got("X: abcd"),
            clientField("X", "badc"))
        .claim(
            "edit knows the whole match",
            "Header edit X b+ [$0]",
            got("X: abbc"),
            clientField("X", "a[bb]c"))
        .claim(
            "a group that is not there is empty",
            "Header edit X a(x)?b <$1>",
            got("X: ab"),
            clientField("X", "<>"))
        .claim(
            "a dollar sign can be escaped",
            "Header edit X a \\$1",
            got("X: a"),
            clientField("X", "$1"))
        .claim(
            "edit looks at the case",
            "Header edit X FOO bar",
            got("X: foo"),
            clientField("X", "foo"))
        .claim(
            "an inline flag turns that off",
            "Header edit X (?i)FOO bar",
            got("X: foo"),
            clientField("X", "bar"))
        .claim(
            "edit works on each line",
            "Header edit X ^ v",
            got("X: 1", "X: 2"),
            clientField("X", "v1", "v2"))
        .claim(
            "the idiom for cookies",
            "Header edit Set-Cookie ^(.*)$ \"$1; Secure; SameSite=None\"",
            got("Set-Cookie: a=1", "Set-Cookie: b=2; Path=/"),
            clientField(
                "Set-Cookie", "a=1; Secure; SameSite=None", "b=2; Path=/; Secure; SameSite=None"))
        .differs(
            "edit* with a lookbehind",
            "Header edit* X (?<=a)(ba) cd",
            got("X: ababa"),
            clientField("X", "acdba"),
            "Header edit* looks for every hit in the whole value; httpd cuts it behind each hit, so that an"
                + " expression cannot look back, and ^ matches again and again",
            clientField("X", "acdcd"))
        .claim(
            "a replacement has specifiers",
            "SetEnv V w\nHeader edit X a \"%{V}e\"",
            got("X: bab"),
            clientField("X", "bwb"))
        .claim(
            "a replacement may be empty",
            "Header edit X b \"\"",
            got("X: abc"),
            clientField("X", "ac"))
        .claim(
            "ProxyPassReverse goes first",
            "ProxyPassReverse http://inner.test/\nHeader edit Location ^http: https:",
            got("Location: http://inner.test/x"),
            clientField("Location", "https://front.test/r16x"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> sequences() {
    LocationRows rows = new LocationRows(PROXY);
    List<String> actions = List.of("set", "append", "add", "unset");
    for (String first : actions) {
      for (String second : actions) {
        for (String third : actions) {
          List<String> sequence = List.of(first, second, third);
          StringBuilder directives = new StringBuilder();
          List<String> lines = new ArrayList<>();
          for (int i = 0; i < sequence.size(); i++) {
            String value = "v" + i;
            directives.append("Header ").append(sequence.get(i)).append(" X");
            directives.append(sequence.get(i).equals("unset") ? "" : " " + value).append('\n');
            applyTo(lines, sequence.get(i), value);
          }
          rows.claim(
              String.join(", ", sequence),
              directives.toString(),
              plain(),
              clientField("X", lines.toArray(String[]::new)));
        }
      }
    }
    return rows.run();
  }

  private static void applyTo(List<String> lines, String action, String value) {
    switch (action) {
      case "set" -> {
        lines.clear();
        lines.add(value);
      }
      case "append" -> {
        if (lines.isEmpty()) {
          lines.add(value);
        } else {
          lines.set(0, lines.get(0) + ", " + value);
        }
      }
      case "add" -> lines.add(value);
      default -> lines.clear();
    }
  }

  @TestFactory
  Stream<DynamicNode> values_and_conditions() {
    return new LocationRows(PROXY + "\nSetEnvIf X-Flag (.+) flag=$1")
        .claim("a percent sign", "Header set X 100%%", plain(), clientField("X", "100%"))
        .claim("a percent sign at the end", "Header set X 100%", plain(), clientField("X", "100%"))
        .claim("a backslash", "Header set X a\\b", plain(), clientField("X", "a\\b"))
        .claim("a tab", "Header set X a\\tb", plain(), clientField("X", "a\tb"))
        .claim("a variable", "SetEnv V w\nHeader set X <%{V}e>", plain(), clientField("X", "<w>"))
        .claim(
            "a variable of SetEnvIf",
            "Header set X %{flag}e",
            sent("X-Flag: up"),
            clientField("X", "up"))
        .claim(
            "names of variables have no case",
            "Header set X %{FLAG}e",
            sent("X-Flag: up"),
            clientField("X", "up"))
        .claim(
            "a variable that is not set",
            "Header set X %{nothing}e",
            plain(),
            clientField("X", "(null)"))
        .claim(
            "a TLS variable without TLS",
            "Header set X %{SSL_PROTOCOL}s",
            plain(),
            clientField("X", "(null)"))
        .claim(
            "several specifiers",
            "SetEnv V w\nHeader set X \"%{V}e %{V}e%%\"",
            plain(),
            clientField("X", "w w%"))
        .claim(
            "an expression",
            "Header set X expr=%{REQUEST_METHOD}",
            plain(),
            clientField("X", "GET"))
        .claim(
            "an expression with text around",
            "Header set X \"expr=<%{REQUEST_URI}>\"",
            plain(),
            clientField("X", "</r11>"))
        .claim(
            "an expression sees the request",
            "Header set X expr=%{req:X-In}",
            sent("X-In: 7"),
            clientField("X", "7"))
        .claim(
            "an expression sees the response",
            "Header set X expr=%{resp:Y}",
            got("Y: 7"),
            clientField("X", "7"))
        .claim(
            "an expression sees the status",
            "Header set X expr=%{REQUEST_STATUS}",
            plain(),
            clientField("X", "200"))
        .claim(
            "an expression sees variables",
            "Header set X expr=%{reqenv:flag}",
            sent("X-Flag: up"),
            clientField("X", "up"))
        .claim(
            "an expression has functions",
            "Header set X expr=%{toupper:%{req:X-In}}",
            sent("X-In: ab"),
            clientField("X", "AB"))
        .claim(
            "an expression's percent sign is itself",
            "Header set X expr=a%b",
            plain(),
            clientField("X", "a%b"))
        .claim("env=, set", "Header set X a env=flag", sent("X-Flag: up"), clientField("X", "a"))
        .claim("env=, not set", "Header set X a env=flag", plain(), noClientField("X"))
        .claim("env=!, set", "Header set X a env=!flag", sent("X-Flag: up"), noClientField("X"))
        .claim("env=!, not set", "Header set X a env=!flag", plain(), clientField("X", "a"))
        .claim(
            "an empty variable is set",
            "SetEnv V\nHeader set X a env=V",
            plain(),
            clientField("X", "a"))
        .claim(
            "unset with a condition",
            "Header unset X env=flag",
            sent("X-Flag: up").andGot("X: b"),
            noClientField("X"))
        .claim(
            "unset with a condition that fails",
            "Header unset X env=flag",
            got("X: b"),
            clientField("X", "b"))
        .claim(
            "echo with a condition",
            "Header echo ^Aa$ env=!flag",
            sent("Aa: 1"),
            clientField("Aa", "1"))
        .claim(
            "edit with a condition",
            "Header edit X b c env=flag",
            got("X: b"),
            clientField("X", "b"))
        .claim(
            "expr= holds",
            "Header set X a \"expr=%{REQUEST_STATUS} -eq 200\"",
            plain(),
            clientField("X", "a"))
        .claim(
            "expr= does not hold",
            "Header set X a \"expr=%{REQUEST_STATUS} == 404\"",
            plain(),
            noClientField("X"))
        .claim(
            "expr= sees the response",
            "Header set X a \"expr=%{resp:Content-Type} =~ m#^text/#\"",
            got("Content-Type: text/html"),
            clientField("X", "a"))
        .claim(
            "expr= value and expr= condition",
            "Header set X expr=%{REQUEST_METHOD} expr=true",
            plain(),
            clientField("X", "GET"))
        .claim(
            "a condition sees what rules before did",
            "Header set Y b\nHeader set X a \"expr=%{resp:Y} == 'b'\"",
            plain(),
            clientField("X", "a"))
        .claim(
            "a note is readable",
            "Header note Y kept\nHeader set X expr=%{note:kept}",
            got("Y: b"),
            clientField("X", "b"))
        .claim(
            "a note needs a field",
            "Header note Y kept\nHeader set X <%{nothing}e>",
            plain(),
            clientField("X", "<(null)>"))
        .claim(
            "a line break in a variable becomes a space",
            "SetEnvIfExpr \"unescape(req('X-In')) =~ /^(.*)$/\" V=$1\nHeader set X <%{V}e>",
            sent("X-In: a%0Ab"),
            clientField("X", "<a b>"))
        .claim(
            "a line break of an expression never reaches the client",
            "Header set X \"expr=%{unescape:%{req:X-In}}\"",
            sent("X-In: a%0D%0AY: b"),
            status(500),
            noClientField("Y"))
        .claim(
            "DURATION and time have their letter",
            "Header set X \"%t %D\"",
            plain(),
            outcome -> {
              String value = outcome.response().values("X").get(0);
              if (!value.matches("t=[0-9]{16} D=[0-9]+")) {
                throw new AssertionError(value);
              }
            })
        .claim(
            "load, idle and busy have their letters",
            "Header set X \"%l %i %b\"",
            plain(),
            outcome -> {
              String value = outcome.response().values("X").get(0);
              if (!value.matches("l=[0-9.]+/[0-9.-]+/[0-9.-]+ i=[0-9]+ b=[0-9]+")) {
                throw new AssertionError(value);
              }
            })
        .run();
  }

  @TestFactory
  Stream<DynamicNode> tables() {
    return Differential.run(
        """
        Header set X-Server one
        Header always set X-Own one
        Header always set X-Early one early
        <Location /app>
          Header set X-Server "two %{REDIRECT_NO}e"
          Header add X-Server three
          Header always append X-Own two
        </Location>
        <Location /both>
          Header always set B own
        </Location>
        <Location /keeps>
          Header always unset B
        </Location>
        <Location /status>
          Header set X-Status expr=%{REQUEST_STATUS}
          Header always set X-Own-Status expr=%{REQUEST_STATUS}
        </Location>
        <Location /dead>
          Header always set X-Dead-Status expr=%{REQUEST_STATUS} "expr=%{REQUEST_STATUS} >= 500"
          SetEnv marked yes
          Header always set X-Marked yes env=marked
        </Location>
        <Location /dead-text>
          ErrorDocument 503 "no luck"
        </Location>
        <Location /dead-away>
          ErrorDocument 503 http://status.test/
        </Location>
        <Location /dead-file>
          ErrorDocument 503 /files/503.html
          Header set X-Server dead
          Header always set X-Own dead
        </Location>
        <Location /files>
          Header set X-File yes
        </Location>
        <Location /closed>
          Require all denied
        </Location>
        ProxyPass /dead http://{dead}/
        ProxyPass /dead-text http://{dead}/
        ProxyPass /dead-away http://{dead}/
        ProxyPass /dead-file http://{dead}/
        ProxyPass /files !
        Alias /files {docs}/errors
        ProxyPass /app http://{backend}/app
        ProxyPass /both http://{backend}/both
        ProxyPass /keeps http://{backend}/keeps
        ProxyPass /status http://{backend}/status
        """,
        List.of(
            row(
                "outer rules run before inner ones",
                get("/app"),
                clientField("X-Server", "two (null)", "three"),
                clientField("X-Own", "one, two")),
            row(
                    "always and the backend's are two lines",
                    get("/both"),
                    clientField("B", "own", "theirs"))
                .answered("", "HTTP/1.1 200 OK", "B: theirs", "Content-Length: 0"),
            row("always unset leaves the backend's", get("/keeps"), clientField("B", "theirs"))
                .answered("", "HTTP/1.1 200 OK", "B: theirs", "Content-Length: 0"),
            row(
                    "a backend's error gets both tables",
                    get("/status"),
                    status(404),
                    clientField("X-Status", "404"),
                    clientField("X-Own-Status", "404"),
                    clientField("X-Server", "one"))
                .answered("", "HTTP/1.1 404 Not Found", "Content-Length: 0"),
            row(
                    "a backend's redirect gets both tables",
                    get("/status"),
                    status(302),
                    clientField("X-Status", "302"),
                    clientField("X-Own", "one"))
                .answered("", "HTTP/1.1 302 Found", "Location: /x", "Content-Length: 0"),
            row(
                    "a backend's 304 gets both tables",
                    get("/status").with("If-None-Match", "\"a\""),
                    status(304),
                    clientField("X-Status", "304"),
                    clientField("X-Own", "one"))
                .answered("", "HTTP/1.1 304 Not Modified", "ETag: \"a\""),
            row(
                "HEAD gets what GET gets",
                request("HEAD", "/app"),
                clientField("X-Server", "two (null)", "three"),
                clientField("X-Own", "one, two")),
            row(
                "an error of our own gets always only",
                get("/dead"),
                refused(503),
                noClientField("X-Server"),
                clientField("X-Own", "one"),
                clientField("X-Early", "one"),
                clientField("X-Dead-Status", "503")),
            row(
                "an error of our own sees variables of SetEnv",
                get("/dead"),
                refused(503),
                clientField("X-Marked", "yes")),
            row(
                "a text for an error gets always only",
                get("/dead-text"),
                refused(503),
                noClientField("X-Server"),
                clientField("X-Own", "one")),
            row(
                "a redirect for an error gets always only",
                get("/dead-away"),
                refused(302),
                noClientField("X-Server"),
                clientField("X-Own", "one")),
            row(
                "a file for an error gets the rules of its own path",
                get("/dead-file"),
                refused(503),
                clientField("X-File", "yes"),
                clientField("X-Server", "one"),
                clientField("X-Own", "one")),
            row(
                "a path without mapping gets always only",
                get("/nowhere"),
                refused(404),
                noClientField("X-Server"),
                clientField("X-Own", "one")),
            row(
                "a denied request gets always only",
                get("/closed"),
                refused(403),
                noClientField("X-Server"),
                clientField("X-Own", "one")),
            row(
                "a local file gets both tables",
                get("/files/404.html"),
                refused(200),
                clientField("X-File", "yes"),
                clientField("X-Server", "one"),
                clientField("X-Own", "one")),
            row(
                "an early field of always is on every response",
                get("/app"),
                clientField("X-Early", "one"))));
  }
}
