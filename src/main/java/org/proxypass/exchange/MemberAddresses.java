package org.proxypass.exchange;

import java.util.List;

/** Tells where the members of a balancer are now. */
@FunctionalInterface
public interface MemberAddresses {
  /** Knows no balancer. */
  MemberAddresses NONE = name -> List.of();

  /**
   * The URLs of the members.
   *
   * @param balancer its name, lower case
   * @return empty when there is no such balancer
   */
  List<String> of(String balancer);
}
