package org.proxypass.config;

import java.util.List;
import java.util.Optional;

/**
 * By what a host is known again in another version of its configuration.
 *
 * @param addresses what {@code <VirtualHost>} names; empty for the main server
 * @param name the {@code ServerName}, or empty
 */
public record HostIdentity(List<HostAddress> addresses, Optional<ServerName> name) {
  /** Copies the list. */
  public HostIdentity {
    addresses = List.copyOf(addresses);
  }
}
