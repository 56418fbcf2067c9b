package org.proxypass.balancer;

import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/** One exchange as it is tried on members. */
public interface Attempt {

  /**
   * Sends the request to {@code member}.
   *
   * @param afresh whether to use a connection that has served no other request
   * @return the response as the client is to get it, but for the rules of the configuration
   * @throws Fault when no response came
   */
  Response on(Member member, boolean afresh);

  /** Whether the request can be sent once more although it was sent. */
  boolean repeatable();
}
