package org.proxypass.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects a whole configuration. One per load. */
final class ConfigBuilder {
  private final List<ListenAddress> listens = new ArrayList<>();
  private final HostBuilder main;
  private final List<HostBuilder> virtualHosts = new ArrayList<>();
  private final VariableLookup environment;
  private Settings global = Settings.EMPTY;
  private Path root;

  /**
   * Creates a builder.
   *
   * @param root where relative paths start
   * @param servlet whether this is for a servlet mapped to a prefix of its own
   * @param environment the environment of this process
   */
  ConfigBuilder(Path root, boolean servlet, VariableLookup environment) {
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

  /** The listeners so far. */
  List<ListenAddress> listens() {
    return listens;
  }

  void addListen(ListenAddress listen) {
    listens.add(listen);
  }

  /** Opens a virtual host. */
  HostBuilder addVirtualHost(List<HostAddress> addresses) {
    HostBuilder host = HostBuilder.virtual(addresses);
    virtualHosts.add(host);
    return host;
  }

  <T> void setGlobal(Setting<T> setting, T value) {
    global = global.with(setting, value);
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
    return new ProxyConfig(
        listens,
        global,
        main.build(null, problems),
        virtualHosts.stream().map(host -> host.build(main, problems)).toList());
  }
}
