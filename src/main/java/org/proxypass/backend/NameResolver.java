package org.proxypass.backend;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
@FunctionalInterface
public interface NameResolver {
  /** The JVM's own, which asks the system and has a cache of its own. */
  NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * The addresses of {@code host} in the order in which they are to be tried; never empty.
   *
   * @param host a name, or an address as text without brackets
   * @throws UnknownHostException when there is none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
