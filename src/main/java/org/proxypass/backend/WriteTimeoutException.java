package org.proxypass.backend;

import java.io.IOException;

/** The backend read nothing of the request for as long as the worker's timeout. */
final class WriteTimeoutException extends IOException {
  WriteTimeoutException() {
    super("the backend reads nothing");
  }
}
