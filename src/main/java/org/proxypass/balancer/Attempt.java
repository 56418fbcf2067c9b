package org.proxypass.balancer;

import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/** One try of one exchange against one member. Called again for another member after a failure. */
@FunctionalInterface
public interface Attempt {

  /**
   * Sends the request to {@code member}.
   *
   * @throws Fault when no response came
   */
  Response on(Member member);
}
