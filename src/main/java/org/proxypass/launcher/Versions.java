package org.proxypass.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program is made of.
 *
 * @param proxypass the project's version
 * @param tomcat the version of the embedded Tomcat
 * @param httpClient the version of Apache HttpClient
 */
record Versions(String proxypass, String tomcat, String httpClient) {

  /** The versions that the build wrote down. */
  static Versions ofBuild() {
    Properties properties = new Properties();
    try (InputStream content = Versions.class.getResourceAsStream("build.properties")) {
      if (content == null) {
        throw new IllegalStateException("build.properties is missing in this build");
      }
      properties.load(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        properties.getProperty("version", "unknown"),
        properties.getProperty("tomcat", "unknown"),
        properties.getProperty("httpclient", "unknown"));
  }

  /** One line each, with the JVM. */
  String report() {
    return """
    proxypass %s
    Apache Tomcat %s
    Apache HttpClient %s
    %s %s (%s)
    """
        .formatted(
            proxypass,
            tomcat,
            httpClient,
            System.getProperty("java.vm.name"),
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"));
  }
}
