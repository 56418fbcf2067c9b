package org.proxypass.testing;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Says what happens when a program that a test compares with is not installed. */
public final class Peer {
  private Peer() {}

  /**
   * Skips the running test unless {@code available}; where the environment variable {@code CI} is
   * {@code true} it fails instead, so that a build machine cannot lose its peers unnoticed.
   *
   * @param need what is needed, as in "httpd (apache2)"
   */
  public static void require(boolean available, String need) {
    if (available) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail("needs " + need);
    }
    Assumptions.abort("needs " + need);
  }
}
