package org.proxypass.testing;

import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** A Tomcat with a WebSocket endpoint {@code /echo} that sends every message back. */
public final class EchoEndpoint implements AutoCloseable {
  private static final int LARGEST = 1 << 20;

  private final Tomcat tomcat = new Tomcat();

  private EchoEndpoint(Path directory) throws LifecycleException {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer((classes, servlets) -> addEndpoint(servlets), null);
    Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
    context.addServletMapping("/", "default");
    tomcat.start();
  }

  /** Starts one on a free port of the loopback address, with its files below {@code directory}. */
  public static EchoEndpoint start(Path directory) throws LifecycleException {
    return new EchoEndpoint(directory);
  }

  private static void addEndpoint(ServletContext context) {
    ServerContainer endpoints =
        (ServerContainer) context.getAttribute("jakarta.websocket.server.ServerContainer");
    endpoints.setDefaultMaxTextMessageBufferSize(LARGEST);
    endpoints.setDefaultMaxBinaryMessageBufferSize(LARGEST);
    try {
      endpoints.addEndpoint(Echo.class);
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its URL, without a path. */
  public String url() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** Sends back what it gets. */
  @ServerEndpoint("/echo")
  public static final class Echo {
    /** Text. */
    @OnMessage
    public String text(String message) {
      return message;
    }

    /** Bytes. */
    @OnMessage
    public byte[] bytes(byte[] message) {
      return message;
    }
  }
}
