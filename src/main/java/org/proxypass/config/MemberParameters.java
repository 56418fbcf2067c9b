package org.proxypass.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.proxypass.http.Ascii;

/** The parameters of a BalancerMember that concern its place among the others. */
final class MemberParameters {
  private static final int LONGEST_ROUTE = 63;
  private static final int HIGHEST_SET = 99;
  private static final int SMALLEST_FACTOR = 100;
  private static final int LARGEST_FACTOR = 10_000;

  private static final List<WorkerParameter> ALL =
      List.of(
          WorkerParameter.of(
              "loadfactor",
              "number, 1 to 100; two decimals count",
              "1",
              "The member's share of the load in proportion to that of the others.",
              MemberSettings.LOAD_FACTOR,
              MemberParameters::loadFactor),
          WorkerParameter.of(
              "route",
              "text, at most 63 characters",
              "none",
              "The name that a sticky session gives to this member: what stands behind the"
                  + " `stickysessionsep` in the session's id.",
              MemberSettings.ROUTE,
              MemberParameters::route),
          WorkerParameter.of(
              "redirect",
              "text, at most 63 characters",
              "none",
              "The `route` of the member that takes the sessions over when this one is not usable.",
              MemberSettings.REDIRECT,
              MemberParameters::route),
          WorkerParameter.of(
              "lbset",
              "number, 0 to 99",
              SettingText.of(MemberSettings.SET.defaultValue()),
              "The set it belongs to. A set with a higher number is used when no member of the lower"
                  + " ones is usable.",
              MemberSettings.SET,
              text -> (int) Numbers.parse(text, HIGHEST_SET)),
          new WorkerParameter(
              "status",
              "letters D S I R H E N C with + or -",
              "none",
              "The state it starts in: `D` disabled, `S` stopped, `I` errors are ignored, `R` hot"
                  + " spare, `H` hot standby, `E` in error, `N` draining, `C` failed its health"
                  + " checks. A sign holds for all letters behind it, `+` at first.",
              MemberSettings.STATUS,
              MemberParameters::status),
          WorkerParameter.of(
              "slowstart",
              "time, in s without a unit, at least 0",
              "0",
              "How long its share grows until it is the whole one, when it comes back after an"
                  + " error or failed checks. Not known to httpd.",
              MemberSettings.SLOW_START,
              text -> Times.parse(text, "s", Duration.ZERO)));

  private MemberParameters() {}

  /** All parameters, in the order of the reference page. */
  static List<WorkerParameter> all() {
    return ALL;
  }

  private static int loadFactor(String text) throws InvalidDirectiveException {
    boolean plain =
        !text.isEmpty()
            && text.length() <= 10
            && text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    try {
      int factor = plain ? new BigDecimal(text).movePointRight(2).intValue() : 0;
      if (factor >= SMALLEST_FACTOR && factor <= LARGEST_FACTOR) {
        return factor;
      }
    } catch (NumberFormatException notFactor) {
      // Reported below.
    }
    throw new InvalidDirectiveException(
        "'" + text + "' is not allowed; allowed are 1 to 100, with decimals");
  }

  private static String route(String text) throws InvalidDirectiveException {
    if (text.isEmpty() || text.length() > LONGEST_ROUTE) {
      throw new InvalidDirectiveException(
          "'" + text + "' is not allowed; allowed are 1 to " + LONGEST_ROUTE + " characters");
    }
    return text;
  }

  /** Letters that are not named keep the state they have. */
  private static Settings status(Settings settings, String text) throws InvalidDirectiveException {
    Set<MemberFlag> flags = EnumSet.noneOf(MemberFlag.class);
    flags.addAll(settings.get(MemberSettings.STATUS));
    boolean up = true;
    for (char c : Ascii.lower(text).toCharArray()) {
      if (c == '+' || c == '-') {
        up = c == '+';
      } else if (up) {
        flags.add(flag(c, text));
      } else {
        flags.remove(flag(c, text));
      }
    }
    return settings.with(MemberSettings.STATUS, Set.copyOf(flags));
  }

  private static MemberFlag flag(char lowerCase, String text) throws InvalidDirectiveException {
    for (MemberFlag flag : MemberFlag.values()) {
      if (Character.toLowerCase(flag.letter()) == lowerCase) {
        return flag;
      }
    }
    throw new InvalidDirectiveException(
        "'"
            + text
            + "' holds '"
            + lowerCase
            + "'; allowed are the letters D, S, I, R, H, E, N and C with + or - in front");
  }
}
