package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proxypass.expression.Regex;

/** Collects the main server or one virtual host. */
final class HostBuilder {

  /** A mapping and where it was written. */
  record PlacedMapping(MappingSpec mapping, Origin origin, String directive) {}

  private record PlacedProxy(String pattern, Optional<Regex> regex, Scope scope) {}

  private final Scope scope;
  private final List<HostAddress> addresses;
  private final List<String> aliases = new ArrayList<>();
  private final List<PlacedMapping> mappings = new ArrayList<>();
  private final List<PathAlias> aliasPaths = new ArrayList<>();
  private final List<Scope> locations = new ArrayList<>();
  private final List<PlacedProxy> proxySections = new ArrayList<>();
  private final WorkerTable workers = new WorkerTable();
  private final AccessLogLines accessLogs = new AccessLogLines();
  private final BalancerTable balancers = new BalancerTable();
  private final ManagerChecks managers = new ManagerChecks();
  private final HealthDefinitions healthDefinitions;
  private @Nullable ServerName name;

  private HostBuilder(
      List<HostAddress> addresses,
      Context context,
      boolean servlet,
      HealthDefinitions healthDefinitions) {
    this.addresses = addresses;
    this.healthDefinitions = healthDefinitions;
    this.scope = servlet ? Scope.ofServlet(this) : Scope.ofHost(context, this);
  }

  /** The main server; that of a servlet with a prefix of its own when {@code servlet}. */
  static HostBuilder main(boolean servlet) {
    return new HostBuilder(List.of(), Context.SERVER, servlet, new HealthDefinitions(null));
  }

  /** A virtual host of {@code main}. */
  static HostBuilder virtual(List<HostAddress> addresses, HostBuilder main) {
    return new HostBuilder(
        addresses, Context.VIRTUAL_HOST, false, new HealthDefinitions(main.healthDefinitions));
  }

  /** What stands outside the sections of this host. */
  Scope scope() {
    return scope;
  }

  /** The access logs of this host's own. */
  AccessLogLines accessLogs() {
    return accessLogs;
  }

  /** The workers of this host's own mappings. */
  WorkerTable workers() {
    return workers;
  }

  /** The balancers of this host's own. */
  BalancerTable balancers() {
    return balancers;
  }

  /** What parameters of health checks may name. */
  HealthDefinitions healthDefinitions() {
    return healthDefinitions;
  }

  /** The balancer managers of this host's own. */
  ManagerChecks managers() {
    return managers;
  }

  void name(ServerName serverName) {
    name = serverName;
  }

  void addAlias(String alias) {
    aliases.add(alias);
  }

  void addMapping(PlacedMapping mapping) {
    mappings.add(mapping);
  }

  void addAliasPath(PathAlias alias) {
    aliasPaths.add(alias);
  }

  /** Opens a location; locations merge in the order in which they were opened. */
  Scope addLocation(PathPattern pattern) {
    Scope location = Scope.ofLocation(this, pattern);
    locations.add(location);
    return location;
  }

  /**
   * Opens a proxy section.
   *
   * @param backend the URL that {@code pattern} is; null when it is none
   */
  Scope addProxySection(String pattern, @Nullable String backend) {
    Scope section = Scope.ofProxy(this, backend);
    proxySections.add(new PlacedProxy(pattern, Optional.empty(), section));
    return section;
  }

  /** Opens a proxy section for the URLs that {@code regex} matches. */
  Scope addProxySection(Regex regex) {
    Scope section = Scope.ofProxy(this, null);
    proxySections.add(new PlacedProxy(regex.source(), Optional.of(regex), section));
    return section;
  }

  /**
   * The finished host. What it inherits follows httpd's merge functions: mappings and locations of
   * the main server come first, its aliases last, names are not inherited.
   *
   * @param outer the main server, or null when this is it
   */
  HostConfig build(@Nullable HostBuilder outer, Problems problems) {
    Settings settings =
        outer == null
            ? finished(null, problems)
            // What is wrong with the main server's own logs is reported once, for the main server.
            : HostInheritance.merge(
                outer.finished(null, new Problems()), finished(outer, problems));
    List<PlacedMapping> inherited =
        outer == null || !settings.get(UrlSettings.INHERIT_MAPPINGS) ? List.of() : outer.mappings;
    List<PlacedMapping> allMappings = joined(inherited, mappings);
    // What is odd about the main server's own list is reported once, for the main server.
    MappingChecks.warnAboutUnreachable(allMappings, inherited.size(), problems);
    List<LocationSpec> allLocations =
        joined(outer == null ? List.of() : outer.locationSpecs(), locationSpecs());
    managers.warnAboutOpen(settings, allLocations, problems);
    return new HostConfig(
        addresses,
        Optional.ofNullable(name),
        aliases,
        settings,
        Stream.concat(
                inherited.stream()
                    .map(
                        placed ->
                            outer == null ? placed.mapping() : outer.settled(placed.mapping())),
                mappings.stream().map(placed -> settled(placed.mapping())))
            .toList(),
        joined(aliasPaths, outer == null ? List.of() : outer.aliasPaths),
        allLocations,
        joined(outer == null ? List.of() : outer.proxySpecs(), proxySpecs()),
        workers.longestFirst(outer == null ? null : outer.workers),
        balancers.finish(
            Optional.ofNullable(settings.configured(BalancerSettings.GROWTH)),
            outer == null || !settings.get(UrlSettings.INHERIT_BALANCERS)
                ? null
                : outer.balancers));
  }

  private Settings finished(@Nullable HostBuilder outer, Problems problems) {
    return accessLogs.addTo(scope.finished(), outer == null ? null : outer.accessLogs, problems);
  }

  private List<LocationSpec> locationSpecs() {
    List<LocationSpec> specs = new ArrayList<>();
    for (Scope location : locations) {
      PathPattern pattern = location.pattern();
      if (pattern != null) {
        specs.add(new LocationSpec(pattern, settled(location.finished())));
      }
    }
    return specs;
  }

  private Settings settled(Settings location) {
    MappingSpec mapping = location.get(ForwardingSettings.LOCATION_MAPPING).orElse(null);
    return mapping == null
        ? location
        : location.with(ForwardingSettings.LOCATION_MAPPING, Optional.of(settled(mapping)));
  }

  /** {@code mapping} with its worker as the last ProxySet left it. */
  private MappingSpec settled(MappingSpec mapping) {
    return mapping.withWorker(mapping.worker().map(workers::current));
  }

  private List<ProxySection> proxySpecs() {
    return proxySections.stream()
        .map(
            section ->
                new ProxySection(section.pattern(), section.regex(), section.scope().finished()))
        .toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
