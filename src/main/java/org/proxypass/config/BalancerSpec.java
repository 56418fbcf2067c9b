package org.proxypass.config;

import java.util.List;

/**
 * A balancer as configured.
 *
 * @param name what stands behind {@code balancer://}, lower case
 * @param parameters the settings of {@link BalancerSettings}
 * @param members in configuration order; may be empty
 */
public record BalancerSpec(String name, Settings parameters, List<MemberSpec> members) {

  /** Copies the list. */
  public BalancerSpec {
    members = List.copyOf(members);
  }
}
