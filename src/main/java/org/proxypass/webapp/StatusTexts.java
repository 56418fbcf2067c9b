package org.proxypass.webapp;

/**
 * What statuses are called (RFC 9110 §15 and the registry) and what a reader of the page should
 * know. ASCII without any character that HTML or JSON would have to escape, but for apostrophes.
 */
final class StatusTexts {
  private StatusTexts() {}

  static String phrase(int status) {
    return switch (status) {
      case 300 -> "Multiple Choices";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 304 -> "Not Modified";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 402 -> "Payment Required";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 407 -> "Proxy Authentication Required";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 411 -> "Length Required";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Range Not Satisfiable";
      case 417 -> "Expectation Failed";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 423 -> "Locked";
      case 424 -> "Failed Dependency";
      case 425 -> "Too Early";
      case 426 -> "Upgrade Required";
      case 428 -> "Precondition Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 451 -> "Unavailable For Legal Reasons";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      case 505 -> "HTTP Version Not Supported";
      case 506 -> "Variant Also Negotiates";
      case 507 -> "Insufficient Storage";
      case 508 -> "Loop Detected";
      case 511 -> "Network Authentication Required";
      default -> status < 400 ? "Redirection" : status < 500 ? "Request Error" : "Server Error";
    };
  }

  static String sentence(int status) {
    return switch (status) {
      case 400 -> "Your browser sent a request that this server could not understand.";
      case 401 -> "This server could not verify that you are authorized to see the page.";
      case 403 -> "You don't have permission to access this resource.";
      case 404 -> "The requested page was not found on this server.";
      case 405 -> "The requested method is not allowed for this page.";
      case 406 -> "The page is not available in a form that your browser accepts.";
      case 408 -> "Server timeout waiting for the request from the client.";
      case 409 -> "The request is in conflict with the present state of the page.";
      case 410 -> "The requested page is no longer on this server.";
      case 411 -> "The request must say how long its content is.";
      case 412 -> "A condition that the request set does not hold.";
      case 413 -> "The request is larger than this server accepts.";
      case 414 -> "The requested address is longer than this server accepts.";
      case 415 -> "The content of the request has a form that this server does not accept.";
      case 416 -> "The requested part of the page does not exist.";
      case 417 -> "This server cannot meet what the request expects of it.";
      case 426 -> "The requested service needs another protocol.";
      case 429 -> "You have sent too many requests. Please wait a while and try again.";
      case 431 -> "The header fields of the request are larger than this server accepts.";
      case 501 -> "This server does not know the requested method.";
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

  /** What is said when the configured page met {@code status} itself. */
  static String additionally(int status) {
    return "Additionally, a "
        + status
        + ' '
        + phrase(status)
        + " error was encountered while trying to use an ErrorDocument to handle the request.";
  }
}
