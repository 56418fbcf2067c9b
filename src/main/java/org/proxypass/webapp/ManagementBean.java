package org.proxypass.webapp;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that JMX shows under a name of its own for as long as this is open. Registers on
 * another thread: JMX needs a while to come up, and nobody has to wait for it.
 */
final class ManagementBean implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementBean.class);
  private static final int MAX_INSTANCES = 1000;

  private final Supplier<?> bean;
  private final String name;

  // Both guarded by this.
  private @Nullable ObjectName registered;
  private boolean closed;

  /**
   * Prepares; {@link #open} registers.
   *
   * @param type what kind of thing it is
   * @param name the other properties of its name: {@code context}, and perhaps {@code servlet}
   * @param bean makes an MXBean
   */
  ManagementBean(String type, Map<String, String> name, Supplier<?> bean) {
    this.bean = bean;
    this.name =
        name.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> "," + entry.getKey() + "=" + quotedIfNeeded(entry.getValue()))
            .collect(Collectors.joining("", "org.proxypass:type=" + type, ""));
  }

  private static String quotedIfNeeded(String value) {
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
    return plain ? value : ObjectName.quote(value);
  }

  /** Begins to register; returns at once. */
  void open() {
    Thread thread = new Thread(this::register, "management-bean");
    thread.setDaemon(true);
    thread.start();
  }

  private synchronized void register() {
    if (closed) {
      return;
    }
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      Object shown = bean.get();
      for (int instance = 1; registered == null && instance <= MAX_INSTANCES; instance++) {
        String free = instance == 1 ? name : name + ",instance=" + instance;
        try {
          registered = server.registerMBean(shown, new ObjectName(free)).getObjectName();
        } catch (InstanceAlreadyExistsException e) {
          LOG.debug("{} exists", free);
        }
      }
    } catch (JMException | SecurityException e) {
      LOG.warn("JMX cannot show {}: {}", name, e.toString());
    }
  }

  /** The name under which JMX shows it; null before it does, and when it cannot. */
  synchronized @Nullable ObjectName name() {
    return registered;
  }

  /** Takes it out of JMX; waits for a registration that has begun. */
  @Override
  public synchronized void close() {
    closed = true;
    if (registered == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
    } catch (InstanceNotFoundException e) {
      LOG.debug("{} is gone already", registered);
    } catch (JMException e) {
      LOG.warn("JMX keeps {}: {}", registered, e.toString());
    }
    registered = null;
  }
}
