package org.proxypass.chaos;

import java.io.IOException;

/** Signals of POSIX. */
final class Signal {
  private Signal() {}

  /**
   * Sends one.
   *
   * @param name without SIG
   */
  static void send(String name, long process) throws IOException, InterruptedException {
    String[] command = {"kill", "-s", name, Long.toString(process)};
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IOException("no process " + process);
    }
  }
}
