package org.proxypass.config;

import java.util.Set;
import org.proxypass.http.Ascii;

/** The httpd modules whose directives are built in: what {@code <IfModule>} finds present. */
final class StandInModules {
  private static final Set<String> NAMES =
      Set.of(
          "core",
          "http",
          "so",
          "proxy",
          "proxy_http",
          "proxy_balancer",
          "proxy_hcheck",
          "proxy_wstunnel",
          "lbmethod_byrequests",
          "lbmethod_bytraffic",
          "lbmethod_bybusyness",
          "slotmem_shm",
          "watchdog",
          "status",
          "log_config",
          "alias",
          "rewrite",
          "allowmethods",
          "filter",
          "substitute",
          "deflate",
          "authz_core",
          "headers",
          "setenvif",
          "env",
          "authz_host",
          "logio",
          "access_compat");

  private StandInModules() {}

  /** Whether {@code name} ({@code proxy_module}, {@code mod_proxy.c}) is one of them. */
  static boolean present(String name) {
    String bare = Ascii.lower(name);
    if (bare.endsWith(".c")) {
      bare = bare.substring(0, bare.length() - 2);
    }
    if (bare.startsWith("mod_")) {
      bare = bare.substring(4);
    } else if (bare.endsWith("_module")) {
      bare = bare.substring(0, bare.length() - 7);
    }
    return NAMES.contains(bare);
  }
}
