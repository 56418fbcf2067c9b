package org.proxypass.config;

import java.util.Optional;
import org.proxypass.access.AccessRequirement;
import org.proxypass.access.OrderedAccess;

/** Settings that let a request pass or not. */
public final class AccessSettings {
  private AccessSettings() {}

  /** {@code Require}, its sections and {@code AuthMerging}. */
  public static final Setting<AccessRequirement> REQUIREMENT =
      Setting.merging("Require", AccessRequirement.NONE, AccessRequirement::mergedWith);

  /**
   * {@code Order}, {@code Allow}, {@code Deny}, {@code Satisfy}; empty when the scope says nothing.
   * As in httpd an inner place with one of them says all of them anew.
   */
  public static final Setting<Optional<OrderedAccess>> ORDERED =
      Setting.replacing("Order", Optional.empty());
}
