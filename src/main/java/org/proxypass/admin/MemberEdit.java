package org.proxypass.admin;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.HealthCheck;
import org.proxypass.balancer.Member;
import org.proxypass.balancer.MemberTraits;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.config.MemberFlag;

/**
 * What a form makes of a member; what it does not name stays as it is.
 *
 * @param flags those it names
 */
record MemberEdit(MemberTraits traits, Map<MemberFlag, Boolean> flags, HealthCheck check) {
  private static final Pattern URI = Pattern.compile("[!#-;=?-Z_a-z~]{0,255}");

  /** The flags a form may change; the others are the proxy's own. */
  static final String FLAGS = "INDHRSC";

  /**
   * Reads a form.
   *
   * @param criteria what {@code w_he} may name
   * @throws RefusedException when a value is not allowed
   */
  static MemberEdit read(FormFields form, Member member, Map<String, Criterion> criteria)
      throws RefusedException {
    Values values = new Values(form);
    MemberTraits now = member.traits();
    MemberTraits traits =
        new MemberTraits(
            values.factor("w_lf", now.loadFactor()),
            values.number("w_ls", 0, 99, now.set()),
            values.word("w_wr", now.route()),
            values.word("w_rr", now.redirect()),
            now.retry(),
            now.slowStart());
    return new MemberEdit(traits, flags(values), check(values, member.healthCheck(), criteria));
  }

  private static Map<MemberFlag, Boolean> flags(Values values) throws RefusedException {
    Map<MemberFlag, Boolean> flags = new EnumMap<>(MemberFlag.class);
    for (MemberFlag flag : MemberFlag.values()) {
      Boolean up =
          FLAGS.indexOf(flag.letter()) < 0 ? null : values.flag("w_status_" + flag.letter());
      if (up != null) {
        flags.put(flag, up);
      }
    }
    return flags;
  }

  private static HealthCheck check(Values values, HealthCheck now, Map<String, Criterion> criteria)
      throws RefusedException {
    int millis = (int) Math.min(Integer.MAX_VALUE, now.interval().toMillis());
    return new HealthCheck(
        method(values.form().get("w_hm"), now.method()),
        Duration.ofMillis(values.number("w_hi", 100, 86_400_000, millis)),
        values.number("w_hp", 1, 9999, now.passes()),
        values.number("w_hf", 1, 9999, now.fails()),
        uri(values.form().get("w_hu"), now.uri()),
        criterion(values.form().get("w_he"), now.criterion(), criteria));
  }

  private static HealthCheckSettings.Method method(
      @Nullable String text, HealthCheckSettings.Method now) throws RefusedException {
    if (text == null) {
      return now;
    }
    for (HealthCheckSettings.Method method : HealthCheckSettings.Method.values()) {
      if (method.label().equalsIgnoreCase(text)) {
        return method;
      }
    }
    throw Values.refused("w_hm", text, "a method of health checks");
  }

  private static String uri(@Nullable String text, String now) throws RefusedException {
    if (text == null) {
      return now;
    }
    if (!URI.matcher(text).matches()) {
      throw Values.refused("w_hu", text, "a path of up to 255 characters");
    }
    return text;
  }

  private static Optional<Criterion> criterion(
      @Nullable String text, Optional<Criterion> now, Map<String, Criterion> criteria)
      throws RefusedException {
    if (text == null || text.isEmpty()) {
      return text == null ? now : Optional.empty();
    }
    Criterion found = criteria.get(text);
    if (found == null) {
      throw Values.refused("w_he", text, "the name of a ProxyHCExpr");
    }
    return Optional.of(found);
  }

  /** Makes {@code member} of {@code balancer} so. */
  void apply(Balancer balancer, Member member) {
    if (!traits.equals(member.traits())) {
      balancer.change(member, traits);
    }
    if (!check.equals(member.healthCheck())) {
      member.change(check);
    }
    flags.forEach((flag, up) -> balancer.setFlag(member, flag, up));
  }
}
