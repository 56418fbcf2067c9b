package org.proxypass.balancer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.HealthCheckSettings.Method;
import org.proxypass.config.MemberFlag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the members of balancers from time to time. It looks at their lists at every tick, so
 * members may come and go. No thread is started before some member wants to be checked.
 */
public final class HealthChecks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);

  /** httpd's watchdog ticks as often; it is the shortest interval, too. */
  private static final long TICK_MILLIS = 100;

  private static final long IDLE_THREAD_SECONDS = 60;

  private final List<Balancer> balancers;
  private final int threads;
  private final Object lock = new Object();
  private volatile boolean closed;

  /** Guarded by {@code lock}, as is {@code checkers}. */
  private @Nullable Thread ticker;

  private @Nullable ExecutorService checkers;

  private HealthChecks(List<Balancer> balancers, int threads) {
    this.balancers = List.copyOf(balancers);
    this.threads = threads;
  }

  /**
   * Begins to check the members of {@code balancers} that have a method.
   *
   * @param threads checks at the same time (ProxyHCTPsize); 0 makes them one after the other
   */
  public static HealthChecks start(List<Balancer> balancers, int threads) {
    HealthChecks checks = new HealthChecks(balancers, threads);
    checks.wake();
    return checks;
  }

  /**
   * Looks whether there is something to check by now. To be called when a member was added or got a
   * check; harmless otherwise.
   */
  public void wake() {
    synchronized (lock) {
      if (closed || ticker != null || !wanted()) {
        return;
      }
      Executor executor = Runnable::run;
      if (threads > 0) {
        checkers = pool(threads);
        executor = checkers;
      }
      Executor chosen = executor;
      ticker = daemon(() -> tick(chosen), "health-checks");
      ticker.start();
    }
  }

  private boolean wanted() {
    return balancers.stream()
        .flatMap(balancer -> balancer.members().stream())
        .anyMatch(member -> member.healthCheck().method() != Method.NONE);
  }

  private static ExecutorService pool(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "health-check"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void tick(Executor executor) {
    try {
      while (!closed) {
        beginDue(executor);
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException over) {
      // Closed meanwhile.
    }
  }

  private void beginDue(Executor executor) {
    for (Balancer balancer : balancers) {
      for (Member member : balancer.members()) {
        HealthCheck check = member.healthCheck();
        if (check.method() != Method.NONE
            && !member.state().has(MemberFlag.STOPPED)
            && member.checks().begin(System.nanoTime(), check.interval())) {
          begin(executor, () -> make(balancer.name(), member, check), member);
        }
      }
    }
  }

  private static void begin(Executor executor, Runnable check, Member member) {
    try {
      executor.execute(check);
    } catch (RejectedExecutionException closedMeanwhile) {
      member.checks().end(System.nanoTime());
    }
  }

  private void make(String balancer, Member member, HealthCheck check) {
    long begin = System.nanoTime();
    try {
      if (closed) {
        return;
      }
      MemberCheck.Finding finding = MemberCheck.look(member, check);
      // A check that was cut short by the end of all says nothing about the member.
      if (!closed) {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        MemberCheck.apply(balancer, member, check, finding, System.currentTimeMillis(), took);
      }
    } catch (RuntimeException defect) {
      LOG.error("the health check of {} could not be made", member.name(), defect);
    } finally {
      member.checks().end(System.nanoTime());
    }
  }

  /** Ends the checks; those that are on their way have no effect any more. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (checkers != null) {
        // A member may live on with somebody else: what was waiting gives it free again.
        checkers.shutdownNow().forEach(Runnable::run);
      }
      if (ticker != null) {
        ticker.interrupt();
      }
    }
  }
}
