package org.proxypass.webapp;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a web application finds its configuration: the context parameter {@code config}; the system
 * property or environment variable PROXYPASS_CONFIG; {@code WEB-INF/proxy.conf}; {@code
 * WEB-INF/proxy.properties}. The first that exists is read; directives among the context parameters
 * are read in addition.
 */
final class ConfigurationSource {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSource.class);
  private static final String VARIABLE = "PROXYPASS_CONFIG";
  private static final List<String> BUNDLED =
      List.of("/WEB-INF/proxy.conf", "/WEB-INF/proxy.properties");

  private final ServletContext context;

  /** Decided once: when this file disappears, that is an error and not another configuration. */
  private final Optional<Path> file;

  ConfigurationSource(ServletContext context) {
    this.context = context;
    this.file = file(context);
  }

  ConfigLoader.Loaded load(ConfigLoader loader) throws ConfigException {
    Map<String, String> parameters = parameters();
    if (file.isEmpty() && parameters.isEmpty()) {
      LOG.warn(
          "no configuration: looked for the context parameter 'config', {}, {} and directives in"
              + " web.xml; every request gets 404",
          VARIABLE,
          BUNDLED);
    }
    return loader.load(file, parameters);
  }

  private static Optional<Path> file(ServletContext context) {
    String named = context.getInitParameter("config");
    if (named == null || named.isBlank()) {
      named = System.getProperty(VARIABLE, System.getenv(VARIABLE));
    }
    if (named != null && !named.isBlank()) {
      return Optional.of(resolve(context, named.trim()));
    }
    for (String bundled : BUNDLED) {
      Path path = bundledFile(context, bundled);
      if (path != null) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** A relative name means a file of the web application if there is one, else of the process. */
  static Path resolve(ServletContext context, String name) {
    Path path = Path.of(name);
    if (!path.isAbsolute()) {
      Path bundled = bundledFile(context, name.startsWith("/") ? name : "/" + name);
      if (bundled != null) {
        return bundled;
      }
    }
    return path;
  }

  private static @Nullable Path bundledFile(ServletContext context, String name) {
    String real = context.getRealPath(name);
    if (real != null) {
      Path path = Path.of(real);
      return Files.isRegularFile(path) ? path : null;
    }
    // A container that does not unpack the WAR: read it from a copy.
    try (InputStream resource = context.getResourceAsStream(name)) {
      if (resource == null) {
        return null;
      }
      Path directory = ((java.io.File) context.getAttribute(ServletContext.TEMPDIR)).toPath();
      Path copy = directory.resolve(name.substring(name.lastIndexOf('/') + 1));
      Files.write(copy, resource.readAllBytes());
      return copy;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name + " of the web application", e);
    }
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    Enumeration<String> names = context.getInitParameterNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      String value = context.getInitParameter(name);
      if (value != null && !name.equals("config") && isOurs(name)) {
        parameters.put(name, value);
      }
    }
    return parameters;
  }

  /** A web application of somebody else's has parameters that are none of our business. */
  private static boolean isOurs(String name) {
    boolean ours = ConfigLoader.resemblesDirective(name);
    if (!ours) {
      LOG.debug("context parameter '{}' is no directive of proxypass", name);
    }
    return ours;
  }
}
