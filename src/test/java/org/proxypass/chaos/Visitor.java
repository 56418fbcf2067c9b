package org.proxypass.chaos;

import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RawResponse.Ending;

/**
 * One client with one connection, which sends requests one after another and checks the answers.
 */
final class Visitor {
  private static final int MOST_MILLIS = 40;
  private static final int MOST_PIECES = 4;

  private final int port;
  private final String session;
  private final Random random;
  private @Nullable RawClient connection;

  /**
   * A client.
   *
   * @param session the route of the session it belongs to; empty for none
   */
  Visitor(int port, String session, Random random) {
    this.port = port;
    this.session = session;
    this.random = random;
  }

  /** Sends the request of this id and waits for what comes of it. */
  Outcome visit(int id) {
    int pieces = random.nextInt(MOST_PIECES + 1);
    String request = request(id, pieces);
    String place = connection == null ? "on a new connection: " : "on a connection in use: ";
    long begun = System.nanoTime();
    try {
      RawClient client = connected();
      RawResponse response = client.send(request).read();
      if (response.ending() != Ending.COMPLETE || response.values("Connection").contains("close")) {
        leave();
      }
      return outcome(id, begun, response, pieces);
    } catch (IOException e) {
      leave();
      return new Outcome(id, begun, session, 0, false, "", place + e);
    }
  }

  private String request(int id, int pieces) {
    String target = "/task/" + id + "?ms=" + random.nextInt(MOST_MILLIS) + "&kb=" + pieces;
    String cookie = session.isEmpty() ? "" : "Cookie: ROUTEID=." + session + "\r\n";
    String common = " HTTP/1.1\r\nHost: front.test\r\n" + cookie;
    return Outcome.isPost(id)
        ? "POST " + target + common + "Content-Length: 5\r\n\r\nhello"
        : "GET " + target + common + "\r\n";
  }

  private RawClient connected() throws IOException {
    RawClient client = connection;
    if (client == null) {
      client = RawClient.connect(port);
      connection = client;
    }
    return client;
  }

  private Outcome outcome(int id, long begun, RawResponse response, int pieces) {
    boolean complete = response.ending() == Ending.COMPLETE;
    String text = response.text();
    int end = text.indexOf(" " + id + "\n");
    boolean ours =
        end > 0 && text.substring(end).equals(" " + id + "\n" + "x".repeat(1024 * pieces));
    String member = complete && ours ? text.substring(0, end) : "";
    String detail = response.status() == 200 && complete && !ours ? "not its own answer" : "";
    return new Outcome(id, begun, session, response.status(), complete, member, detail);
  }

  /** Closes the connection; the next request gets another one. */
  void leave() {
    RawClient client = connection;
    connection = null;
    if (client != null) {
      try {
        client.close();
      } catch (IOException alreadyGone) {
        return;
      }
    }
  }
}
