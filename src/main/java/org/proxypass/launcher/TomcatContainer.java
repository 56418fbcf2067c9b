package org.proxypass.launcher;

import java.io.File;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.core.StandardService;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.modeler.Registry;
import org.proxypass.webapp.ProxyApplication;

/**
 * Puts together the smallest Tomcat that carries the proxy: one engine, host and context, no
 * scanning, no naming, no authenticator, nothing written to disk. {@link Tomcat} would do more of
 * each.
 */
final class TomcatContainer {
  private TomcatContainer() {}

  /** A server without connectors, not started, whose root context holds {@code application}. */
  static StandardServer create(ProxyApplication application) {
    // Half a second of start-up; nobody manages this Tomcat by JMX.
    Registry.disableRegistry();
    // Only said to be folders: nothing is created there.
    File folder = new File(System.getProperty("java.io.tmpdir", "."));
    StandardServer server = new StandardServer();
    server.setPort(-1);
    server.setCatalinaHome(folder);
    server.setCatalinaBase(folder);

    StandardHost host = new StandardHost();
    host.setName("localhost");
    host.getPipeline().addValve(plainErrorPages());
    host.addChild(context(application, folder));

    StandardEngine engine = new StandardEngine();
    engine.setName("proxypass");
    engine.setDefaultHost(host.getName());
    engine.setBackgroundProcessorDelay(-1);
    engine.addChild(host);

    StandardService service = new StandardService();
    service.setName("proxypass");
    service.setContainer(engine);
    server.addService(service);
    return server;
  }

  private static StandardContext context(ProxyApplication application, File folder) {
    StandardContext context = new StandardContext();
    context.setName("");
    context.setPath("");
    context.setWorkDir(folder.getAbsolutePath());
    context.setLoader(new ParentLoader());
    context.setUseNaming(false);
    context.setCookies(false);
    context.setManager(sessionsInMemory());
    context.setIgnoreAnnotations(true);
    context.getPipeline().addValve(new TomcatFields.Uncovering());
    context.addLifecycleListener(
        event -> {
          if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
            context.setConfigured(true);
          }
        });
    context.addServletContainerInitializer(
        (classes, servletContext) -> application.register(servletContext), null);
    return context;
  }

  private static StandardManager sessionsInMemory() {
    StandardManager manager = new StandardManager();
    manager.setPathname(null);
    return manager;
  }

  /** For what Tomcat refuses by itself: no stack trace, no version. */
  private static ErrorReportValve plainErrorPages() {
    ErrorReportValve valve = new ErrorReportValve();
    valve.setShowReport(false);
    valve.setShowServerInfo(false);
    return valve;
  }
}
