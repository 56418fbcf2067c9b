package org.proxypass.differential;

import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.forwardedAs;
import static org.proxypass.differential.Expectation.forwardedToOtherAs;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.LocationRows.Traffic.plain;
import static org.proxypass.differential.LocationRows.Traffic.sent;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** SetEnv, UnsetEnv, PassEnv, SetEnvIf and its relatives, and no-proxy. */
class EnvironmentTest {
  private static final String SHOW = "\nHeader set V %{V}e";

  @TestFactory
  Stream<DynamicNode> set_env() {
    return new LocationRows(
            "ProxyPass / http://{backend}/\nSetEnv OUTER out\nSetEnvIf X-In (.+) FIRST=$1")
        .claim("SetEnv", "SetEnv V a" + SHOW, plain(), clientField("V", "a"))
        .claim("SetEnv without a value", "SetEnv V" + SHOW, plain(), clientField("V", ""))
        .claim("SetEnv with spaces", "SetEnv V \"a b\"" + SHOW, plain(), clientField("V", "a b"))
        .claim(
            "the last SetEnv counts",
            "SetEnv V a\nSetEnv V b" + SHOW,
            plain(),
            clientField("V", "b"))
        .claim("a name in other letters", "SetEnv v a" + SHOW, plain(), clientField("V", "a"))
        .claim("an outer SetEnv", "Header set V %{OUTER}e", plain(), clientField("V", "out"))
        .claim(
            "an inner SetEnv replaces",
            "SetEnv OUTER in\nHeader set V %{OUTER}e",
            plain(),
            clientField("V", "in"))
        .claim(
            "UnsetEnv takes an outer one back",
            "UnsetEnv OUTER\nHeader set V %{OUTER}e",
            plain(),
            clientField("V", "(null)"))
        .claim(
            "UnsetEnv takes its own section's back",
            "SetEnv V a\nUnsetEnv V" + SHOW,
            plain(),
            clientField("V", "(null)"))
        .claim(
            "but not what follows", "UnsetEnv V\nSetEnv V a" + SHOW, plain(), clientField("V", "a"))
        .claim(
            "nor what follows an outer one",
            "UnsetEnv OUTER\nSetEnv OUTER a\nHeader set V %{OUTER}e",
            plain(),
            clientField("V", "a"))
        .claim(
            "UnsetEnv leaves those of SetEnvIf",
            "UnsetEnv FIRST\nHeader set V %{FIRST}e",
            sent("X-In: i"),
            clientField("V", "i"))
        .claim(
            "SetEnv leaves what SetEnvIf said",
            "SetEnv FIRST s\nHeader set V %{FIRST}e",
            sent("X-In: i"),
            clientField("V", "i"))
        .claim(
            "SetEnv is not known to SetEnvIf",
            "SetEnv W a\nSetEnvIf W a V=hit" + SHOW,
            plain(),
            clientField("V", "(null)"))
        .claim(
            "PassEnv", "PassEnv PATH\nHeader set V yes env=PATH", plain(), clientField("V", "yes"))
        .claim(
            "PassEnv of nothing",
            "PassEnv NO_SUCH_VARIABLE_AT_ALL\nHeader set V yes env=NO_SUCH_VARIABLE_AT_ALL",
            plain(),
            noClientField("V"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> set_env_if_in_sections() {
    return new LocationRows("ProxyPass / http://{backend}/\nSetEnvIf X-In (.+) first=$1")
        .claim("a field", "SetEnvIf X-In b V" + SHOW, sent("X-In: abc"), clientField("V", "1"))
        .claim(
            "a field that does not match",
            "SetEnvIf X-In x V" + SHOW,
            sent("X-In: abc"),
            clientField("V", "(null)"))
        .claim(
            "names of fields have no case",
            "SetEnvIf x-in b V" + SHOW,
            sent("X-In: abc"),
            clientField("V", "1"))
        .claim(
            "values have",
            "SetEnvIf X-In B V" + SHOW,
            sent("X-In: abc"),
            clientField("V", "(null)"))
        .claim(
            "but not with NoCase",
            "SetEnvIfNoCase X-In B V" + SHOW,
            sent("X-In: abc"),
            clientField("V", "1"))
        .claim(
            "an absent field is empty",
            "SetEnvIf X-None ^$ V" + SHOW,
            plain(),
            clientField("V", "1"))
        .claim(
            "a value", "SetEnvIf X-In b V=yes" + SHOW, sent("X-In: abc"), clientField("V", "yes"))
        .claim(
            "an empty value is 1",
            "SetEnvIf X-In b V=" + SHOW,
            sent("X-In: abc"),
            clientField("V", "1"))
        .claim(
            "groups",
            "SetEnvIf X-In (.)(.)(.) V=$3$1" + SHOW,
            sent("X-In: abc"),
            clientField("V", "ca"))
        .claim(
            "a whole match",
            "SetEnvIf X-In b. V=<$0>" + SHOW,
            sent("X-In: abc"),
            clientField("V", "<bc>"))
        .claim(
            "several variables",
            "SetEnvIf X-In (b) V=$1 W=2\nHeader set W %{W}e" + SHOW,
            sent("X-In: abc"),
            clientField("V", "b"),
            clientField("W", "2"))
        .claim(
            "removing",
            "SetEnvIf X-In b !first\nHeader set V %{first}e",
            sent("X-In: abc"),
            clientField("V", "(null)"))
        .claim(
            "a variable set before",
            "SetEnvIf first abc V=hit" + SHOW,
            sent("X-In: abc"),
            clientField("V", "hit"))
        .claim(
            "an expression for names",
            "SetEnvIf ^X-.*$ b V=hit" + SHOW,
            sent("X-Other: b"),
            clientField("V", "hit"))
        .claim(
            "the method", "SetEnvIf Request_Method ^GET$ V" + SHOW, plain(), clientField("V", "1"))
        .claim(
            "the protocol",
            "SetEnvIf Request_Protocol (.*) V=$1" + SHOW,
            plain(),
            clientField("V", "HTTP/1.1"))
        .claim(
            "the path", "SetEnvIf Request_URI (.*) V=$1" + SHOW, plain(), clientField("V", "/r16"))
        .claim(
            "the client's address",
            "SetEnvIf Remote_Addr (.*) V=$1" + SHOW,
            plain(),
            clientField("V", "127.0.0.1"))
        .claim(
            "our address",
            "SetEnvIf Server_Addr (.*) V=$1" + SHOW,
            plain(),
            clientField("V", "127.0.0.1"))
        .claim(
            "attributes have no case",
            "SetEnvIf REQUEST_method GET V" + SHOW,
            plain(),
            clientField("V", "1"))
        .claim(
            "BrowserMatch",
            "BrowserMatch ^curl/(.*) V=$1" + SHOW,
            sent("User-Agent: curl/8"),
            clientField("V", "8"))
        .claim(
            "BrowserMatchNoCase",
            "BrowserMatchNoCase ^CURL V" + SHOW,
            sent("User-Agent: curl/8"),
            clientField("V", "1"))
        .claim(
            "SetEnvIfExpr",
            "SetEnvIfExpr \"%{req:X-In} =~ /(b)(c)/\" V=$2$1" + SHOW,
            sent("X-In: abc"),
            clientField("V", "cb"))
        .claim(
            "SetEnvIfExpr that does not hold",
            "SetEnvIfExpr false V" + SHOW,
            plain(),
            clientField("V", "(null)"))
        .claim(
            "the last rule that hits counts",
            "SetEnvIf X-In a V=one\nSetEnvIf X-In b V=two" + SHOW,
            sent("X-In: abc"),
            clientField("V", "two"))
        .run();
  }

  @TestFactory
  Stream<DynamicNode> before_mapping() {
    return Differential.run(
        """
        SetEnvIf Request_URI ^/own/ no-proxy
        SetEnvIf Host ^([^.]+)\\. site=$1
        SetEnvIfExpr "%{QUERY_STRING} == 'local'" no-proxy
        SetEnvIf X-Back yes !no-proxy
        SetEnvIf X-Away ^yes$ no-proxy
        SetEnvIf Request_URI "caf" saw-path
        SetEnv no-proxy-late yes
        Header set Site %{site}e
        Header set Saw %{saw-path}e
        <Location /late>
          SetEnvIf Request_URI ^/late no-proxy
          SetEnv no-proxy
        </Location>
        <Location /other>
          ProxyPass http://{other}/other
        </Location>
        ProxyPass /own http://{backend}/own
        ProxyPass /late http://{backend}/late
        ProxyPass /app http://{backend}/app
        """,
        List.of(
            row("no-proxy leaves the path alone", get("/own/x"), refused(404)),
            row("a path beside it is proxied", get("/ownx"), refused(404)),
            row("without the slash it is proxied", get("/own"), forwardedAs("/own")),
            row("no-proxy by an expression", get("/app/x?local"), refused(404)),
            row("no-proxy by a field", get("/app").with("X-Away", "yes"), refused(404)),
            row("no-proxy taken back", get("/own/x").with("X-Back", "yes"), forwardedAs("/own/x")),
            row("no-proxy in a section is too late", get("/late"), forwardedAs("/late")),
            row(
                "no-proxy keeps from a section's ProxyPass",
                get("/other").with("X-Away", "yes"),
                refused(404)),
            row("which is used otherwise", get("/other"), forwardedToOtherAs("/other")),
            row(
                "a variable from the Host",
                getFrom("shop.front.test", "/app"),
                clientField("Site", "shop")),
            row(
                "a request without Host",
                raw("GET /app HTTP/1.0\r\n\r\n"),
                clientField("Site", "(null)")),
            row(
                    "the path of a rule is as the client spelled it",
                    get("/app/c%61f"),
                    clientField("Saw", "(null)"))
                .differs(
                    "SetEnvIf Request_URI sees the decoded path, as mappings do; httpd shows it the spelled one",
                    clientField("Saw", "1")),
            row("no-proxy cannot be dodged", get("/%6Fwn/x"), forwardedAs("/own/x"))
                .differs(
                    "SetEnvIf Request_URI sees the decoded path, as mappings do; httpd shows it the spelled one",
                    refused(404))));
  }
}
