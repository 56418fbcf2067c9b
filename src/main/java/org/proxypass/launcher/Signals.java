package org.proxypass.launcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals of the operating system, where the JVM lets a program have them. */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  /** httpd's: HUP restarts at once, USR1 gracefully; a reload here is always graceful. */
  private static final List<String> RELOAD = List.of("HUP", "USR1");

  private Signals() {}

  /** Runs {@code action} on a thread of its own whenever somebody sends one of httpd's signals. */
  static void onReload(Runnable action) {
    RELOAD.forEach(name -> handle(name, action));
  }

  // By reflection: the compiler warns of these classes, and not every JVM has them.
  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return ofObject(proxy, method.getName(), arguments);
              });
      Object number = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, number, handling);
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable reason = e instanceof InvocationTargetException ? e.getCause() : e;
      LOG.debug("the signal {} does not reload: {}", name, String.valueOf(reason));
    }
  }

  private static Object ofObject(Object proxy, String method, Object[] arguments) {
    return switch (method) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "handler of a signal";
    };
  }
}
