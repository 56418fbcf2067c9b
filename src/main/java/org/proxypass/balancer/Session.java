package org.proxypass.balancer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.MemberFlag;

/**
 * The route that a request brought along.
 *
 * @param name of the parameter or cookie it was found in
 * @param route never null, compared for equality and used for nothing else
 * @param own whether {@code route} is a value of the balancer's own cookie instead
 */
record Session(String name, String route, boolean own) {

  /**
   * The usable member of this session, or the one it is redirected to (httpd: find_route_worker);
   * draining ones serve the sessions they have. Null when there is none.
   */
  @Nullable Member memberAmong(List<Member> members) {
    return route.isEmpty() ? null : find(members, route, own, List.of());
  }

  /** Whether {@code member} is the one it names. */
  boolean names(Member member) {
    return !route.isEmpty() && route.equals(own ? member.stickyValue() : member.traits().route());
  }

  /** Whether it names a member, usable or not. */
  boolean isOfAny(List<Member> members) {
    for (Member member : members) {
      if (names(member)) {
        return true;
      }
    }
    return false;
  }

  /** Regular members come before standbys. */
  private static @Nullable Member find(
      List<Member> members, String route, boolean own, List<String> seen) {
    Member regular = find(members, route, own, false, seen);
    return regular == null ? find(members, route, own, true, seen) : regular;
  }

  private static @Nullable Member find(
      List<Member> members, String route, boolean own, boolean standby, List<String> seen) {
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      MemberTraits traits = member.traits();
      if (member.state().has(MemberFlag.HOT_STANDBY) == standby
          && route.equals(own ? member.stickyValue() : traits.route())) {
        if (member.retryIfDue()) {
          return member;
        }
        String redirect = traits.redirect();
        // Redirects may go in a circle; a route without a usable member has none the second time.
        if (!redirect.isEmpty() && !redirect.equals(route) && !seen.contains(redirect)) {
          Member other = find(members, redirect, false, and(seen, route));
          if (other != null) {
            return other;
          }
        }
      }
    }
    return null;
  }

  private static List<String> and(List<String> seen, String route) {
    List<String> more = new ArrayList<>(seen);
    more.add(route);
    return more;
  }
}
