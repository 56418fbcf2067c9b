package org.proxypass.balancer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.StickyName;

/** What the manager changes of a balancer, as text and back. */
final class BalancerTexts {
  private BalancerTexts() {}

  /** The settings by their httpd names; an empty text is none. */
  static Map<String, String> of(BalancerTraits traits) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("lbmethod", traits.method().label());
    texts.put(
        "stickysession",
        traits.stickySession().map(name -> name.cookie() + "|" + name.parameter()).orElse(""));
    texts.put("nofailover", traits.noFailover() ? "On" : "Off");
    texts.put("maxattempts", traits.maxAttempts().map(String::valueOf).orElse(""));
    texts.put("timeout", traits.timeout().map(time -> time.toMillis() + "ms").orElse(""));
    return texts;
  }

  /**
   * {@code base} with these settings.
   *
   * @param texts all that {@link #of} gives
   * @throws IllegalArgumentException when one is not understood
   */
  static BalancerTraits with(BalancerTraits base, Map<String, String> texts) {
    return new BalancerTraits(
        method(texts.getOrDefault("lbmethod", "")),
        sticky(texts.getOrDefault("stickysession", "")),
        base.stickySeparator(),
        base.semicolonEndsParameter(),
        texts.getOrDefault("nofailover", "").equals("On"),
        present(texts.getOrDefault("maxattempts", "")).map(Integer::valueOf),
        present(texts.getOrDefault("timeout", "")).map(MemberTexts::millis),
        base.failOnStatus(),
        base.failOnTimeout(),
        base.forceRecovery());
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  private static BalancerSettings.Method method(String text) {
    for (BalancerSettings.Method method : BalancerSettings.Method.values()) {
      if (method.label().equals(text)) {
        return method;
      }
    }
    throw new IllegalArgumentException("lbmethod '" + text + "'");
  }

  private static Optional<StickyName> sticky(String text) {
    int bar = text.indexOf('|');
    return bar < 0
        ? Optional.empty()
        : Optional.of(new StickyName(text.substring(0, bar), text.substring(bar + 1)));
  }
}
