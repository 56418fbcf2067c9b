package org.proxypass.chaos;

import java.net.ConnectException;

/**
 * What a client saw of one request.
 *
 * @param id tells it from all others
 * @param begun when it was sent, as {@link System#nanoTime}
 * @param session the route of its session cookie, or empty
 * @param status of the response; 0 when there was none
 * @param complete whether the response came to its announced end
 * @param member who answered, by the body; empty when that was no member
 * @param detail what went wrong, for people
 */
record Outcome(
    int id,
    long begun,
    String session,
    int status,
    boolean complete,
    String member,
    String detail) {
  private static final int POST_EVERY = 8;

  /** Whether the request of this id changes something, and so must not be sent twice. */
  static boolean isPost(int id) {
    return id % POST_EVERY == 0;
  }

  /** Whether nobody listened any more. */
  boolean refused() {
    return detail.contains(ConnectException.class.getName());
  }

  /** Whether the client got what it asked for. */
  boolean good() {
    return status == 200 && complete && !member.isEmpty();
  }
}
