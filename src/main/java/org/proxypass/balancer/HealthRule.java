package org.proxypass.balancer;

/** When checks take a member out and bring it back. Pure. */
final class HealthRule {
  private HealthRule() {}

  /** What a check changes. */
  enum Change {
    /** Nothing. */
    NONE,
    /** It is taken out. */
    DOWN,
    /** It is brought back. */
    UP
  }

  /**
   * What follows from a check.
   *
   * @param passes successes in a row so far, counted while it is out
   * @param fails failures in a row so far, counted while it is not
   */
  record Verdict(int passes, int fails, Change change) {}

  /**
   * Judges one check. Only what would change the state counts, and in a row, as the manual of
   * mod_proxy_hcheck says; its code adds up across the opposite results.
   *
   * @param before the counts so far
   * @param out whether the member failed checks or a request before
   * @param passed what the check found
   */
  static Verdict judge(HealthReport before, boolean out, boolean passed, HealthCheck check) {
    if (passed == !out) {
      return new Verdict(0, 0, Change.NONE);
    }
    if (passed) {
      int passes = before.passes() + 1;
      return passes >= check.passes()
          ? new Verdict(0, 0, Change.UP)
          : new Verdict(passes, 0, Change.NONE);
    }
    int fails = before.fails() + 1;
    return fails >= check.fails()
        ? new Verdict(0, 0, Change.DOWN)
        : new Verdict(0, fails, Change.NONE);
  }
}
