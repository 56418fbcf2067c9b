package org.proxypass.backend;

import java.io.IOException;

/** Looks for an answer while the request body is still being sent. */
@FunctionalInterface
interface EarlyAnswer {
  /** Nobody looks. */
  EarlyAnswer UNWATCHED = () -> false;

  /**
   * Takes in what the backend has sent, if it is the head of a response. Called between two writes
   * or while one waits for the backend to read.
   *
   * @return whether an answer may still come
   * @throws UploadRefusedException when the backend does not want the rest of the body
   */
  boolean check() throws IOException;
}
