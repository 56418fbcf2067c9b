package org.proxypass.balancer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.MemberFlag;

/**
 * Who can be elected (httpd: ap_proxy_balancer_get_best_worker). Sets are looked through in their
 * order until one has somebody; in a set each usable spare stands in for one member that is not,
 * and standbys come when there is nobody else. Guarded by the lock of its balancer.
 */
final class Candidates {
  private final List<Member> candidates = new ArrayList<>();
  private final List<Member> spares = new ArrayList<>();
  private final List<Member> standbys = new ArrayList<>();

  /**
   * Those of the first set that has some.
   *
   * @param avoided taken for unusable; null for none
   * @return good until the next call
   */
  List<Member> among(List<Member> members, @Nullable Member avoided) {
    candidates.clear();
    int set = nextSet(members, -1);
    while (candidates.isEmpty() && set < Integer.MAX_VALUE) {
      gather(members, set, avoided);
      set = nextSet(members, set);
    }
    return candidates;
  }

  private static int nextSet(List<Member> members, int behind) {
    int next = Integer.MAX_VALUE;
    for (int i = 0; i < members.size(); i++) {
      int set = members.get(i).traits().set();
      if (set > behind && set < next) {
        next = set;
      }
    }
    return next;
  }

  private void gather(List<Member> members, int set, @Nullable Member avoided) {
    spares.clear();
    standbys.clear();
    int unusable = 0;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      if (member.traits().set() == set && !place(member, member != avoided)) {
        unusable++;
      }
    }
    for (int i = 0; i < spares.size() && i < unusable; i++) {
      candidates.add(spares.get(i));
    }
    if (candidates.isEmpty()) {
      candidates.addAll(standbys);
    }
  }

  /** Puts a member where it belongs; false for a regular one that a spare must stand in for. */
  private boolean place(Member member, boolean wanted) {
    MemberState state = member.state();
    boolean spare = state.has(MemberFlag.HOT_SPARE);
    boolean standby = state.has(MemberFlag.HOT_STANDBY);
    if (state.has(MemberFlag.DRAINING)) {
      return spare || standby;
    }
    boolean usable = wanted && (state.usable() || member.retryIfDue());
    if (usable) {
      (spare ? spares : standby ? standbys : candidates).add(member);
    }
    return usable || spare || standby;
  }
}
