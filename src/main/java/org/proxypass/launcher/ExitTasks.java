package org.proxypass.launcher;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be done when the process ends; at once when it is ending already. Lies beside {@link
 * Main} and knows only {@code java.*}, too.
 */
final class ExitTasks {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private boolean ending;

  /** Does {@code task} at the end. */
  void add(Runnable task) {
    synchronized (this) {
      if (!ending) {
        tasks.add(task);
        return;
      }
    }
    task.run();
  }

  /** Does everything, in the order of adding; the process ends now. */
  void run() {
    synchronized (this) {
      ending = true;
    }
    tasks.forEach(Runnable::run);
  }
}
