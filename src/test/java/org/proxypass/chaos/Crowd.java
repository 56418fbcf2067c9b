package org.proxypass.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.awaitility.Awaitility;

/**
 * Many visitors at once. They rest until they are told to go; one whose connection is refused goes
 * home.
 */
final class Crowd implements AutoCloseable {
  private final AtomicInteger ids;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger done = new AtomicInteger();
  // A request holds the read lock, so that whoever has the write lock knows that none is on its
  // way.
  private final ReentrantReadWriteLock going = new ReentrantReadWriteLock(true);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  /**
   * Starts threads that rest. To be called by the thread that lets them go and rest.
   *
   * @param sessions the routes of sessions; every fourth visitor has one
   * @param ids where the ids of requests come from
   */
  Crowd(int port, int visitors, List<String> sessions, Random random, AtomicInteger ids) {
    this.ids = ids;
    going.writeLock().lock();
    for (int i = 0; i < visitors; i++) {
      String session = i % 4 == 0 ? sessions.get(i / 4 % sessions.size()) : "";
      Visitor visitor = new Visitor(port, session, new Random(random.nextLong()));
      Thread thread = new Thread(() -> live(visitor), "visitor-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void live(Visitor visitor) {
    boolean welcome = true;
    while (!over && welcome) {
      going.readLock().lock();
      try {
        if (!over) {
          Outcome outcome = visitor.visit(ids.incrementAndGet());
          outcomes.add(outcome);
          done.incrementAndGet();
          welcome = !outcome.refused();
        }
      } finally {
        going.readLock().unlock();
      }
    }
    visitor.leave();
  }

  /** Lets them send requests. */
  void go() {
    going.writeLock().unlock();
  }

  /** Waits until so many more requests are over. */
  void awaitMore(int requests) {
    int target = done.get() + requests;
    Awaitility.await(requests + " more requests").until(() -> done.get() >= target);
  }

  /** Lets them finish what they do and rest. */
  void pause() {
    going.writeLock().lock();
  }

  /** What they saw since this was asked last; to be asked while they rest. */
  List<Outcome> seen() {
    List<Outcome> seen = List.copyOf(outcomes);
    outcomes.clear();
    return seen;
  }

  /** Sends them home; they must be resting. What they saw last is lost. */
  @Override
  public void close() {
    over = true;
    going.writeLock().unlock();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
