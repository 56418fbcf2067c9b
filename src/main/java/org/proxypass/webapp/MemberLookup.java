package org.proxypass.webapp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Balancers;
import org.proxypass.balancer.Member;
import org.proxypass.config.HostConfig;

/** Lets an exchange see the members of the balancers of its host. */
final class MemberLookup {
  private final Balancers balancers;

  MemberLookup(Balancers balancers) {
    this.balancers = balancers;
  }

  /** Prepares {@code passage}; costs nothing on a host without balancers. */
  void attach(Passage passage) {
    HostConfig host = passage.host().config();
    if (!host.balancers().isEmpty()) {
      passage.exchange().setMemberAddresses(name -> addresses(host, name));
    }
  }

  private List<String> addresses(HostConfig host, String name) {
    @Nullable Balancer balancer = balancers.find(host, name);
    return balancer == null ? List.of() : balancer.members().stream().map(Member::name).toList();
  }
}
