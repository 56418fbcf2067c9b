package org.proxypass.config;

import java.util.HashMap;
import java.util.Map;

/** Settings about error pages. */
public final class ErrorSettings {
  private ErrorSettings() {}

  /** {@code ErrorDocument} by status; an inner scope replaces per status. */
  public static final Setting<Map<Integer, ErrorDocumentSpec>> ERROR_DOCUMENTS =
      Setting.merging("ErrorDocument", Map.of(), ErrorSettings::overlay);

  /** {@code ProxyErrorOverride}; the statuses of all scopes add up. */
  public static final Setting<ErrorOverride> ERROR_OVERRIDE =
      Setting.merging("ProxyErrorOverride", ErrorOverride.OFF, ErrorOverride::mergedWith);

  private static Map<Integer, ErrorDocumentSpec> overlay(
      Map<Integer, ErrorDocumentSpec> outer, Map<Integer, ErrorDocumentSpec> inner) {
    Map<Integer, ErrorDocumentSpec> both = new HashMap<>(outer);
    both.putAll(inner);
    return Map.copyOf(both);
  }
}
