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
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ForkedProcess process;
  private final int port;

  private StockTomcat(ForkedProcess process, int port) {
    this.process = process;
    this.port = port;
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
            <Engine name="Catalina" defaultHost="localhost">
              <Host name="localhost" appBase="webapps" autoDeploy="false"/>
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
    Map<String, String> all = new HashMap<>(environment);
    all.put("CATALINA_HOME", home);
    all.put("CATALINA_BASE", base.toString());
    all.put("CATALINA_OPTS", "-Xmx256m -Dtest.port=" + port + " " + options);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    ForkedProcess process =
        ForkedProcess.start(base, all, List.of("sh", home + "/bin/catalina.sh", "run"));
    process.awaitOutput("Server startup in");
    return new StockTomcat(process, port);
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
  HttpResponse<String> post(String path, String body) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
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
