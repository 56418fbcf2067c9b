package org.proxypass.launcher;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs exchanges on platform threads as long as there are any, because an exchange costs least
 * there; when all are taken, on virtual threads, so that thousands of slow exchanges do not wait
 * for each other. A JVM without usable virtual threads queues instead, as Tomcat's own executor
 * does.
 */
final class OverflowExecutor implements Executor, AutoCloseable {
  private static final long IDLE_SECONDS = 60;

  private final ThreadPoolExecutor platformThreads;
  private final int maxPlatformThreads;
  private final @Nullable ThreadFactory virtualThreads;
  private final AtomicInteger onPlatform = new AtomicInteger();
  private final AtomicInteger onVirtual = new AtomicInteger();

  /**
   * Creates the pool; threads start as they are needed.
   *
   * @param idleThreads platform threads that are kept when there is nothing to do
   * @param maxPlatformThreads platform threads at most
   * @param virtualThreads makes a thread for a task that finds no platform thread; null queues it
   */
  OverflowExecutor(
      int idleThreads, int maxPlatformThreads, @Nullable ThreadFactory virtualThreads) {
    this.maxPlatformThreads = maxPlatformThreads;
    this.virtualThreads = virtualThreads;
    TaskQueue queue = new TaskQueue();
    platformThreads =
        new ThreadPoolExecutor(
            idleThreads,
            maxPlatformThreads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            queue,
            new TaskThreadFactory("exchange-", true, Thread.NORM_PRIORITY));
    queue.setParent(platformThreads);
  }

  @Override
  public void execute(Runnable task) {
    int running = onPlatform.incrementAndGet();
    if (virtualThreads == null || running <= maxPlatformThreads) {
      executeOnPlatform(task);
      return;
    }
    onPlatform.decrementAndGet();
    onVirtual.incrementAndGet();
    virtualThreads.newThread(() -> runAndCount(task, onVirtual)).start();
  }

  private void executeOnPlatform(Runnable task) {
    boolean accepted = false;
    try {
      platformThreads.execute(() -> runAndCount(task, onPlatform));
      accepted = true;
    } finally {
      if (!accepted) {
        onPlatform.decrementAndGet();
      }
    }
  }

  private static void runAndCount(Runnable task, AtomicInteger counter) {
    try {
      task.run();
    } finally {
      counter.decrementAndGet();
    }
  }

  /** Tasks that run or wait for a thread. */
  int activeTasks() {
    return onPlatform.get() + onVirtual.get();
  }

  /** Platform threads that wait for a task, those that could still be started among them. */
  int idleThreads() {
    return Math.max(0, maxPlatformThreads - onPlatform.get());
  }

  /** Takes no more tasks and interrupts those that run on platform threads. */
  @Override
  public void close() {
    platformThreads.shutdownNow();
  }
}
