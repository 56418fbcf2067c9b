package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;
import org.proxypass.http.Utf8Bytes;

/** The declarations of mod_env and mod_setenvif. */
final class EnvironmentDirectives {
  private static final String ASSIGNMENTS = "[!]NAME[=value] …";

  private EnvironmentDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("SetEnv")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, 2, "NAME [value]")
            .summary("Sets an environment variable of every request.")
            .details(
                """
                Without a value the variable is set and empty. It is set right before the request is
                forwarded, unless SetEnvIf has set it: header rules see it, but neither mappings nor
                conditions of `<If>` do; use SetEnvIf for those. Letter case does not count in names.""")
            .example("SetEnv site shop")
            .does(
                call ->
                    set(
                        call,
                        call.word(0),
                        call.words().size() == 2 ? Utf8Bytes.of(call.word(1)) : "")),
        directive("UnsetEnv")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takesAtLeast(1, "NAME …")
            .summary("Takes back what SetEnv or PassEnv before it or of an outer section says.")
            .details("What SetEnvIf sets stays.")
            .example("UnsetEnv site")
            .does(EnvironmentDirectives::unset),
        directive("PassEnv")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takesAtLeast(1, "NAME …")
            .summary("Sets variables to what they are in the environment of this process.")
            .details(
                """
                They are read once, when the configuration is loaded. One that the process does not have
                is passed over with a warning. Otherwise as SetEnv.""")
            .example("PassEnv HOME")
            .does(EnvironmentDirectives::pass),
        directive("SetEnvIf")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takesAtLeast(3, "attribute regex " + ASSIGNMENTS)
            .summary("Sets variables when an attribute of the request matches.")
            .details(
                """
                The attribute is a request field, a regular expression for names of fields,
                `Remote_Addr`, `Remote_Host` (the address, too), `Server_Addr`, `Request_Method`,
                `Request_Protocol`, `Request_URI` (the canonical path), or a variable set before; what
                does not exist is empty. `NAME` sets the variable to 1, `NAME=value` to a value in which
                `$1` to `$9` stand for the groups of the expression, `!NAME` removes it. Outside of
                sections the rules run before the request is mapped: the variable `no-proxy` keeps it
                from being proxied. Inside of sections they run behind the mapping.""")
            .example(
                """
                SetEnvIf Request_URI ^/local/ no-proxy
                SetEnvIf Host ^([^.]+)\\. site=$1""")
            .does(call -> new EnvironmentRuleParser(call).setEnvIf(false)),
        directive("SetEnvIfNoCase")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takesAtLeast(3, "attribute regex " + ASSIGNMENTS)
            .summary("As SetEnvIf, without regard to letter case.")
            .details("See SetEnvIf.")
            .example("SetEnvIfNoCase User-Agent robot is_robot")
            .does(call -> new EnvironmentRuleParser(call).setEnvIf(true)),
        directive("SetEnvIfExpr")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takesAtLeast(2, "condition " + ASSIGNMENTS)
            .summary("Sets variables when a condition holds.")
            .details(
                """
                `$0` to `$9` stand for what the last regular expression of the condition matched.
                Otherwise as SetEnvIf.""")
            .example("SetEnvIfExpr \"%{REQUEST_URI} =~ m#^/([a-z]+)/#\" area=$1")
            .does(call -> new EnvironmentRuleParser(call).setEnvIfExpr()),
        directive("BrowserMatch")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takesAtLeast(2, "regex " + ASSIGNMENTS)
            .summary("Sets variables when the field User-Agent matches.")
            .details("Means `SetEnvIf User-Agent`.")
            .example("BrowserMatch ^curl/ is_tool")
            .does(call -> new EnvironmentRuleParser(call).browserMatch(false)),
        directive("BrowserMatchNoCase")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takesAtLeast(2, "regex " + ASSIGNMENTS)
            .summary("As BrowserMatch, without regard to letter case.")
            .details("Means `SetEnvIfNoCase User-Agent`.")
            .example("BrowserMatchNoCase robot is_robot")
            .does(call -> new EnvironmentRuleParser(call).browserMatch(true)));
  }

  private static void set(Invocation call, String name, String value) {
    EnvironmentVariables variables = call.scope().settings().get(EnvironmentSettings.VARIABLES);
    call.set(EnvironmentSettings.VARIABLES, variables.with(name, value));
  }

  private static void unset(Invocation call) {
    for (String name : call.words()) {
      EnvironmentVariables variables = call.scope().settings().get(EnvironmentSettings.VARIABLES);
      call.set(EnvironmentSettings.VARIABLES, variables.without(name));
    }
  }

  private static void pass(Invocation call) {
    for (String name : call.words()) {
      String value = call.config().environment().get(name);
      if (value == null) {
        call.warning("'" + name + "' is not in the environment of this process");
      } else {
        set(call, name, Utf8Bytes.of(value));
      }
    }
  }
}
