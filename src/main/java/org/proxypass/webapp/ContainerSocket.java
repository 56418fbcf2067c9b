package org.proxypass.webapp;

import jakarta.servlet.ServletOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's own handle on an upgraded connection. The servlet API has no time limit for a write and
 * no way to close a connection whose client takes nothing; Tomcat has both, and takes its limits
 * off an upgraded connection. Where it cannot be found nothing happens.
 */
final class ContainerSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerSocket.class);

  private final @Nullable Object wrapper;

  private ContainerSocket(@Nullable Object wrapper) {
    this.wrapper = wrapper;
  }

  /** The socket that {@code output} writes to. */
  static ContainerSocket behind(ServletOutputStream output) {
    if (!output.getClass().getName().startsWith("org.apache.coyote.")) {
      return new ContainerSocket(null);
    }
    try {
      Field field = output.getClass().getDeclaredField("socketWrapper");
      field.setAccessible(true);
      return new ContainerSocket(field.get(output));
    } catch (ReflectiveOperationException | RuntimeException other) {
      LOG.debug("this Tomcat keeps its sockets elsewhere", other);
      return new ContainerSocket(null);
    }
  }

  /** Limits each wait for a client that takes nothing. */
  void setWriteTimeout(long millis) {
    call("setWriteTimeout", new Class<?>[] {long.class}, millis);
  }

  /** Closes the connection at once. */
  void close() {
    call("close", new Class<?>[0]);
  }

  private void call(String name, Class<?>[] types, Object... arguments) {
    Object target = wrapper;
    if (target == null) {
      return;
    }
    try {
      target.getClass().getMethod(name, types).invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      LOG.debug("{} of the client's connection failed", name, failed.getCause());
    } catch (ReflectiveOperationException | RuntimeException other) {
      LOG.debug("this Tomcat has no {} of its sockets", name, other);
    }
  }
}
