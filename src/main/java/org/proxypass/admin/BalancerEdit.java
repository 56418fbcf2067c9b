package org.proxypass.admin;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.BalancerTraits;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.StickyName;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.http.BackendUrl;

/**
 * What a form makes of a balancer; what it does not name stays as it is.
 *
 * @param added a member to add; null for none
 */
record BalancerEdit(BalancerTraits traits, @Nullable MemberSpec added) {
  private static final Pattern URL =
      Pattern.compile("(?i)(?:http|https|ws|wss)://[!#-;=_~A-Z\\[\\]]+");

  /**
   * Reads a form.
   *
   * @throws RefusedException when a value is not allowed, or there is no room for a member
   */
  static BalancerEdit read(FormFields form, Balancer balancer) throws RefusedException {
    Values values = new Values(form);
    BalancerTraits now = balancer.traits();
    Boolean noFailover = values.flag("b_sforce");
    int seconds = (int) now.timeout().map(Duration::toSeconds).orElse(0L).longValue();
    int timeout = values.number("b_tmo", 0, 7200, seconds);
    BalancerTraits traits =
        new BalancerTraits(
            method(form.get("b_lbm"), now.method()),
            sticky(form.get("b_ss"), now.stickySession()),
            now.stickySeparator(),
            now.semicolonEndsParameter(),
            noFailover == null ? now.noFailover() : noFailover,
            attempts(values, now.maxAttempts()),
            timeout == seconds
                ? now.timeout()
                : Optional.of(Duration.ofSeconds(timeout)).filter(time -> !time.isZero()),
            now.failOnStatus(),
            now.failOnTimeout(),
            now.forceRecovery());
    return new BalancerEdit(traits, added(form, balancer));
  }

  private static BalancerSettings.Method method(@Nullable String text, BalancerSettings.Method now)
      throws RefusedException {
    if (text == null) {
      return now;
    }
    for (BalancerSettings.Method method : BalancerSettings.Method.values()) {
      if (method.label().equals(text)) {
        return method;
      }
    }
    throw Values.refused("b_lbm", text, "a method of balancing");
  }

  /** An empty field means what no field means: the number of members decides. */
  private static Optional<Integer> attempts(Values values, Optional<Integer> now)
      throws RefusedException {
    String text = values.form().get("b_max");
    return text == null || text.isEmpty() ? now : Optional.of(values.number("b_max", 0, 99, 0));
  }

  private static Optional<StickyName> sticky(@Nullable String text, Optional<StickyName> now)
      throws RefusedException {
    if (text == null || text.isEmpty()) {
      return now;
    }
    if (text.equals("-")) {
      return Optional.empty();
    }
    int bar = text.indexOf('|');
    String cookie = bar < 0 ? text : text.substring(0, bar);
    String parameter = bar < 0 ? text : text.substring(bar + 1);
    if (!isName(cookie) || !isName(parameter)) {
      throw Values.refused("b_ss", text, "a name, or two with a '|' between them");
    }
    return Optional.of(new StickyName(cookie, parameter));
  }

  private static boolean isName(String text) {
    return text.length() < 64 && org.proxypass.http.FieldSyntax.isToken(text);
  }

  private static @Nullable MemberSpec added(FormFields form, Balancer balancer)
      throws RefusedException {
    String text = form.get("b_nwrkr");
    if (text == null || text.isEmpty() || !form.has("b_wyes", "1")) {
      return null;
    }
    if (text.length() > 255 || !URL.matcher(text).matches()) {
      throw Values.refused("b_nwrkr", text, "an http, https, ws or wss URL");
    }
    BackendUrl url;
    try {
      url = BackendUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw Values.refused("b_nwrkr", text, "a valid URL");
    }
    if (!MemberAddress.isAllowed(url.host())) {
      throw Values.refused("b_nwrkr", text, "the URL of a backend; the configuration may name it");
    }
    if (balancer.members().stream().anyMatch(member -> member.name().equals(url.toString()))) {
      throw new RefusedException("b_nwrkr: '" + text + "' is a member already");
    }
    if (balancer.freeSlots() == 0) {
      throw new RefusedException(
          "balancer://" + balancer.name() + " has no free slot; see growth and BalancerGrowth");
    }
    return new MemberSpec(new WorkerSpec(url, Settings.EMPTY), Settings.EMPTY);
  }

  /** Makes {@code balancer} so. */
  void apply(Balancer balancer) {
    if (!traits.equals(balancer.traits())) {
      balancer.change(traits);
    }
    if (added != null) {
      balancer.add(added);
    }
  }
}
