package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;

/** The declarations of mod_headers. */
final class HeaderDirectives {
  private static final String CONDITION = "[early|env=[!]NAME|expr=condition]";

  private HeaderDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("RequestHeader")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, 5, "action name [value [replacement]] " + CONDITION)
            .summary("Changes a field of the request before a backend gets it.")
            .details(
                """
                The actions: `set` makes one line of all; `append` joins the value to the list,
                `merge` does so unless the list has it already; `add` makes one more line;
                `setifempty` sets what is absent; `unset` removes all lines; `edit` replaces the first
                hit of a regular expression in each line, `edit*` every hit, with `$0` to `$9` for what
                it matched.

                In a value `%%` is a percent sign, `%t` the time of the request (`t=` and microseconds),
                `%D` the time since (`D=`), `%l` the load averages, `%i` and `%b` the idle and busy
                percentage of the processors, `%{NAME}e` an environment variable, `%{NAME}s` a
                variable of the client's TLS connection such as SSL_PROTOCOL, SSL_CIPHER,
                SSL_CLIENT_S_DN or SSL_CLIENT_CERT; what does not exist is `(null)`. A value
                `expr=…` is an expression: `expr=%{REQUEST_SCHEME}`. A last argument limits the rule to
                requests with a variable (`env=NAME`), without it (`env=!NAME`), or for which a condition
                holds (`expr=…`).

                Rules run in the order of the configuration, those of outer sections first, after access
                control and before X-Forwarded-For and its companions are added: what is set there is
                appended to. With `early`, outside of sections, a rule runs before everything else, so
                that SetEnvIf and conditions see the changed field. Content-Length and
                Transfer-Encoding cannot be changed, connection fields such as Upgrade only be removed. A
                request whose data would put a line break into a field is refused with 400. See
                [Headers](headers.md).""")
            .example(
                """
                RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}
                RequestHeader unset X-Remote-User early""")
            .does(call -> new HeaderRuleParser(call).requestHeader()),
        directive("Header")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, 6, "[onsuccess|always] action name [value [replacement]] " + CONDITION)
            .summary("Changes a field of the response before the client gets it.")
            .details(
                """
                Actions, values and conditions are those of RequestHeader; a condition may also look at
                the response, as in `expr=%{REQUEST_STATUS} == 404`. In addition `echo` copies the
                request's fields whose name matches a regular expression, but for those of the connection
                and the message's length, and `note` keeps the value
                under a name for `%{note:…}`.

                There are two tables, as in httpd. Without `always` a rule works on what the backend
                (or the local file) sent, whatever its status. With `always` it works on fields of our
                own, which are sent in addition, also with the errors and redirects that this server
                answers itself. So `Header always set X` beside an X of the backend gives two lines, and
                `Header always unset X` does not remove the backend's. For a field that every response
                must have once, write `Header unset X` and `Header always set X …`.

                Rules run when ProxyPassReverse has been applied. `early` is for `always` outside of
                sections and puts a field in before everything else. A value with a line break gives 500
                and never reaches the client. See [Headers](headers.md).""")
            .example(
                """
                Header always set Strict-Transport-Security "max-age=31536000"
                Header edit Set-Cookie ^(.*)$ "$1; Secure; SameSite=Lax"
                Header unset X-Powered-By""")
            .does(call -> new HeaderRuleParser(call).header()));
  }
}
