package org.proxypass.differential;

import static org.proxypass.differential.Expectation.backendField;
import static org.proxypass.differential.Expectation.body;
import static org.proxypass.differential.Expectation.clientField;
import static org.proxypass.differential.Expectation.noBackendField;
import static org.proxypass.differential.Expectation.noClientField;
import static org.proxypass.differential.Expectation.refused;
import static org.proxypass.differential.Expectation.seenAs;
import static org.proxypass.differential.Expectation.status;
import static org.proxypass.differential.Request.get;
import static org.proxypass.differential.Request.raw;
import static org.proxypass.differential.Row.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.proxypass.testing.Script;
import org.proxypass.testing.WebSocketFrames;

/** Connections that leave HTTP: mod_proxy_wstunnel and upgrade= of mod_proxy_http. */
class UpgradeTest {
  private static final String MAPPINGS =
      """
      ProxyPass /ws ws://{backend}/ws
      ProxyPass /up http://{backend}/up upgrade=websocket
      ProxyPass /any http://{backend}/any upgrade=ANY
      ProxyPass /other http://{backend}/other upgrade=chat
      ProxyPass /plain http://{backend}/plain
      ProxyPass /dead ws://{dead}/dead
      <Proxy balancer://sockets>
        BalancerMember ws://{dead} route=a
        BalancerMember ws://{backend} route=b
      </Proxy>
      ProxyPass /cluster balancer://sockets/cluster stickysession=ROUTE
      <Proxy balancer://upgrading>
        BalancerMember http://{backend}/member upgrade=websocket route=b
      </Proxy>
      ProxyPass /members balancer://upgrading
      """;

  private static final String ACCEPT = "Sec-WebSocket-Accept: " + WebSocketFrames.ACCEPT + "\r\n";

  /** Agrees to whatever it is asked for, with further fields in its 101. */
  private static Script agreeing(String fields) {
    return exchange -> {
      exchange.request();
      List<String> asked = exchange.head().values("Upgrade");
      if (asked.isEmpty()) {
        exchange.write(Script.ok("plain"));
      } else {
        exchange.write(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: "
                + asked.get(0)
                + "\r\nConnection: Upgrade\r\n"
                + fields
                + "\r\n");
        exchange.awaitPeerEnd();
        exchange.close();
      }
    };
  }

  private static Request handshake(String target) {
    return raw(WebSocketFrames.request(target));
  }

  /** A handshake with another field line instead of one of its own. */
  private static Request handshake(String target, String line, String instead) {
    String text = WebSocketFrames.request(target);
    if (!text.contains(line)) {
      throw new IllegalArgumentException(line);
    }
    return raw(text.replace(line, instead));
  }

  private static Expectation[] tunnelled() {
    return new Expectation[] {
      status(101),
      clientField("Upgrade", "websocket"),
      clientField("Sec-WebSocket-Accept", WebSocketFrames.ACCEPT),
      backendField("Upgrade", "websocket"),
      backendField("Connection", "Upgrade"),
      backendField("Sec-WebSocket-Key", WebSocketFrames.KEY),
      backendField("Sec-WebSocket-Version", "13"),
      backendField("X-Forwarded-For", "127.0.0.1")
    };
  }

  private static Row agreed(String name, Request request, Expectation... expected) {
    return row(name, request, expected).answeredBy(agreeing(ACCEPT));
  }

  @TestFactory
  Stream<DynamicNode> requests() {
    Expectation[] plain = {status(200), body("plain"), noBackendField("Upgrade")};
    List<Row> rows = new ArrayList<>();
    rows.add(agreed("ws:// carries a WebSocket", handshake("/ws"), tunnelled()));
    rows.add(agreed("upgrade=websocket carries one", handshake("/up/chat?room=1"), tunnelled()));
    rows.add(agreed("upgrade=ANY carries one", handshake("/any"), tunnelled()));
    rows.add(
        agreed("the query goes along", handshake("/ws/a?b=c"), seenAs("backend", "/ws/a?b=c")));
    rows.add(agreed("a plain request through ws:// is plain HTTP", get("/ws"), plain));
    rows.add(agreed("a plain request through upgrade= is plain HTTP", get("/up"), plain));
    rows.add(agreed("without upgrade= nobody is asked", handshake("/plain"), plain));
    rows.add(agreed("a protocol that is not allowed", handshake("/other"), plain));
    rows.add(
        agreed(
            "another protocol that is allowed",
            get("/other").with("Upgrade", "chat").with("Connection", "Upgrade"),
            status(101),
            clientField("Upgrade", "chat"),
            backendField("Upgrade", "chat")));
    rows.add(
        agreed(
            "letter case does not count",
            handshake("/up", "Upgrade: websocket", "Upgrade: WebSocket"),
            status(101),
            backendField("Upgrade", "WebSocket")));
    rows.add(
        agreed(
            "upgrade is one of several connection options",
            handshake("/up", "Connection: Upgrade", "Connection: keep-alive, upgrade"),
            tunnelled()));
    rows.add(
        agreed("Connection: upgrade alone", handshake("/up", "Upgrade: websocket\r\n", ""), plain));
    rows.add(
        agreed("Upgrade alone", handshake("/up", "Connection: Upgrade\r\n", ""), status(101))
            .differs("RFC 9110 §7.8: without Connection: upgrade it is to be ignored", plain));
    rows.add(
        agreed(
                "a protocol whose name only begins like the allowed one",
                handshake("/up", "Upgrade: websocket", "Upgrade: websocketx"),
                status(101))
            .differs("the whole name counts", plain));
    rows.add(
        agreed(
                "a list of protocols",
                handshake("/up", "Upgrade: websocket", "Upgrade: h2c, websocket"),
                plain)
            .differs("the allowed one of them is forwarded, and no other", tunnelled()));
    rows.add(
        agreed(
                "a list that begins with the allowed protocol",
                handshake("/up", "Upgrade: websocket", "Upgrade: websocket, h2c"),
                status(101),
                backendField("Upgrade", "websocket, h2c"))
            .differs("the allowed one of them is forwarded, and no other", tunnelled()));
    rows.add(
        agreed(
                "h2c, which would carry requests past every rule",
                get("/any")
                    .with("Upgrade", "h2c")
                    .with("HTTP2-Settings", "AAMAAABkAAQAAP__")
                    .with("Connection", "Upgrade, HTTP2-Settings"),
                status(101))
            .differs("never tunnelled", plain));
    rows.add(
        agreed(
                "a handshake with a body",
                handshake("/up", "GET ", "POST ").body("hello"),
                status(101))
            .differs("a handshake has no body, and GET", plain));
    rows.add(
        agreed(
                "a handshake without key",
                handshake("/ws", "Sec-WebSocket-Key: " + WebSocketFrames.KEY + "\r\n", ""),
                status(101))
            .differs("RFC 6455 §4.2.1", refused(400)));
    rows.add(
        agreed(
                "a handshake with a key of another length",
                handshake("/ws", WebSocketFrames.KEY, "c2hvcnQ="),
                status(101))
            .differs("RFC 6455 §4.2.1", refused(400)));
    rows.add(
        agreed(
            "what the ends negotiate is theirs",
            handshake("/ws")
                .with("Origin", "https://elsewhere.example")
                .with("Cookie", "a=b")
                .with("Sec-WebSocket-Protocol", "chat, superchat")
                .with("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"),
            status(101),
            backendField("Origin", "https://elsewhere.example"),
            backendField("Cookie", "a=b"),
            backendField("Sec-WebSocket-Protocol", "chat, superchat"),
            backendField(
                "Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")));
    rows.add(
        agreed(
            "a member that is dead is passed over",
            handshake("/cluster/x"),
            status(101),
            seenAs("backend", "/cluster/x")));
    rows.add(
        agreed(
            "a WebSocket sticks to its member",
            handshake("/cluster/x").with("Cookie", "ROUTE=session.b"),
            status(101),
            seenAs("backend", "/cluster/x")));
    rows.add(agreed("upgrade= of a member", handshake("/members/x"), tunnelled()));
    rows.add(row("a backend that is not there", handshake("/dead"), refused(503)));
    return Differential.run(MAPPINGS, rows);
  }

  @TestFactory
  Stream<DynamicNode> answers() {
    List<Row> rows = new ArrayList<>();
    for (int status : new int[] {200, 301, 401, 403, 404, 500, 503}) {
      rows.add(
          row(
                  status + " instead of 101 is an ordinary response",
                  handshake("/up"),
                  status(status),
                  body("no"),
                  clientField("X-Reason", "because"))
              .answeredBy(
                  Script.bytes(
                      "HTTP/1.1 "
                          + status
                          + " So\r\nX-Reason: because\r\nContent-Length: 2\r\n\r\nno")));
    }
    String required =
        "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nContent-Length: 2\r\n\r\nno";
    rows.add(
        row(
                "426 names the version",
                handshake("/up", "Version: 13", "Version: 12"),
                status(426),
                body("no"),
                clientField("Sec-WebSocket-Version", "13"),
                backendField("Sec-WebSocket-Version", "12"))
            .answeredBy(Script.bytes(required)));
    rows.add(
        row(
                "426 names the protocol where it is allowed",
                get("/up"),
                status(426),
                clientField("Upgrade", "websocket"))
            .answeredBy(Script.bytes(required)));
    rows.add(
        row(
                "426 names no protocol where it is not",
                get("/plain"),
                status(426),
                noClientField("Upgrade"))
            .answeredBy(Script.bytes(required)));
    String start = "HTTP/1.1 101 Switching Protocols\r\n";
    rows.add(
        row("101 that nobody asked for", get("/up"), status(502))
            .answeredBy(
                Script.bytes(
                    start + "Upgrade: websocket\r\nConnection: Upgrade\r\n" + ACCEPT + "\r\n")));
    rows.add(
        row("101 to another protocol", handshake("/up"), status(502))
            .answeredBy(
                Script.bytes(
                    start + "Upgrade: chat\r\nConnection: Upgrade\r\n" + ACCEPT + "\r\n")));
    rows.add(
        row("101 without protocol", handshake("/up"), status(502))
            .answeredBy(Script.bytes(start + "Connection: Upgrade\r\n" + ACCEPT + "\r\n")));
    rows.add(
        row("101 without Connection: upgrade", handshake("/up"), status(101))
            .answeredBy(Script.bytes(start + "Upgrade: websocket\r\n" + ACCEPT + "\r\n"))
            .differs("RFC 9110 §7.8", status(502)));
    rows.add(
        row("101 with a wrong Sec-WebSocket-Accept", handshake("/up"), status(101))
            .answeredBy(
                Script.bytes(
                    start
                        + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n"))
            .differs("RFC 6455 §4.1: whoever answers has not read the handshake", status(502)));
    rows.add(
        row(
                "what the backend agreed to is the client's",
                handshake("/up"),
                status(101),
                clientField("Sec-WebSocket-Protocol", "superchat"),
                clientField("Sec-WebSocket-Extensions", "permessage-deflate"))
            .answeredBy(
                agreeing(
                    ACCEPT
                        + "Sec-WebSocket-Protocol: superchat\r\n"
                        + "Sec-WebSocket-Extensions: permessage-deflate\r\n")));
    rows.add(
        row(
                "what is for one connection stays there",
                handshake("/up"),
                status(101),
                noClientField("Proxy-Authenticate", "TE"),
                clientField("X-End", "to end"))
            .answeredBy(agreeing(ACCEPT + "Proxy-Authenticate: x\r\nTE: y\r\nX-End: to end\r\n")));
    return Differential.run(MAPPINGS, rows);
  }

  @TestFactory
  Stream<DynamicNode> rules() {
    return Differential.run(
        """
        ProxyPass /app/ws ws://{backend}/ws
        ProxyPassReverseCookiePath / /app/
        Header set X-Set yes
        Header always set X-Always yes
        RequestHeader set X-Told front
        RewriteEngine On
        RewriteCond %{HTTP:Upgrade} =websocket [NC]
        RewriteRule ^/socket/(.*)$ ws://{backend}/rewritten/$1 [P,L]
        RewriteRule ^/socket/(.*)$ http://{backend}/http/$1 [P,L]
        <Location /app/ws/refused>
          Require all denied
        </Location>
        <Location /app/ws/never>
          RequestHeader unset Upgrade
        </Location>
        """,
        List.of(
            agreed("RequestHeader", handshake("/app/ws"), backendField("X-Told", "front")),
            row(
                    "cookies of the 101",
                    handshake("/app/ws"),
                    clientField("Set-Cookie", "a=b; path=/app/"))
                .answeredBy(agreeing(ACCEPT + "Set-Cookie: a=b; path=/\r\n")),
            agreed("Header set", handshake("/app/ws"), status(101), clientField("X-Set"))
                .differs("a 101 is a response like another", clientField("X-Set", "yes")),
            agreed("Header always", handshake("/app/ws"), status(101), clientField("X-Always"))
                .differs("a 101 is a response like another", clientField("X-Always", "yes")),
            agreed(
                "RewriteRule sends handshakes one way",
                handshake("/socket/a"),
                status(101),
                seenAs("backend", "/rewritten/a")),
            agreed(
                "RewriteRule sends requests another way",
                get("/socket/a"),
                status(200),
                seenAs("backend", "/http/a")),
            agreed("access control comes first", handshake("/app/ws/refused"), refused(403)),
            agreed(
                "RequestHeader unset Upgrade",
                handshake("/app/ws/never"),
                status(200),
                noBackendField("Upgrade"))));
  }
}
