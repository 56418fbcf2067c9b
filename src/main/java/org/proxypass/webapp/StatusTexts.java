package org.proxypass.webapp;

/** What error statuses are called (RFC 9110 §15) and what a reader of the page should know. */
final class StatusTexts {
  private StatusTexts() {}

  static String phrase(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 410 -> "Gone";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 417 -> "Expectation Failed";
      case 426 -> "Upgrade Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      case 505 -> "HTTP Version Not Supported";
      default -> status < 500 ? "Request Error" : "Server Error";
    };
  }

  static String sentence(int status) {
    return switch (status) {
      case 400 -> "Your browser sent a request that this server could not understand.";
      case 401 -> "This server could not verify that you are authorized to see the page.";
      case 403 -> "You don't have permission to access this resource.";
      case 404 -> "The requested page was not found on this server.";
      case 405 -> "The requested method is not allowed for this page.";
      case 408 -> "Server timeout waiting for the request from the client.";
      case 413 -> "The request is larger than this server accepts.";
      case 502 -> "The proxy server received an invalid response from an upstream server.";
      case 503 ->
          "The server is temporarily unable to service your request due to maintenance downtime"
              + " or capacity problems. Please try again later.";
      case 504 ->
          "The gateway did not receive a timely response from the upstream server or"
              + " application.";
      default ->
          status < 500
              ? "The request could not be served."
              : "The server encountered an error and was unable to complete your request.";
    };
  }
}
