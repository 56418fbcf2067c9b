package org.proxypass.mapping;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.HostConfig;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.Settings;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.BadTargetException;

/** One host's rules, compiled: which settings a path has, and where it goes. Thread-safe. */
public final class HostMap {
  private final HostConfig config;
  private final SectionTable sections;
  private final List<Mapping> mappings;
  // By identity: merged settings hand out the very objects of the configuration.
  private final IdentityHashMap<MappingSpec, Mapping> locationMappings = new IdentityHashMap<>();

  /** Compiles {@code config}. */
  public HostMap(HostConfig config) {
    this.config = config;
    this.sections = new SectionTable(config);
    List<Mapping> compiled = new ArrayList<>();
    for (MappingSpec spec : config.mappings()) {
      compiled.add(MappingCompiler.compile(spec));
    }
    this.mappings = List.copyOf(compiled);
    addLocationMapping(config.settings());
    config.locations().forEach(location -> addLocationMapping(location.settings()));
  }

  private void addLocationMapping(Settings settings) {
    settings
        .get(ForwardingSettings.LOCATION_MAPPING)
        .ifPresent(spec -> locationMappings.put(spec, MappingCompiler.compile(spec)));
  }

  /** The configuration behind this map. */
  public HostConfig config() {
    return config;
  }

  /**
   * The settings that hold for a decoded path: the host's, each matching location's, and those of
   * the conditions that hold.
   */
  public Settings settingsFor(String decodedPath, ExpressionContext context) {
    return sections.settingsFor(decodedPath, null, context);
  }

  /** Whether it makes a difference to the settings where a request goes. */
  public boolean looksAtBackends() {
    return sections.looksAtBackends();
  }

  /**
   * The settings for a request that goes to {@code target}: as without a target, with the matching
   * {@code <Proxy>} sections between the host's and the locations'.
   */
  public Settings settingsFor(String decodedPath, BackendTarget target, ExpressionContext context) {
    return sections.settingsFor(decodedPath, BackendUrls.of(target), context);
  }

  /**
   * Where a request goes: the location's own ProxyPass first, then the host's entries in their
   * order; the first that covers the path decides.
   *
   * @param settings those of the path
   * @throws BadTargetException when the deciding entry would send something unsafe
   */
  public MappingResult map(RequestPath path, Settings settings) throws BadTargetException {
    Optional<MappingSpec> own = settings.get(ForwardingSettings.LOCATION_MAPPING);
    if (own.isPresent()) {
      Mapping mapping = locationMappings.get(own.get());
      MappingResult result = mapping == null ? null : mapping.map(path);
      if (result != null) {
        return result;
      }
    }
    return mapByList(path);
  }

  private MappingResult mapByList(RequestPath path) throws BadTargetException {
    for (Mapping mapping : mappings) {
      MappingResult result = mapping.map(path);
      if (result != null) {
        return result;
      }
    }
    return MappingResult.LOCAL;
  }
}
