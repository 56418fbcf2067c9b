package org.proxypass.expression;

import java.util.Set;

/** The variables that an expression may name in {@code %{…}}. */
public final class ServerVariables {
  /** All names, in upper case as httpd writes them. */
  public static final Set<String> NAMES =
      Set.of(
          "HTTP_ACCEPT",
          "HTTP_COOKIE",
          "HTTP_FORWARDED",
          "HTTP_HOST",
          "HTTP_PROXY_CONNECTION",
          "HTTP_REFERER",
          "HTTP_USER_AGENT",
          "REQUEST_METHOD",
          "REQUEST_SCHEME",
          "REQUEST_URI",
          "REQUEST_STATUS",
          "DOCUMENT_URI",
          "QUERY_STRING",
          "PATH_INFO",
          "CONTENT_TYPE",
          "REMOTE_ADDR",
          "REMOTE_HOST",
          "REMOTE_PORT",
          "REMOTE_USER",
          "CONN_REMOTE_ADDR",
          "SERVER_NAME",
          "SERVER_PORT",
          "SERVER_ADDR",
          "SERVER_PROTOCOL",
          "SERVER_SOFTWARE",
          "THE_REQUEST",
          "HTTPS",
          "IPV6",
          "CONTEXT_PREFIX",
          "UNIQUE_ID",
          "TIME",
          "TIME_YEAR",
          "TIME_MON",
          "TIME_DAY",
          "TIME_HOUR",
          "TIME_MIN",
          "TIME_SEC",
          "TIME_WDAY");

  private ServerVariables() {}
}
