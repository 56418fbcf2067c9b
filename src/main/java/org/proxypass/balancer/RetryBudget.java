package org.proxypass.balancer;

/**
 * Keeps the retries below a share of the requests, so that they cannot double the load of backends
 * that fail because of it. Safe for many threads.
 */
final class RetryBudget {
  /** What one retry costs; a request brings the configured percentage. */
  private static final int COST = 100;

  /** What can be spent before there were requests, and what quiet times can save up. */
  private static final int INITIAL = 10 * COST;

  private static final int LARGEST = 100 * COST;

  private final int percent;
  private int balance = INITIAL;

  /**
   * A budget.
   *
   * @param percent retries per hundred requests
   */
  RetryBudget(int percent) {
    this.percent = percent;
  }

  /** A request came. */
  synchronized void deposit() {
    balance = Math.min(LARGEST, balance + percent);
  }

  /** Whether one retry may be made; it is paid for then. */
  synchronized boolean withdraw() {
    boolean enough = balance >= COST;
    if (enough) {
      balance -= COST;
    }
    return enough;
  }
}
