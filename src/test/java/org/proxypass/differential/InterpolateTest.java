package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.forwardedToOtherAs;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** ProxyPassInterpolateEnv, and the word interpolate. */
class InterpolateTest {
  private static final String RULES =
      """
      SetEnvIf X-V (.+) V=$1
      SetEnvIf X-H (.+) H=$1
      SetEnv LATE late
      ProxyPass /path http://{backend}/a/${V}/b interpolate
      ProxyPass /end http://{backend}/a${V} interpolate
      ProxyPass /host http://${H}/h interpolate
      ProxyPass /late http://{backend}/${LATE}/x interpolate
      ProxyPass /two http://{backend}/${V}${V} interpolate
      ProxyPass /raw http://{backend}/a/${V} nocanon interpolate
      ProxyPassMatch ^/match/(.*)$ http://{backend}/${V}/$1 interpolate
      ProxyPassMatch ^/hosts/(.*)$ http://${H}/$1 interpolate
      <Location /own>
        ProxyPass http://{backend}/own/${V} interpolate
      </Location>
      """;

  private static Request with(String path, String field) {
    return raw("GET " + path + " HTTP/1.1\r\nHost: front.test\r\n" + field + "\r\n\r\n");
  }

  @TestFactory
  Stream<DynamicNode> targets() {
    return Differential.run(
        "ProxyPassInterpolateEnv On\n" + RULES,
        List.of(
            row("a variable in the path", with("/path/x", "X-V: v"), forwardedAs("/a/v/b/x")),
            row("an unset variable is empty", get("/path/x"), forwardedAs("/a//b/x")),
            row("a variable at the end", with("/end/x", "X-V: v"), forwardedAs("/av/x")),
            row("a variable twice", with("/two/x", "X-V: v"), forwardedAs("/vv/x")),
            row("SetEnv comes too late", get("/late/y"), forwardedAs("//x/y")),
            row(
                "a value with a space is escaped",
                with("/path/x", "X-V: a b"),
                forwardedAs("/a/a%20b/b/x")),
            row(
                "a value with a question mark is escaped",
                with("/path/x", "X-V: a?b"),
                forwardedAs("/a/a%3Fb/b/x")),
            row(
                "a value is not looked at again",
                with("/path/x", "X-V: ${H}"),
                forwardedAs("/a/$%7BH%7D/b/x")),
            row("an @ stays in the path", with("/end/x", "X-V: @e"), forwardedAs("/a@e/x")),
            row("a whole host", with("/host/x", "X-H: {other}"), forwardedToOtherAs("/h/x")),
            row("a variable and a group", with("/match/x", "X-V: v"), forwardedAs("/v/x")),
            row(
                "a host by variable, a path by group",
                with("/hosts/x", "X-H: {other}"),
                forwardedToOtherAs("/x")),
            row("in a location", with("/own/x", "X-V: v"), forwardedAs("/own/v/x"))));
  }

  @TestFactory
  Stream<DynamicNode> unsafe_values() {
    return Differential.run(
        "ProxyPassInterpolateEnv On\n" + RULES,
        List.of(
            row("a value that climbs", with("/path/x", "X-V: .."), forwardedAs("/a/../b/x"))
                .differs("A value must not climb out of the target's path.", refused(403)),
            row(
                    "a host with a path behind it",
                    with("/host/x", "X-H: {other}/y"),
                    forwardedToOtherAs("/y/h/x"))
                .differs("A value stays in the host.", refused(400)),
            row("a raw value with a space", with("/raw/x", "X-V: a b"), refused(403))));
  }

  @TestFactory
  Stream<DynamicNode> off() {
    return Differential.run(
        RULES + "<Location /path/on>\nProxyPassInterpolateEnv On\n</Location>",
        List.of(
            row(
                "Off leaves the text as it is",
                with("/path/x", "X-V: v"),
                forwardedAs("/a/$%7BV%7D/b/x")),
            row("On in a location", with("/path/on", "X-V: v"), forwardedAs("/a/v/b/on"))));
  }

  @TestFactory
  Stream<DynamicNode> the_way_back() {
    return Differential.run(
        """
        ProxyPassInterpolateEnv On
        SetEnvIf X-V (.+) V=$1
        ProxyPass / http://{backend}/
        ProxyPassReverse /pub/${V} http://{backend}/${V}in interpolate
        ProxyPassReverse /fixed http://{backend}/fixed-in
        ProxyPassReverseCookieDomain ${V}.in ${V}.out interpolate
        ProxyPassReverseCookiePath /${V}/in /${V}/out interpolate
        """,
        List.of(
            row(
                    "both sides of ProxyPassReverse",
                    with("/x", "X-V: v"),
                    clientField("Location", "http://front.test/pub/v/x"))
                .answered(
                    "",
                    "HTTP/1.1 302 Found",
                    "Location: http://{backend}/vin/x",
                    "Content-Length: 0"),
            row(
                    "a line without interpolate",
                    with("/x", "X-V: v"),
                    clientField("Location", "http://front.test/fixed/x"))
                .answered(
                    "",
                    "HTTP/1.1 302 Found",
                    "Location: http://{backend}/fixed-in/x",
                    "Content-Length: 0"),
            row(
                    "both sides of the rules for cookies",
                    with("/x", "X-V: v"),
                    clientField("Set-Cookie", "a=b; domain=v.out; path=/v/out"))
                .answered(
                    "",
                    "HTTP/1.1 200 OK",
                    "Set-Cookie: a=b; domain=v.in; path=/v/in",
                    "Content-Length: 0")));
  }
}
