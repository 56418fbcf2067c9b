package org.proxypass.config;

import java.util.Optional;

/** Settings that let a request pass or not. */
public final class AccessSettings {
  private AccessSettings() {}

  /** {@code Require all granted|denied}: true grants; empty when the scope says nothing. */
  public static final Setting<Optional<Boolean>> REQUIRE_ALL =
      Setting.replacing("Require", Optional.empty());

  /** {@code Order}, {@code Allow}, {@code Deny}; empty when the scope says nothing. */
  public static final Setting<Optional<LegacyAccess>> LEGACY =
      Setting.replacing("Order", Optional.empty());
}
