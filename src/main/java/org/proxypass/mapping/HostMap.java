package org.proxypass.mapping;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.HostConfig;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.RedirectSpec;
import org.proxypass.config.RewriteRules;
import org.proxypass.config.Settings;
import org.proxypass.config.UrlSettings;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.PathForm;
import org.proxypass.http.PathPrefix;

/** One host's rules, compiled: which settings a path has, and where it goes. Thread-safe. */
public final class HostMap {
  private final HostConfig config;
  private final SectionTable sections;
  private final List<Mapping> mappings;
  private final EarlyMappings earlyMappings;
  private final RewriteRules rewriteRules;
  private final List<RedirectSpec> redirects;
  private final PathForm pathForm;
  private final UrlSettings.CanonicalName canonicalName;
  private final boolean physicalPort;
  // By identity: merged settings hand out the very objects of the configuration.
  private final IdentityHashMap<MappingSpec, Mapping> locationMappings = new IdentityHashMap<>();

  /** Compiles {@code config}. */
  public HostMap(HostConfig config) {
    this.config = config;
    this.sections = new SectionTable(config);
    List<Mapping> compiled = new ArrayList<>();
    for (MappingSpec spec : config.mappings()) {
      if (spec.form() == MappingSpec.Form.DECODED) {
        compiled.add(MappingCompiler.compile(spec));
      }
    }
    this.mappings = List.copyOf(compiled);
    this.earlyMappings = EarlyMappings.of(config.mappings());
    this.rewriteRules = config.settings().get(UrlSettings.REWRITE_RULES);
    this.redirects = config.settings().get(UrlSettings.REDIRECTS);
    this.canonicalName = config.settings().get(UrlSettings.CANONICAL_NAME);
    this.physicalPort = config.settings().get(UrlSettings.CANONICAL_PHYSICAL_PORT);
    this.pathForm =
        new PathForm(
            config.settings().get(UrlSettings.ENCODED_SLASHES),
            config.settings().get(UrlSettings.MERGE_SLASHES));
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

  /** The rewrite rules outside of locations. */
  public RewriteRules rewriteRules() {
    return rewriteRules;
  }

  /** The redirects outside of locations. */
  public List<RedirectSpec> redirects() {
    return redirects;
  }

  /** The entries that are tried on the path before it is decoded. */
  public EarlyMappings earlyMappings() {
    return earlyMappings;
  }

  /** How this host's own name is found. */
  public UrlSettings.CanonicalName canonicalName() {
    return canonicalName;
  }

  /** Whether the port a request arrived at belongs to the name. */
  public boolean usesPhysicalPort() {
    return physicalPort;
  }

  /** How paths are made canonical on this host. */
  public PathForm pathForm() {
    return pathForm;
  }

  /**
   * The target for a URL that a rule put together: on the worker that covers it, or on one made for
   * this request alone.
   *
   * @param url absolute, without query
   * @param query or null
   * @param escaped whether the path goes out as it is; else it is escaped
   * @param path the request's, which says what is an escape already
   * @throws BadTargetException 400 for a URL that is none, 403 for what must not be sent
   */
  public BackendTarget targetOf(
      String url, @Nullable String query, boolean escaped, RequestPath path)
      throws BadTargetException {
    return RuleTarget.of(config.workers(), url, query, escaped, path);
  }

  /**
   * The settings that hold for a decoded path: the host's, each matching location's, and those of
   * the conditions that hold.
   */
  public Settings settingsFor(String decodedPath, ExpressionContext context) {
    return sections.settingsFor(sectionPath(decodedPath), null, context);
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
    return sections.settingsFor(sectionPath(decodedPath), BackendUrls.of(target), context);
  }

  /** Sections compare merged slashes even where MergeSlashes is Off, so that none leads around. */
  private String sectionPath(String decodedPath) {
    return pathForm.mergeSlashes() || !decodedPath.contains("//")
        ? decodedPath
        : PathPrefix.mergeSlashes(decodedPath);
  }

  /**
   * Where a request goes: the location's own ProxyPass first, then the host's entries in their
   * order; the first that covers the path decides.
   *
   * @param settings those of the path
   * @param context what <code>${NAME}</code> in an interpolated entry stands for
   * @throws BadTargetException when the deciding entry would send something unsafe
   */
  public MappingResult map(RequestPath path, Settings settings, ExpressionContext context)
      throws BadTargetException {
    ExpressionContext variables =
        settings.get(ForwardingSettings.INTERPOLATE_ENVIRONMENT) ? context : null;
    Optional<MappingSpec> own = settings.get(ForwardingSettings.LOCATION_MAPPING);
    if (own.isPresent()) {
      Mapping mapping = locationMappings.get(own.get());
      MappingResult result = mapping == null ? null : mapping.map(path, variables);
      if (result != null) {
        return result;
      }
    }
    return mapByList(path, variables);
  }

  private MappingResult mapByList(RequestPath path, @Nullable ExpressionContext variables)
      throws BadTargetException {
    for (Mapping mapping : mappings) {
      MappingResult result = mapping.map(path, variables);
      if (result != null) {
        return result;
      }
    }
    return MappingResult.LOCAL;
  }
}
