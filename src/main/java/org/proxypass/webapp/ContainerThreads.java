package org.proxypass.webapp;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Asks the container for its threads, by the MBeans that Tomcat has for its connectors. */
final class ContainerThreads {
  private static final String CONNECTORS = "Catalina:type=ThreadPool,name=*";

  private ContainerThreads() {}

  /** How many wait for a request or could be started; empty when the container does not tell. */
  static OptionalLong idle() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    long idle = 0;
    boolean known = false;
    try {
      for (ObjectName connector : server.queryNames(new ObjectName(CONNECTORS), null)) {
        int max = ((Number) server.getAttribute(connector, "maxThreads")).intValue();
        int busy = ((Number) server.getAttribute(connector, "currentThreadsBusy")).intValue();
        // Negative: the connector uses an executor that does not count.
        if (max > 0 && busy >= 0) {
          idle += Math.max(0, max - busy);
          known = true;
        }
      }
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    } catch (JMException goneMeanwhile) {
      return OptionalLong.empty();
    }
    return known ? OptionalLong.of(idle) : OptionalLong.empty();
  }
}
