package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;

/** The declarations that map client paths to backends. */
final class MappingDirectives {
  private MappingDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyPass")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .notInIf()
            .takesAtLeast(1, "[path] !|url [nocanon] [interpolate] [key=value …]")
            .summary("Forwards the requests under a path to a backend.")
            .details(
                """
                The entries are tried in the order of the configuration and the first that matches
                counts; one inside a `<Location>`, where the path is left out, is tried before all
                others. `/app` matches `/app` and `/app/…`, `/app/` only `/app/…`. What follows the
                matched path is appended to the URL as it is, so write a slash at the end of both or
                of none. `!` instead of a URL leaves the path alone; it must come before a more
                general entry. `~` in front makes the path a regular expression, as in
                ProxyPassMatch. `nocanon` forwards the request target exactly as received.
                `mapping=encoded` compares and forwards the path as it came, `mapping=servlet` as a
                servlet container sees it: path parameters do not count, and `/..;/` climbs; both go
                before the entries without, and stand outside of locations only.
                With `interpolate` and `ProxyPassInterpolateEnv On` every `${NAME}` in path and URL
                becomes the value of that variable per request.
                `unix:/path|` in front of the URL reaches the backend through a socket of the file
                system; the URL's host is only its name then. The
                [worker parameters](#worker-parameters) belong to the backend: two entries whose URLs
                lie under one another share connections, and the parameters of the first hold.""")
            .example(
                """
                ProxyPass /app/static !
                ProxyPass /app http://127.0.0.1:8081/app connectiontimeout=2 timeout=30
                ProxyPass /    http://127.0.0.1:8082/""")
            .does(call -> new MappingParser(call).proxyPass()),
        directive("ProxyPassMatch")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .notInIf()
            .takesAtLeast(1, "[regex] !|url [nocanon] [interpolate] [key=value …]")
            .summary("Forwards the requests whose path matches a regular expression.")
            .details(
                """
                The expression is searched for in the decoded path. `$0` to `$9` in the URL stand
                for what the expression and its groups matched; a URL without any gets the whole path
                appended. With such a reference connections are not reused unless `enablereuse=On` is
                given. Inside a location the expression is left out and that of the location is
                used. Take care that the host cannot be chosen by the client: put a slash between
                host and `$1`, or let the group begin with one.""")
            .example("ProxyPassMatch ^/img/(.*\\.gif)$ http://127.0.0.1:8083/$1")
            .does(call -> new MappingParser(call).proxyPassMatch()),
        directive("ProxyPassInterpolateEnv")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .notInIf()
            .takes(1, "On|Off")
            .byDefault(ForwardingSettings.INTERPOLATE_ENVIRONMENT)
            .summary("Whether variables are replaced in entries with `interpolate`.")
            .details(
                """
                On replaces `${NAME}` per request in those of ProxyPass, ProxyPassMatch,
                ProxyPassReverse, ProxyPassReverseCookieDomain and ProxyPassReverseCookiePath that
                carry the word `interpolate`; a variable that is not set is empty. A name that is
                defined when the configuration is read is replaced then, in every directive. For a
                request's path only what was set before the mapping counts, by SetEnvIf or
                RewriteRule but not by SetEnv. A value stays where its variable stands: one in the
                path cannot change the host, one in the host cannot reach into the path, and none
                may bring a dot segment. Where a variable stands in the host or port, connections
                are not reused; let no client choose its value.""")
            .example(
                """
                ProxyPassInterpolateEnv On
                SetEnvIf X-Tenant "^([a-z]+)$" TENANT=$1
                ProxyPass /app http://127.0.0.1:8081/${TENANT} interpolate""")
            .does(call -> call.set(ForwardingSettings.INTERPOLATE_ENVIRONMENT, call.flag(0))));
  }
}
