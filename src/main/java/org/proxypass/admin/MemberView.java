package org.proxypass.admin;

import org.proxypass.balancer.Member;

/** A member of a balancer in the eyes of JMX. */
public final class MemberView {
  private final Member member;

  MemberView(Member member) {
    this.member = member;
  }

  /** Whether requests may go there. */
  public boolean isUsable() {
    return member.state().usable();
  }

  /** The letters of its flags, as in {@code status=}. */
  public String getStatus() {
    return StateText.letters(member.state());
  }

  /** The route of sessions; empty for none. */
  public String getRoute() {
    return member.traits().route();
  }

  /** The load factor. */
  public double getFactor() {
    return member.traits().loadFactor() / 100.0;
  }

  /** How often it was chosen. */
  public long getElected() {
    return member.counters().elected();
  }

  /** Requests in flight. */
  public int getBusy() {
    return member.counters().busy();
  }

  /** Bytes to it. */
  public long getSent() {
    return member.counters().sent();
  }

  /** Bytes from it. */
  public long getReceived() {
    return member.counters().received();
  }

  /** Its connections. */
  public PoolView getConnections() {
    return new PoolView(member.worker().figures());
  }
}
