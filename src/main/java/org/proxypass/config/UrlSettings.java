package org.proxypass.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proxypass.expression.TextMap;
import org.proxypass.http.EncodedSlashes;

/** Settings that decide what a URL means before and besides its mapping. */
public final class UrlSettings {
  private UrlSettings() {}

  /** How our own name is found for links back to us. */
  public enum CanonicalName {
    /** As the client wrote it. */
    OFF("Off"),
    /** As ServerName says. */
    ON("On"),
    /** The name of the address the request arrived at. */
    DNS("DNS");

    private final String text;

    CanonicalName(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** {@code AllowEncodedSlashes}. */
  public static final Setting<EncodedSlashes> ENCODED_SLASHES =
      Setting.replacing("AllowEncodedSlashes", EncodedSlashes.OFF);

  /** {@code MergeSlashes}. */
  public static final Setting<Boolean> MERGE_SLASHES = Setting.replacing("MergeSlashes", true);

  /** {@code UseCanonicalName}. */
  public static final Setting<CanonicalName> CANONICAL_NAME =
      Setting.replacing("UseCanonicalName", CanonicalName.OFF);

  /** {@code UseCanonicalPhysicalPort}. */
  public static final Setting<Boolean> CANONICAL_PHYSICAL_PORT =
      Setting.replacing("UseCanonicalPhysicalPort", false);

  /** {@code ProxyPassInherit}. */
  public static final Setting<Boolean> INHERIT_MAPPINGS =
      Setting.replacing("ProxyPassInherit", true);

  /** {@code BalancerInherit}. */
  public static final Setting<Boolean> INHERIT_BALANCERS =
      Setting.replacing("BalancerInherit", true);

  /** Rewrite rules outside of locations: tried before the mapping. */
  public static final Setting<RewriteRules> REWRITE_RULES =
      Setting.merging("RewriteRule", RewriteRules.NONE, RewriteRules::merge);

  /** {@code RewriteMap} by name. */
  public static final Setting<Map<String, TextMap>> REWRITE_MAPS =
      Setting.merging("RewriteMap", Map.of(), UrlSettings::joined);

  /** Redirects outside of locations: tried for what is not proxied. */
  public static final Setting<List<RedirectSpec>> REDIRECTS =
      Setting.merging("Redirect", List.of(), (outer, inner) -> concat(inner, outer));

  /** What locations say about URLs; tried on every request in them. */
  public static final Setting<PathRules> PATH_RULES =
      Setting.merging("rules of a location", PathRules.NONE, PathRules::merge);

  static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return List.copyOf(both);
  }

  private static Map<String, TextMap> joined(
      Map<String, TextMap> outer, Map<String, TextMap> inner) {
    Map<String, TextMap> both = new HashMap<>(outer);
    both.putAll(inner);
    return Map.copyOf(both);
  }
}
