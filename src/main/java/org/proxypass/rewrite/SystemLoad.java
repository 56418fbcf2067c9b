package org.proxypass.rewrite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How busy the machine is. */
final class SystemLoad {
  private static final Path LINUX = Path.of("/proc/loadavg");

  private SystemLoad() {}

  /** The averages of 1, 5 and 15 minutes; {@code -} for what the system does not tell. */
  static String averages() {
    try {
      String[] words = Files.readString(LINUX).split(" ", 4);
      return words[0] + "/" + words[1] + "/" + words[2];
    } catch (IOException notLinux) {
      double minute = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
      return minute < 0 ? "-/-/-" : String.format(Locale.ROOT, "%.2f/-/-", minute);
    }
  }

  /** The busy share of all processors just now, 0 to 100. */
  static int busyPercent() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double load =
        system instanceof com.sun.management.OperatingSystemMXBean known ? known.getCpuLoad() : 0;
    return (int) Math.round(Math.min(1, Math.max(0, load)) * 100);
  }
}
