package org.proxypass.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of one host about the way its connections to backends take. */
public final class EgressSettings {
  private EgressSettings() {}

  /** {@code ProxyRemote} and {@code ProxyRemoteMatch}, in the order in which they are tried. */
  public static final Setting<List<RemoteProxy>> REMOTES =
      Setting.merging("ProxyRemote", List.of(), EgressSettings::concat);

  /** {@code NoProxy}. */
  public static final Setting<List<DirectHost>> DIRECT =
      Setting.merging("NoProxy", List.of(), EgressSettings::concat);

  /** {@code ProxySourceAddress}: the local address of backend connections. */
  public static final Setting<Optional<InetAddress>> SOURCE_ADDRESS =
      Setting.replacing("ProxySourceAddress", Optional.empty());

  /** {@code ProxyReceiveBufferSize}: SO_RCVBUF in bytes; 0 leaves it to the system. */
  public static final Setting<Integer> RECEIVE_BUFFER =
      Setting.replacing("ProxyReceiveBufferSize", 0);

  private static <T> List<T> concat(List<T> outer, List<T> inner) {
    List<T> both = new ArrayList<>(outer);
    both.addAll(inner);
    return List.copyOf(both);
  }
}
