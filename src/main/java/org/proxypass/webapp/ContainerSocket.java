package org.proxypass.webapp;

import jakarta.servlet.ServletOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
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

  private static final String NIO_WRAPPER =
      "org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper";
  private static final String PLAIN_CHANNEL = "org.apache.tomcat.util.net.NioChannel";

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

  /** The channel itself, where Tomcat lays nothing over it: NIO without TLS; null otherwise. */
  @Nullable ContainerChannel channel() {
    Object target = wrapper;
    if (target == null || !target.getClass().getName().equals(NIO_WRAPPER)) {
      return null;
    }
    try {
      Object socket = get(target, "getSocket");
      if (!socket.getClass().getName().equals(PLAIN_CHANNEL)) {
        return null;
      }
      SocketChannel channel = (SocketChannel) get(socket, "getIOChannel");
      Selector poller = (Selector) get(get(target, "getPoller"), "getSelector");
      SelectionKey key = channel.keyFor(poller);
      return key == null || channel.isBlocking() ? null : new ContainerChannel(this, channel, key);
    } catch (ReflectiveOperationException | RuntimeException other) {
      LOG.debug("this Tomcat keeps its channels elsewhere", other);
      return null;
    }
  }

  private static Object get(Object target, String name) throws ReflectiveOperationException {
    return Objects.requireNonNull(target.getClass().getMethod(name).invoke(target));
  }

  /**
   * Reads what Tomcat has read already, or else from the channel, and never waits.
   *
   * @return the number of bytes; 0 when there is none now; -1 at the end
   */
  int read(byte[] target, int offset, int length) throws IOException {
    Object from = Objects.requireNonNull(wrapper);
    try {
      Method read =
          from.getClass().getMethod("read", boolean.class, byte[].class, int.class, int.class);
      return (int) read.invoke(from, false, target, offset, length);
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof EOFException) {
        return -1;
      }
      throw new IOException("the client's connection is broken", failed.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IOException("the client's connection cannot be read", e);
    }
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
