package org.proxypass.admin;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.OptionalDouble;

/** Looks at the JVM. */
public final class MachineFigures {
  private MachineFigures() {}

  /** What there is to see now. */
  public static StatusReport.Machine now() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long collecting =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .filter(millis -> millis > 0)
            .sum();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return new StatusReport.Machine(
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        heap.getUsed(),
        heap.getCommitted(),
        Math.max(0, heap.getMax()),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO),
        Duration.ofMillis(collecting),
        Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()),
        load < 0 ? OptionalDouble.empty() : OptionalDouble.of(load));
  }
}
