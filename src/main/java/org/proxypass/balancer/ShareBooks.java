package org.proxypass.balancer;

/** What a method keeps of a member to share out requests. Guarded by the lock of the balancer. */
final class ShareBooks {
  private final MemberCounters counters;
  private int loadStatus;

  /** What was sent and received when the books were opened. */
  private long sentBefore;

  private long receivedBefore;

  /** New books of a member that is counted in {@code counters}. */
  ShareBooks(MemberCounters counters) {
    this.counters = counters;
  }

  private ShareBooks(ShareBooks other) {
    this.counters = other.counters;
    this.loadStatus = other.loadStatus;
    this.sentBefore = other.sentBefore;
    this.receivedBefore = other.receivedBefore;
  }

  /** The same by now, over the same counters; what comes later is kept apart. */
  ShareBooks copy() {
    return new ShareBooks(this);
  }

  /** httpd's lbstatus. */
  int loadStatus() {
    return loadStatus;
  }

  void setLoadStatus(int status) {
    loadStatus = status;
  }

  /** Bytes since the books were opened, each direction divided by {@code factor} as in httpd. */
  long weightedTraffic(int factor) {
    return (counters.sent() - sentBefore) / factor
        + (counters.received() - receivedBefore) / factor;
  }

  /** Opens new books. */
  void reset() {
    loadStatus = 0;
    sentBefore = counters.sent();
    receivedBefore = counters.received();
  }
}
