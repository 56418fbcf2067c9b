package org.proxypass.backend;

import java.io.IOException;

/** The backend sent something that is not HTTP/1.1 as RFC 9112 has it. */
final class MalformedResponseException extends IOException {
  MalformedResponseException(String message) {
    super(message);
  }
}
