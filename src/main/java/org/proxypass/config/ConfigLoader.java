package org.proxypass.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a configuration from any of the three carriers. The entry point of this package. */
public final class ConfigLoader {

  /**
   * A usable configuration and what was odd about it.
   *
   * @param warnings things that work but were hardly meant, for the log
   */
  public record Loaded(ProxyConfig config, List<ConfigProblem> warnings) {}

  /** Reads {@code file}: {@code *.properties} in properties syntax, anything else in httpd's. */
  public Loaded load(Path file) throws ConfigException {
    throw new ConfigException(List.of());
  }

  /** Reads web.xml parameters alone. */
  public Loaded loadParameters(Map<String, String> parameters) throws ConfigException {
    throw new ConfigException(List.of());
  }

  public static ConfigLoader create() {
    return new ConfigLoader();
  }

  public Loaded load(java.util.Optional<Path> file, Map<String, String> parameters)
      throws ConfigException {
    throw new ConfigException(List.of());
  }

  public Loaded loadServletParameters(Map<String, String> parameters) throws ConfigException {
    throw new ConfigException(List.of());
  }
}
