package org.proxypass.config;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;

/** The words of LogLevel. */
final class LogLevels {
  private static final String ROOT = "org.proxypass";

  private LogLevels() {}

  /** What a level of httpd means. */
  static LogLevelRule.Severity severity(String word) throws InvalidDirectiveException {
    return switch (Ascii.lower(word)) {
      case "emerg", "alert", "crit", "error" -> LogLevelRule.Severity.ERROR;
      case "warn", "notice" -> LogLevelRule.Severity.WARN;
      case "info" -> LogLevelRule.Severity.INFO;
      case "debug" -> LogLevelRule.Severity.DEBUG;
      case "trace1", "trace2", "trace3", "trace4", "trace5", "trace6", "trace7", "trace8" ->
          LogLevelRule.Severity.TRACE;
      default ->
          throw new InvalidDirectiveException(
              "'"
                  + word
                  + "' is no level; allowed are emerg, alert, crit, error, warn, notice, info,"
                  + " debug and trace1 to trace8");
    };
  }

  /**
   * The loggers that do the work of a module.
   *
   * @param module lower case; empty for all
   * @return null when none do
   */
  static @Nullable String logger(String module) {
    String bare = module.endsWith(".c") ? module.substring(0, module.length() - 2) : module;
    if (bare.startsWith("mod_")) {
      bare = bare.substring(4);
    } else if (bare.endsWith("_module")) {
      bare = bare.substring(0, bare.length() - 7);
    }
    return switch (bare) {
      case "" -> ROOT;
      case "core", "http", "authz_core", "authz_host", "access_compat" -> ROOT + ".webapp";
      case "proxy", "proxy_http" -> ROOT + ".backend";
      case "proxy_balancer", "proxy_hcheck" -> ROOT + ".balancer";
      case "proxy_wstunnel" -> ROOT + ".tunnel";
      case "rewrite", "alias" -> ROOT + ".rules";
      case "headers", "setenvif", "substitute", "deflate", "filter" -> ROOT + ".rewrite";
      default -> null;
    };
  }
}
