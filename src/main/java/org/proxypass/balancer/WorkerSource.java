package org.proxypass.balancer;

import org.proxypass.backend.Worker;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.WorkerSpec;

/** Makes the live worker of a member, or finds the one that lives already. */
@FunctionalInterface
public interface WorkerSource {

  /** The worker of {@code spec} as a member of {@code balancer}. */
  Worker workerOf(BalancerSpec balancer, WorkerSpec spec);
}
