package org.proxypass.balancer;

import java.util.List;
import org.proxypass.config.MemberFlag;

/** What happens when every member is in error ({@code forcerecovery}). */
final class Recovery {
  private Recovery() {}

  /**
   * Clears the error of every member if none is free of it, not even after its {@code retry}
   * (httpd: force_recovery). A member that is merely switched off is free of it.
   */
  static void force(List<Member> members, boolean wanted) {
    for (Member member : members) {
      if (!member.state().has(MemberFlag.ERROR)) {
        return;
      }
      member.retryIfDue();
      if (!member.state().has(MemberFlag.ERROR)) {
        return;
      }
    }
    if (wanted) {
      members.forEach(member -> member.state().set(MemberFlag.ERROR, false));
    }
  }
}
