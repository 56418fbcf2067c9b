package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.getFrom;
import static org.proxypass.differential.Request.request;
import static org.proxypass.differential.Row.row;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** If, ElseIf and Else: which branch is taken, and over what it is merged. */
class ConditionalSectionTest {

  @TestFactory
  Stream<DynamicNode> branches() {
    return Differential.run(
        """
        Header set Trace outer
        <If "-n req('In-1')">
          Header append Trace if1
        </If>
        <ElseIf "-n req('In-2')">
          Header append Trace elseif2
        </ElseIf>
        <ElseIf "-n req('In-3')">
          Header append Trace elseif3
        </ElseIf>
        <Else>
          Header append Trace else
        </Else>
        <If "-n req('In-3')">
          Header append Trace if3
        </If>
        ProxyPass / http://{backend}/
        """,
        List.of(
            row("none holds", get("/"), clientField("Trace", "outer, else")),
            row("the first holds", get("/").with("In-1", "x"), clientField("Trace", "outer, if1")),
            row(
                "the second holds",
                get("/").with("In-2", "x"),
                clientField("Trace", "outer, elseif2")),
            row(
                "the first that holds is taken",
                get("/").with("In-1", "x").with("In-2", "x"),
                clientField("Trace", "outer, if1")),
            row(
                "another If is another choice",
                get("/").with("In-3", "x"),
                clientField("Trace", "outer, elseif3, if3")),
            row(
                "both",
                get("/").with("In-1", "x").with("In-3", "x"),
                clientField("Trace", "outer, if1, if3"))));
  }

  @TestFactory
  Stream<DynamicNode> places() {
    return Differential.run(
        """
        <If "-n req('In-1')">
          Header merge Trace global1
        </If>
        <Location />
          Header append Trace loc
          <If "-n req('In-1')">
            Header merge Trace locp1
          </If>
          <If "-n req('In-2')">
            Header merge Trace locp2
          </If>
        </Location>
        <Location /in>
          Header append Trace in
          <If "-n req('In-1')">
            Header append Trace in1
            <If "-n req('In-2')">
              Header append Trace in12
            </If>
            <Else>
              Header append Trace in1else
            </Else>
            Header append Trace in1end
          </If>
          <If "true">
            Header append Trace last
          </If>
        </Location>
        ProxyPass / http://{backend}/
        """,
        List.of(
            row("a location's settings come first", get("/"), clientField("Trace", "loc")),
            row(
                "conditions are merged over all locations, outer ones first",
                get("/").with("In-1", "x").with("In-2", "x"),
                clientField("Trace", "loc, global1, locp1, locp2")),
            row(
                "one in a location",
                get("/").with("In-2", "x"),
                clientField("Trace", "loc, locp2")),
            row("inner location", get("/in"), clientField("Trace", "loc, in, last")),
            row(
                "nested, the inner Else",
                get("/in").with("In-1", "x"),
                clientField("Trace", "loc, in, global1, locp1, in1, in1end, last, in1else")),
            row(
                "nested, the inner If",
                get("/in").with("In-1", "x").with("In-2", "x"),
                clientField("Trace", "loc, in, global1, locp1, locp2, in1, in1end, last, in12"))));
  }

  @TestFactory
  Stream<DynamicNode> contents() {
    return Differential.run(
        """
        SetEnvIf X-Known (.+) known=$1
        SetEnv late yes
        ErrorDocument 403 outer
        <If "%{REQUEST_METHOD} == 'DELETE'">
          Require all denied
        </If>
        <If "%{REQUEST_URI} =~ m#^/closed/([a-z]+)#">
          Require all denied
          ErrorDocument 403 "closed here"
          Header always set Closed yes
        </If>
        <If "reqenv('known') == 'yes'">
          Header set Known yes
        </If>
        <If "reqenv('late') == 'yes'">
          Header set Late yes
        </If>
        <If "%{QUERY_STRING} =~ /host/">
          ProxyPreserveHost On
          ProxyAddHeaders Off
        </If>
        <If "%{QUERY_STRING} =~ /env/">
          SetEnv V inside
          SetEnvIf Request_Method (.*) M=$1
        </If>
        <If "%{HTTP_HOST} == 'b.test'">
          RequestHeader set Site b
        </If>
        <Else>
          RequestHeader set Site a
        </Else>
        <If "%{REMOTE_ADDR} -ipmatch '127.0.0.0/8'">
          Header set Local yes
        </If>
        <If "%{REQUEST_STATUS} == '200'">
          Header set Too-Early yes
        </If>
        <Location /open>
          Require all granted
        </Location>
        Header set V %{V}e
        Header set M %{M}e
        ProxyPass / http://{backend}/
        """,
        List.of(
            row("access by the method", request("DELETE", "/x"), refused(403), body("outer")),
            row("access goes over a location's", request("DELETE", "/open"), refused(403)),
            row(
                "an error document and a field of an error",
                get("/closed/a"),
                refused(403),
                body("closed here"),
                clientField("Closed", "yes")),
            row("elsewhere it does not hold", get("/x"), noClientField("Closed")),
            row(
                "a variable of SetEnvIf",
                get("/x").with("X-Known", "yes"),
                clientField("Known", "yes")),
            row("its other value", get("/x").with("X-Known", "no"), noClientField("Known")),
            row("SetEnv comes too late", get("/x"), noClientField("Late")),
            row(
                "the status is 200 as long as nobody knows",
                get("/x"),
                clientField("Too-Early", "yes")),
            row(
                "forwarding settings",
                get("/x?host"),
                backendField("Host", "front.test"),
                backendField("X-Forwarded-For")),
            row("variables", get("/x?env"), clientField("V", "inside"), clientField("M", "GET")),
            row(
                "no variables elsewhere",
                get("/x"),
                clientField("V", "(null)"),
                clientField("M", "(null)")),
            row("a request field", getFrom("b.test", "/x"), backendField("Site", "b")),
            row("a request field of Else", get("/x"), backendField("Site", "a")),
            row("the client's address", get("/x"), clientField("Local", "yes"))));
  }

  @TestFactory
  Stream<DynamicNode> virtual_hosts() {
    return Differential.run(
        """
        <If "true">
          Header append Trace main
        </If>
        Header append Trace outside
        ProxyPass / http://{backend}/
        <VirtualHost *:{port}>
          ServerName front.test
          <If "%{HTTP_HOST} == 'front.test'">
            Header append Trace host
          </If>
          <Else>
            Header append Trace alias
          </Else>
          Header append Trace virtual
          SetEnvIf X-In (.+) in=$1
          Header set In %{in}e
          RequestHeader set Early yes early
          Header always set Always host
        </VirtualHost>
        <VirtualHost *:{port}>
          ServerName two.test
          Header always set Always two
        </VirtualHost>
        """,
        List.of(
            row(
                "the main server's conditions are inherited",
                get("/").with("X-In", "i"),
                clientField("Trace", "outside, virtual, main, host"),
                clientField("In", "i"),
                clientField("Always", "host"),
                backendField("Early", "yes")),
            row(
                "of another host nothing is known",
                getFrom("two.test", "/").with("X-In", "i"),
                clientField("Trace", "outside, main"),
                noClientField("In"),
                clientField("Always", "two"),
                backendField("Early"))));
  }
}
