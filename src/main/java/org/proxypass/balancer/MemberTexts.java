package org.proxypass.balancer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.config.MemberFlag;

/** What the manager changes of a member, as text and back. */
final class MemberTexts {
  /** The flags that somebody sets; errors and failed checks come and go by themselves. */
  static final Set<MemberFlag> BY_HAND =
      Set.of(
          MemberFlag.IGNORE_ERRORS,
          MemberFlag.DRAINING,
          MemberFlag.DISABLED,
          MemberFlag.STOPPED,
          MemberFlag.HOT_STANDBY,
          MemberFlag.HOT_SPARE);

  private MemberTexts() {}

  /** The settings by their httpd names; an empty text is none. */
  static Map<String, String> of(MemberTraits traits, Set<MemberFlag> flags, HealthCheck check) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("loadfactor", Integer.toString(traits.loadFactor()));
    texts.put("lbset", Integer.toString(traits.set()));
    texts.put("route", traits.route());
    texts.put("redirect", traits.redirect());
    texts.put("status", letters(flags));
    texts.put("hcmethod", check.method().label());
    texts.put("hcinterval", check.interval().toMillis() + "ms");
    texts.put("hcpasses", Integer.toString(check.passes()));
    texts.put("hcfails", Integer.toString(check.fails()));
    texts.put("hcuri", check.uri());
    texts.put("hcexpr", check.criterion().map(Criterion::name).orElse(""));
    texts.replaceAll((name, text) -> text.replaceAll("\\p{Cntrl}", "?"));
    return texts;
  }

  private static String letters(Set<MemberFlag> flags) {
    StringBuilder letters = new StringBuilder();
    for (MemberFlag flag : MemberFlag.values()) {
      if (flags.contains(flag) && BY_HAND.contains(flag)) {
        letters.append(flag.letter());
      }
    }
    return letters.toString();
  }

  /**
   * {@code base} with these settings.
   *
   * @throws IllegalArgumentException when one is not understood
   */
  static MemberTraits traits(MemberTraits base, Map<String, String> texts) {
    return new MemberTraits(
        number(texts, "loadfactor", 100, 10_000),
        number(texts, "lbset", 0, 99),
        texts.getOrDefault("route", ""),
        texts.getOrDefault("redirect", ""),
        base.retry(),
        base.slowStart());
  }

  /** Whether {@code status} holds {@code flag}. */
  static boolean has(Map<String, String> texts, MemberFlag flag) {
    return texts.getOrDefault("status", "").indexOf(flag.letter()) >= 0;
  }

  /**
   * The health check of these settings.
   *
   * @param criteria the expressions there are, by name
   * @throws IllegalArgumentException when one is not understood
   */
  static HealthCheck check(Map<String, String> texts, Map<String, Criterion> criteria) {
    return new HealthCheck(
        method(texts.getOrDefault("hcmethod", "")),
        millis(texts.getOrDefault("hcinterval", "")),
        number(texts, "hcpasses", 1, Integer.MAX_VALUE),
        number(texts, "hcfails", 1, Integer.MAX_VALUE),
        texts.getOrDefault("hcuri", ""),
        criterion(texts.getOrDefault("hcexpr", ""), criteria));
  }

  private static Optional<Criterion> criterion(String name, Map<String, Criterion> criteria) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Criterion found = criteria.get(name);
    if (found == null) {
      throw new IllegalArgumentException("hcexpr '" + name + "'");
    }
    return Optional.of(found);
  }

  private static HealthCheckSettings.Method method(String text) {
    for (HealthCheckSettings.Method method : HealthCheckSettings.Method.values()) {
      if (method.label().equals(text)) {
        return method;
      }
    }
    throw new IllegalArgumentException("hcmethod '" + text + "'");
  }

  private static int number(Map<String, String> texts, String name, int least, int most) {
    int number = Integer.parseInt(texts.getOrDefault(name, ""));
    if (number < least || number > most) {
      throw new IllegalArgumentException(name + " " + number);
    }
    return number;
  }

  /** Reads {@code 250ms}. */
  static Duration millis(String text) {
    if (!text.endsWith("ms")) {
      throw new IllegalArgumentException("time '" + text + "'");
    }
    // No configuration can say more; nanoseconds of it are a long.
    return Duration.ofMillis(Integer.parseInt(text, 0, text.length() - 2, 10));
  }
}
