package org.proxypass.config;

/** What a virtual host takes over from the main server, where that is not simply everything. */
final class HostInheritance {
  private HostInheritance() {}

  /** The settings of a virtual host. */
  static Settings merge(Settings main, Settings own) {
    Settings complete = own;
    if (main.configured(UrlSettings.REWRITE_RULES) != null
        && own.configured(UrlSettings.REWRITE_RULES) == null) {
      // Rules are inherited only where RewriteOptions says so.
      complete = complete.with(UrlSettings.REWRITE_RULES, RewriteRules.NONE);
    }
    if (main.configured(UrlSettings.ENCODED_SLASHES) != null
        && own.configured(UrlSettings.ENCODED_SLASHES) == null) {
      // httpd starts every virtual host with the default.
      complete =
          complete.with(UrlSettings.ENCODED_SLASHES, UrlSettings.ENCODED_SLASHES.defaultValue());
    }
    return main.mergedWith(complete);
  }
}
