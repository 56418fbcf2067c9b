package org.proxypass.balancer;

import java.time.Duration;
import org.proxypass.config.MemberSettings;
import org.proxypass.config.Settings;

/**
 * What of a member can be changed while it lives, besides its flags.
 *
 * @param loadFactor the weight times 100
 * @param set its lbset, 0–99
 * @param route empty for none
 * @param redirect empty for none
 * @param retry how long it stays in error
 * @param slowStart how long it takes to get its whole share again
 */
public record MemberTraits(
    int loadFactor, int set, String route, String redirect, Duration retry, Duration slowStart) {

  /** The traits as configured. */
  public static MemberTraits of(Settings parameters) {
    return new MemberTraits(
        parameters.get(MemberSettings.LOAD_FACTOR),
        parameters.get(MemberSettings.SET),
        parameters.get(MemberSettings.ROUTE),
        parameters.get(MemberSettings.REDIRECT),
        parameters.get(MemberSettings.RETRY),
        parameters.get(MemberSettings.SLOW_START));
  }

  /** These, with what the configuration changed from {@code before} to {@code after}. */
  MemberTraits reconfigured(MemberTraits before, MemberTraits after) {
    return new MemberTraits(
        Succession.value(before.loadFactor, after.loadFactor, loadFactor),
        Succession.value(before.set, after.set, set),
        Succession.value(before.route, after.route, route),
        Succession.value(before.redirect, after.redirect, redirect),
        Succession.value(before.retry, after.retry, retry),
        Succession.value(before.slowStart, after.slowStart, slowStart));
  }
}
