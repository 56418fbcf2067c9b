package org.proxypass.balancer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.proxypass.backend.Worker;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.WorkerSpec;

/**
 * What becomes of a balancer and its members when the configuration changes: those that are still
 * configured live on, and what was changed by hand while they lived stays unless the configuration
 * changed that very thing.
 */
final class Succession {
  private Succession() {}

  /**
   * The members of {@code spec}, and behind them those that were added to {@code predecessor} by
   * hand.
   *
   * @param workers finds or makes the worker of a member
   * @param nanoClock of members that are new
   */
  static List<Member> members(
      Balancer predecessor, BalancerSpec spec, WorkerSource workers, LongSupplier nanoClock) {
    List<Member> candidates = new ArrayList<>(predecessor.members());
    List<String> configured =
        predecessor.spec().members().stream().map(member -> name(member.worker())).toList();
    List<Member> members = new ArrayList<>();
    for (MemberSpec member : spec.members()) {
      Member known = take(candidates, member.worker());
      Worker worker = workers.workerOf(spec, member.worker());
      members.add(
          known == null ? new Member(member, worker, nanoClock) : known.successor(member, worker));
    }
    for (Member member : candidates) {
      if (!configured.contains(member.name())) {
        Worker worker = workers.workerOf(spec, member.spec().worker());
        members.add(member.successor(member.spec(), worker));
      }
    }
    return members;
  }

  /** The member that was {@code spec}, or had its address; it is taken only once. */
  private static @Nullable Member take(List<Member> candidates, WorkerSpec spec) {
    Member same = first(candidates, member -> member.spec().worker().equals(spec));
    Member found =
        same != null ? same : first(candidates, member -> member.name().equals(name(spec)));
    candidates.remove(found);
    return found;
  }

  private static @Nullable Member first(List<Member> members, Predicate<Member> condition) {
    return members.stream().filter(condition).findFirst().orElse(null);
  }

  private static String name(WorkerSpec spec) {
    return spec.url().toString();
  }

  /** {@code live}, unless the configuration changed it from {@code before} to {@code after}. */
  static <T> T value(T before, T after, T live) {
    return before.equals(after) ? live : after;
  }
}
