package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.BackendUrl;

/** Collects one balancer of one host; several sections and lines may add to it. */
final class BalancerBuilder {
  private final String name;
  private final List<MemberSpec> members = new ArrayList<>();
  private Settings parameters = Settings.EMPTY;

  /** An empty balancer called {@code name}, lower case. */
  BalancerBuilder(String name) {
    this.name = name;
  }

  /** Whether nothing was said about it but its name. */
  boolean isBare() {
    return members.isEmpty() && parameters.equals(Settings.EMPTY);
  }

  /** Whether it has no members. */
  boolean isEmpty() {
    return members.isEmpty();
  }

  /** The members of {@code inherited} with its parameters and these over them. */
  BalancerSpec over(BalancerSpec inherited) {
    return new BalancerSpec(
        name, inherited.parameters().mergedWith(parameters), inherited.members());
  }

  /** Sets parameters; a later value replaces an earlier one. */
  void set(Settings more) throws InvalidDirectiveException {
    Settings merged = parameters.mergedWith(more);
    if (merged.get(BalancerSettings.STICKY_SESSION).isPresent()
        && merged.get(BalancerSettings.STICKY_COOKIE).isPresent()) {
      throw new InvalidDirectiveException(
          "balancer://" + name + " has either stickysession= or a ProxySticky, not both");
    }
    parameters = merged;
  }

  /** The member at {@code url}, or null. */
  @Nullable MemberSpec find(BackendUrl url, Settings socket) {
    for (MemberSpec member : members) {
      if (isAt(member, url, socket)) {
        return member;
      }
    }
    return null;
  }

  private static boolean isAt(MemberSpec member, BackendUrl url, Settings socket) {
    WorkerSpec worker = member.worker();
    return worker.url().equals(url)
        && worker
            .parameters()
            .get(WorkerSettings.UNIX_SOCKET)
            .equals(socket.get(WorkerSettings.UNIX_SOCKET));
  }

  /** Adds a member behind the others. */
  void add(MemberSpec member) {
    members.add(member);
  }

  /** Puts {@code changed} in the place of {@code member}. */
  void replace(MemberSpec member, MemberSpec changed) {
    members.replaceAll(present -> present.equals(member) ? changed : present);
  }

  /** The finished balancer, with {@code growth} where it says nothing itself. */
  BalancerSpec build(Optional<Integer> growth) {
    Settings complete = parameters;
    if (growth.isPresent() && parameters.configured(BalancerSettings.GROWTH) == null) {
      complete = complete.with(BalancerSettings.GROWTH, growth.get());
    }
    return new BalancerSpec(name, complete, members);
  }
}
