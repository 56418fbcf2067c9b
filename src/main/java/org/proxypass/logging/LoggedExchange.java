package org.proxypass.logging;

import org.jspecify.annotations.Nullable;

/** An exchange that is over, as a log format sees it. Texts are not escaped yet. */
public interface LoggedExchange extends LoggedTotals {

  /** The client's address. */
  String clientAddress();

  /** The client's name when somebody looked it up, else its address. */
  String clientHost();

  /** The client's port. */
  int clientPort();

  /** The address the request arrived at. */
  String localAddress();

  /** The port the request arrived at. */
  int localPort();

  /** The port the client named. */
  String calledPort();

  /** The ServerName of the virtual host. */
  String serverName();

  /** What the client called the server, without port (UseCanonicalName). */
  String calledName();

  /** The method token. */
  String method();

  /** The decoded path, a char a byte. */
  String path();

  /** The query without question mark; null when there is none. */
  @Nullable String query();

  /** The protocol, like {@code HTTP/1.1}. */
  String protocol();

  /** Method, target and protocol as the client sent them. */
  String requestLine();

  /** Who the client is; null when nobody knows. */
  @Nullable String user();

  /** A request field, its lines joined; null when absent. */
  @Nullable String requestField(String name);

  /** A response field, its lines joined; null when absent. */
  @Nullable String responseField(String name);

  /** An environment variable; null when unset. */
  @Nullable String environment(String name);

  /** A note; null when there is none. */
  @Nullable String note(String name);

  /** The status the client got. */
  int status();

  /** How many requests the connection carried before this one. */
  int requestsBefore();
}
