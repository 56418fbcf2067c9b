package org.proxypass.backend;

import java.io.IOException;

/** The backend has answered and takes no more of the request body. */
final class UploadRefusedException extends IOException {
  UploadRefusedException() {
    super("the backend answered before it had read the request body");
  }
}
