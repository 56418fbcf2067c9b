package org.proxypass.admin;

import java.util.Map;

/**
 * What JMX shows of the requests, as {@code org.proxypass:type=Status,context=…}: {@code context}
 * is the context path, {@code /} for the root; {@code servlet} is added for a servlet with a
 * configuration of its own, and {@code instance} where a second one would have the same name.
 */
public interface StatusMXBean {

  /** Name and version of this program. */
  String getVersion();

  /** Seconds since counting began. */
  long getUptimeSeconds();

  /** Requests that are over. */
  long getRequests();

  /** Requests that are over by the class of their status: {@code 1xx} to {@code 5xx}. */
  Map<String, Long> getRequestsByClass();

  /** Requests per second in the last ten seconds. */
  double getRequestsPerSecond();

  /** Requests that are being served. */
  long getBusy();

  /** Responses that were broken off. */
  long getBroken();

  /** Bytes of bodies to clients. */
  long getBytesSent();

  /** Upgraded connections that live. */
  long getTunnels();

  /** By path and target: the requests of each mapping. */
  Map<String, MappingView> getMappings();

  /** By URL: the connections of each worker. */
  Map<String, PoolView> getWorkers();

  /** By balancer and URL: the members of all balancers. */
  Map<String, MemberView> getMembers();
}
