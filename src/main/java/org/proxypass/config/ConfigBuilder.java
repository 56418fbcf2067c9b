package org.proxypass.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a whole configuration. One per load. */
final class ConfigBuilder {
  private final List<ListenAddress> listens = new ArrayList<>();
  private final HostBuilder main;

  private record PlacedAddresses(List<HostAddress> addresses, Origin origin) {}

  private final List<HostBuilder> virtualHosts = new ArrayList<>();
  private final List<PlacedAddresses> placedAddresses = new ArrayList<>();
  private final VariableLookup environment;
  private final SourceFiles.Collector files;
  private Settings global = Settings.EMPTY;
  private Path root;

  /**
   * Creates a builder.
   *
   * @param root where relative paths start
   * @param servlet whether this is for a servlet mapped to a prefix of its own
   * @param environment the environment of this process
   * @param files is told which files are looked at
   */
  ConfigBuilder(
      Path root, boolean servlet, VariableLookup environment, SourceFiles.Collector files) {
    this.files = files;
    this.environment = environment;
    this.root = root;
    this.main = HostBuilder.main(servlet);
  }

  /** The server outside every virtual host. */
  HostBuilder main() {
    return main;
  }

  /** The environment of this process. */
  VariableLookup environment() {
    return environment;
  }

  /** Notes that {@code file} is read next, as a part of the configuration. */
  void lookingAt(Path file) {
    files.lookingAt(file);
  }

  /** The listeners so far. */
  List<ListenAddress> listens() {
    return listens;
  }

  void addListen(ListenAddress listen) {
    listens.add(listen);
  }

  /** Opens a virtual host. */
  HostBuilder addVirtualHost(List<HostAddress> addresses, Origin origin) {
    HostBuilder host = HostBuilder.virtual(addresses, main);
    virtualHosts.add(host);
    placedAddresses.add(new PlacedAddresses(addresses, origin));
    return host;
  }

  <T> void setGlobal(Setting<T> setting, T value) {
    global = global.with(setting, value);
  }

  /** Adds levels behind those that were given before. */
  void addLogLevels(List<LogLevelRule> rules) {
    setGlobal(LogSettings.LEVELS, Lists.concat(global.get(LogSettings.LEVELS), rules));
  }

  /** Keeps what the balancer manager changes beside {@code file}, if it is to be kept. */
  void keepStateBeside(Path file) {
    if (global.get(HandlerSettings.BALANCER_PERSIST)) {
      Path state = file.resolveSibling(file.getFileName() + ".state");
      setGlobal(HandlerSettings.STATE_FILE, Optional.of(state.toAbsolutePath().normalize()));
    }
  }

  void setRoot(String path) throws InvalidDirectiveException {
    root = FileNames.resolve(root, path);
  }

  /** {@code path} as an absolute path. */
  Path absolute(String path) throws InvalidDirectiveException {
    return FileNames.resolve(root, path).toAbsolutePath().normalize();
  }

  /** The finished configuration; oddities go to {@code problems}. */
  ProxyConfig build(Problems problems) {
    placedAddresses.forEach(host -> warnIfUnreachable(host, problems));
    return new ProxyConfig(
        listens,
        global,
        main.build(null, problems),
        virtualHosts.stream().map(host -> host.build(main, problems)).toList());
  }

  /** The likeliest slip on the way from httpd: one of the two port numbers was changed. */
  private void warnIfUnreachable(PlacedAddresses host, Problems problems) {
    if (listens.isEmpty()
        || host.addresses().stream().anyMatch(address -> isListenedOn(address.port()))) {
      return;
    }
    problems.warning(
        host.origin(),
        "<VirtualHost>",
        "no Listen names its port, so requests reach it only where a container listens on one");
  }

  private boolean isListenedOn(int port) {
    return port < 0
        || listens.stream().anyMatch(listen -> listen.port() == port || listen.port() == 0);
  }
}
