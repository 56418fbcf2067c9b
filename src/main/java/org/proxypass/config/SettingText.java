package org.proxypass.config;

import java.time.Duration;

/** Values as an administrator writes them. */
final class SettingText {
  private SettingText() {}

  /** {@code value} in the syntax of a directive's argument. */
  static String of(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "On" : "Off";
    }
    if (value instanceof Duration time) {
      return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
    return String.valueOf(value);
  }
}
