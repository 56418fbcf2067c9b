package org.proxypass.webapp;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reloader in the eyes of JMX. */
final class ConfigurationBean implements ConfigurationMXBean {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationBean.class);
  private static final String DOMAIN = "org.proxypass";
  private static final int MAX_INSTANCES = 1000;

  private final ConfigurationReloader reloader;

  ConfigurationBean(ConfigurationReloader reloader) {
    this.reloader = reloader;
  }

  /**
   * Shows this to JMX.
   *
   * @param properties {@code context} and perhaps {@code servlet}
   * @return under which name, or null when that is not possible here
   */
  @Nullable ObjectName register(Map<String, String> properties) {
    String first = DOMAIN + ":type=Configuration" + text(properties);
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      for (int instance = 1; instance < MAX_INSTANCES; instance++) {
        String name = instance == 1 ? first : first + ",instance=" + instance;
        try {
          return server.registerMBean(this, new ObjectName(name)).getObjectName();
        } catch (InstanceAlreadyExistsException e) {
          LOG.debug("{} is somebody else", name);
        }
      }
    } catch (JMException | SecurityException e) {
      LOG.warn("JMX cannot show the configuration: {}", e.toString());
    }
    return null;
  }

  static void unregister(ObjectName name) {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      LOG.debug("{} is gone already", name);
    } catch (JMException e) {
      LOG.warn("JMX keeps {}: {}", name, e.toString());
    }
  }

  private static String text(Map<String, String> properties) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(properties)
        .forEach(
            (key, value) -> text.append(',').append(key).append('=').append(quotedIfNeeded(value)));
    return text.toString();
  }

  private static String quotedIfNeeded(String value) {
    boolean plain = !value.isEmpty() && value.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
    return plain ? value : ObjectName.quote(value);
  }

  @Override
  public List<String> getFiles() {
    return reloader.files();
  }

  @Override
  public String getLastLoad() {
    return reloader.lastLoad().toString();
  }

  @Override
  public String getLastError() {
    return reloader.lastError();
  }

  @Override
  public String reload() {
    return reloader.reload();
  }
}
