package org.proxypass.launcher;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Virtual threads of a JVM newer than the one the project is compiled for. */
final class VirtualThreads {
  /** Before JEP 491 (JDK 24) a virtual thread inside {@code synchronized} blocks its carrier. */
  private static final int FIRST_WITHOUT_PINNING = 24;

  private VirtualThreads() {}

  /**
   * A factory of virtual threads.
   *
   * @param namePrefix starts the name of each thread
   * @return null when this JVM has none that are free of pinning
   */
  static @Nullable ThreadFactory factory(String namePrefix) {
    if (Runtime.version().feature() < FIRST_WITHOUT_PINNING) {
      return null;
    }
    try {
      Class<?> builderType = Class.forName("java.lang.Thread$Builder");
      Method name = builderType.getMethod("name", String.class, long.class);
      Method factory = builderType.getMethod("factory");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory) factory.invoke(name.invoke(builder, namePrefix, 0L));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("virtual threads of JDK " + Runtime.version(), e);
    }
  }
}
