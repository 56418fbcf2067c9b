package org.proxypass.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An unpacked Tomcat distribution, started as a process with a base folder of its own. */
final class StockTomcat implements AutoCloseable {
  /** The option of {@link #start} for a Tomcat that undeploys a WAR whose file is removed. */
  static final String UNDEPLOYING = "-Dtest.autodeploy=true -Dtest.delay=1";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String DEPLOYMENT = "-Dtest.autodeploy=false -Dtest.delay=10";

  private final ForkedProcess process;
  private final int port;
  private final int nio2Port;

  private StockTomcat(ForkedProcess process, int port, int nio2Port) {
    this.process = process;
    this.port = port;
    this.nio2Port = nio2Port;
  }

  /** Creates an empty base folder; WARs go into its {@code webapps}. */
  static Path createBase(Path base) throws IOException {
    for (String folder : List.of("conf", "logs", "temp", "webapps", "work")) {
      Files.createDirectories(base.resolve(folder));
    }
    Files.writeString(
        base.resolve("conf/server.xml"),
        """
        <Server port="-1">
          <Service name="Catalina">
            <Connector port="${test.port}" address="127.0.0.1" maxThreads="10"
                       encodedSolidusHandling="passthrough"/>
            <Connector port="${test.nio2port}" address="127.0.0.1" maxThreads="10"
                       keepAliveTimeout="200"
                       protocol="org.apache.coyote.http11.Http11Nio2Protocol"/>
            <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="${test.delay}">
              <Host name="localhost" appBase="webapps" autoDeploy="${test.autodeploy}"/>
            </Engine>
          </Service>
        </Server>
        """);
    return base;
  }

  /**
   * Starts a Tomcat and waits until everything is deployed.
   *
   * @param version {@code 10} or {@code 11}
   * @param options of the JVM
   * @param environment is added to this process's own
   */
  static StockTomcat start(
      String version, Path base, String options, Map<String, String> environment)
      throws IOException {
    String home = System.getProperty("tomcat" + version + ".home");
    int port = freePort();
    int nio2Port = freePort();
    Map<String, String> all = new HashMap<>(environment);
    all.put("CATALINA_HOME", home);
    all.put("CATALINA_BASE", base.toString());
    String ports = " -Dtest.port=" + port + " -Dtest.nio2port=" + nio2Port;
    all.put("CATALINA_OPTS", "-Xmx256m " + DEPLOYMENT + ports + " " + options);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    ForkedProcess process =
        ForkedProcess.start(base, all, List.of("sh", home + "/bin/catalina.sh", "run"));
    process.awaitOutput("Server startup in");
    return new StockTomcat(process, port, nio2Port);
  }

  /** {@code http://host:port}, without a path. */
  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The answer to a GET. */
  HttpResponse<String> get(String path, String... fields) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** The answer to a POST. */
  HttpResponse<String> post(String path, String body, String... fields) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** The port of the connector NIO. */
  int port() {
    return port;
  }

  /** The port of the connector NIO2. */
  int nio2Port() {
    return nio2Port;
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Everything it logged so far. */
  String log() {
    return process.out() + process.err();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
