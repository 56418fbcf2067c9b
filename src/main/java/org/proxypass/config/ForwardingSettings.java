package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of one scope that decide how a message is forwarded and how its answer comes back. */
public final class ForwardingSettings {
  private ForwardingSettings() {}

  /** {@code ProxyPreserveHost}. */
  public static final Setting<Boolean> PRESERVE_HOST =
      Setting.replacing("ProxyPreserveHost", false);

  /** {@code ProxyAddHeaders}: X-Forwarded-For, -Host and -Server. */
  public static final Setting<Boolean> ADD_HEADERS = Setting.replacing("ProxyAddHeaders", true);

  /** {@code ProxyPassReverse}, in the order in which they are tried. */
  public static final Setting<List<ReverseSpec>> REVERSE_MAPPINGS =
      Setting.merging("ProxyPassReverse", List.of(), ForwardingSettings::concat);

  /** {@code ProxyPassReverseCookieDomain}, in the order in which they are tried. */
  public static final Setting<List<CookieRule>> COOKIE_DOMAINS =
      Setting.merging("ProxyPassReverseCookieDomain", List.of(), ForwardingSettings::concat);

  /** {@code ProxyPassReverseCookiePath}, in the order in which they are tried. */
  public static final Setting<List<CookieRule>> COOKIE_PATHS =
      Setting.merging("ProxyPassReverseCookiePath", List.of(), ForwardingSettings::concat);

  /** {@code ProxyPassInterpolateEnv}. */
  public static final Setting<Boolean> INTERPOLATE_ENVIRONMENT =
      Setting.replacing("ProxyPassInterpolateEnv", false);

  /** A ProxyPass inside a {@code <Location>}: tried before the host's list. */
  public static final Setting<Optional<MappingSpec>> LOCATION_MAPPING =
      Setting.replacing("ProxyPass", Optional.empty());

  private static <T> List<T> concat(List<T> outer, List<T> inner) {
    List<T> both = new ArrayList<>(outer);
    both.addAll(inner);
    return List.copyOf(both);
  }
}
