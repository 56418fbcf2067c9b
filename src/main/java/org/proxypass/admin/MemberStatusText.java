package org.proxypass.admin;

import java.util.List;
import java.util.Set;
import org.proxypass.config.MemberFlag;

/** The state of a member in httpd's words. */
public final class MemberStatusText {
  // The order of httpd's table of states (mod_proxy.h, proxy_wstat_tbl).
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

  private MemberStatusText() {}

  /**
   * {@code Init}, the labels of {@code flags}, and {@code Ok} for a usable member, each with a
   * space behind it.
   */
  public static String of(Set<MemberFlag> flags, boolean usable) {
    StringBuilder text = new StringBuilder("Init ");
    for (MemberFlag flag : ORDER) {
      if (flags.contains(flag)) {
        text.append(flag.label()).append(' ');
      }
    }
    return (usable ? text.append("Ok ") : text).toString();
  }
}
