package org.proxypass.admin;

import java.util.ArrayList;
import java.util.List;
import org.proxypass.balancer.MemberState;
import org.proxypass.config.MemberFlag;

/** The state of a member in words: httpd's for programs, plain ones for people. */
public final class StateText {
  /** The order in which httpd's pages show the flags. */
  private static final List<MemberFlag> ORDER =
      List.of(
          MemberFlag.IGNORE_ERRORS,
          MemberFlag.DRAINING,
          MemberFlag.DISABLED,
          MemberFlag.STOPPED,
          MemberFlag.ERROR,
          MemberFlag.HOT_STANDBY,
          MemberFlag.HOT_SPARE,
          MemberFlag.HEALTH_CHECK_FAILED);

  private StateText() {}

  /**
   * A word for people.
   *
   * @param kind {@code ok}, {@code warn}, {@code bad} or {@code off}: the class of its badge
   */
  public record Badge(String text, String kind) {
    /** The badge as HTML. */
    public String html() {
      return "<span class=\"badge " + kind + "\">" + text + "</span>";
    }
  }

  /** As httpd's status column, with its trailing space: {@code "Init Dis "}. */
  public static String httpd(MemberState state) {
    StringBuilder text = new StringBuilder("Init ");
    for (MemberFlag flag : ORDER) {
      if (state.has(flag)) {
        text.append(flag.label()).append(' ');
      }
    }
    return text.append(state.usable() ? "Ok " : "").toString();
  }

  /** The letters of the flags, as in {@code status=}. */
  public static String letters(MemberState state) {
    StringBuilder letters = new StringBuilder();
    for (MemberFlag flag : ORDER) {
      if (state.has(flag)) {
        letters.append(flag.letter());
      }
    }
    return letters.toString();
  }

  /** For people, what matters most first; never empty. */
  public static List<Badge> badges(MemberState state) {
    List<Badge> badges = new ArrayList<>();
    if (state.usable() && !state.has(MemberFlag.DRAINING)) {
      badges.add(new Badge("Ready", "ok"));
    }
    for (MemberFlag flag : ORDER) {
      if (state.has(flag)) {
        badges.add(badge(flag));
      }
    }
    return badges;
  }

  private static Badge badge(MemberFlag flag) {
    return switch (flag) {
      case DISABLED -> new Badge("Disabled", "off");
      case STOPPED -> new Badge("Stopped", "off");
      case IGNORE_ERRORS -> new Badge("Errors ignored", "off");
      case HOT_SPARE -> new Badge("Spare", "off");
      case HOT_STANDBY -> new Badge("Standby", "off");
      case ERROR -> new Badge("In error", "bad");
      case DRAINING -> new Badge("Draining", "warn");
      case HEALTH_CHECK_FAILED -> new Badge("Check failed", "bad");
    };
  }
}
