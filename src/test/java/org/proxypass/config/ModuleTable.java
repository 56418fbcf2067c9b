package org.proxypass.config;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/** Writes the table of modules in docs/migrate-from-httpd.md from the declarations. */
final class ModuleTable {
  private static final int SHOWN = 6;

  /** Modules and the directives of theirs that a reverse proxy may meet. */
  private static final List<Module> MODULES =
      List.of(
          module(
              "proxy",
              "ProxyPass ProxyPassMatch ProxyPassReverse ProxyPassReverseCookieDomain"
                  + " ProxyPassReverseCookiePath ProxyPreserveHost ProxyAddHeaders ProxyTimeout"
                  + " ProxyRequests Proxy ProxyErrorOverride ProxyVia ProxyMaxForwards"
                  + " ProxyPassInterpolateEnv ProxyPassInherit ProxyRemote ProxyRemoteMatch NoProxy"
                  + " ProxySourceAddress ProxyIOBufferSize ProxyReceiveBufferSize ProxyMatch"
                  + " ProxySet ProxyBadHeader ProxyBlock ProxyDomain"),
          module("proxy_http", "Proxy100Continue"),
          module("proxy_balancer", "BalancerMember BalancerGrowth BalancerInherit BalancerPersist"),
          module("proxy_hcheck", "ProxyHCExpr ProxyHCTemplate ProxyHCTPsize"),
          module(
              "proxy_wstunnel",
              "ProxyWebsocketIdleTimeout ProxyWebsocketFallbackToProxyHttp ProxyWebsocketAsync"
                  + " ProxyWebsocketAsyncDelay"),
          module(
              "core",
              "Listen ServerName ServerAlias VirtualHost Location LocationMatch If ElseIf Else"
                  + " ErrorDocument DocumentRoot Timeout GracefulShutdownTimeout ServerRoot Include"
                  + " IncludeOptional Define UnDefine IfDefine IfModule AllowEncodedSlashes"
                  + " MergeSlashes UseCanonicalName UseCanonicalPhysicalPort TraceEnable"
                  + " LimitRequestBody LimitRequestFields LimitRequestFieldSize LimitRequestLine"
                  + " KeepAlive KeepAliveTimeout MaxKeepAliveRequests HostnameLookups ErrorLog"
                  + " LogLevel ServerAdmin ServerSignature ServerTokens Directory Files"
                  + " AllowOverride Options"),
          module("so", "LoadModule LoadFile"),
          module(
              "alias",
              "Alias AliasMatch Redirect RedirectMatch RedirectPermanent RedirectTemp ScriptAlias"
                  + " ScriptAliasMatch"),
          module("authz_core", "Require RequireAll RequireAny RequireNone AuthMerging"),
          module("access_compat", "Order Allow Deny Satisfy"),
          module("auth_basic", "AuthType AuthName AuthUserFile AuthBasicProvider"),
          module("headers", "Header RequestHeader"),
          module(
              "setenvif", "SetEnvIf SetEnvIfNoCase SetEnvIfExpr BrowserMatch BrowserMatchNoCase"),
          module("env", "SetEnv UnsetEnv PassEnv"),
          module(
              "rewrite",
              "RewriteEngine RewriteCond RewriteRule RewriteBase RewriteOptions RewriteMap"),
          module("allowmethods", "AllowMethods"),
          module("substitute", "Substitute SubstituteMaxLineLength SubstituteInheritBefore"),
          module("filter", "AddOutputFilterByType FilterDeclare FilterProvider FilterChain"),
          module("deflate", "DeflateCompressionLevel DeflateBufferSize"),
          module(
              "ssl",
              "SSLEngine SSLCertificateFile SSLCertificateKeyFile SSLProtocol SSLCipherSuite"
                  + " SSLVerifyClient SSLCACertificateFile SSLProxyEngine SSLProxyVerify"
                  + " SSLProxyCACertificateFile SSLProxyCheckPeerName"
                  + " SSLProxyMachineCertificateFile"),
          module("remoteip", "RemoteIPHeader RemoteIPInternalProxy RemoteIPTrustedProxy"),
          module("cache", "CacheEnable CacheDisable CacheLock CacheIgnoreHeaders"),
          module("http2", "Protocols H2Direct H2Push"),
          module("log_config", "CustomLog LogFormat TransferLog"),
          module("status", "ExtendedStatus ProxyStatus"),
          module("reqtimeout", "RequestReadTimeout"),
          module("expires", "ExpiresActive ExpiresByType ExpiresDefault"),
          module("proxy_html", "ProxyHTMLEnable ProxyHTMLURLMap ProxyHTMLLinks"),
          module("macro", "Macro Use UndefMacro"));

  /** A module, without {@code mod_}, and its directives. */
  private record Module(String name, List<String> directives) {}

  private ModuleTable() {}

  private static Module module(String name, String directives) {
    return new Module(name, Arrays.asList(directives.split(" ")));
  }

  /** The modules of which a directive is built in, as {@code <IfModule>} names them. */
  static List<String> modulesWithDirectives() {
    DirectiveTable table = DirectiveTable.create();
    return MODULES.stream()
        .filter(module -> module.directives().stream().anyMatch(name -> table.find(name) != null))
        .map(module -> "mod_" + module.name() + ".c")
        .toList();
  }

  /** The table in Markdown; a directive that nobody declares is an error of this class. */
  static String markdown() {
    DirectiveTable table = DirectiveTable.create();
    StringBuilder text = new StringBuilder("| module | `<IfModule>` | built in | refused |\n");
    text.append("|---|---|---|---|\n");
    for (Module module : MODULES) {
      List<String> here =
          module.directives().stream().filter(name -> table.find(name) != null).toList();
      List<String> later =
          module.directives().stream().filter(name -> table.find(name) == null).toList();
      later.forEach(ModuleTable::requireKnown);
      text.append("| ").append(module.name().equals("core") ? "" : "mod_").append(module.name());
      text.append(" | ").append(StandInModules.present(module.name() + "_module") ? "yes" : "–");
      text.append(" | ").append(names(here, here.size()));
      text.append(" | ").append(names(later, here.isEmpty() ? SHOWN : later.size()));
      text.append(" |\n");
    }
    return text.toString();
  }

  private static void requireKnown(String name) {
    if (!LaterDirectives.contains(name)) {
      throw new AssertionError("no such directive: " + name);
    }
  }

  private static String names(List<String> names, int limit) {
    return names.isEmpty()
        ? "–"
        : names.stream().limit(limit).map(name -> "`" + name + "`").collect(joining(", "))
            + (names.size() > limit ? " …" : "");
  }
}
