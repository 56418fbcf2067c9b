package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.REQUIREMENT;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;
import static org.proxypass.config.DirectiveSpec.section;

import java.util.List;
import java.util.Optional;
import org.proxypass.access.AccessRequirement;
import org.proxypass.access.AccessRequirement.AuthMerging;
import org.proxypass.access.AccessRule;
import org.proxypass.http.Ascii;

/** The declarations about who may pass (mod_authz_core, mod_authz_host). */
final class AccessDirectives {
  private AccessDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("Require")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY, REQUIREMENT)
            .takesAtLeast(1, "[not] kind [argument …]")
            .byDefault("all granted")
            .summary("Who may pass; all others get 403.")
            .details(
                """
                - `all granted`, `all denied`: everybody, nobody.
                - `ip address …`: IPv4 and IPv6 addresses; networks as `address/bits` or
                  `address/netmask`; the front of an IPv4 address, as `10.1`.
                - `local`: a loopback address, or the address the request arrived at.
                - `host name …`: the client's name by reverse look-up, confirmed by a forward one, is
                  one of these or ends with one; `forward-dns name …`: one of these names has the
                  client's address. Both ask the DNS while the client waits.
                - `env variable …`: one of these is set; by a `SetEnvIf`, for `SetEnv` comes later.
                - `method GET …`: the request has one of these methods; GET and HEAD are one.
                - `expr expression`: the rest of the line, or one quoted argument, is a condition.

                Of several in one place it is enough that one grants; `not` may stand in
                `<RequireAll>` only. An inner or later section replaces what outer ones require, or
                adds to it as AuthMerging says. A comment behind the arguments is accepted. Unlike in
                httpd, it may stand outside of sections, too. Who the client is (`valid-user`, `user`,
                `group`) is the matter of the servlet container.""")
            .example(
                """
                <Location /internal>
                    Require ip 10.0.0.0/8 fd00::/8
                    Require local
                </Location>""")
            .does(
                call ->
                    RequirementScope.add(
                        call.scope(), RequireParser.parse(call.words(), call.line()))),
        section("RequireAll", REQUIREMENT)
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY, REQUIREMENT)
            .takes(0, "")
            .summary("Grants when none inside denies and at least one grants.")
            .details(
                """
                The only place for `Require not` and `<RequireNone>`, which deny what they name and
                say nothing about all else. Sections nest. One that holds nothing, or negative
                directives only, is refused.""")
            .example(
                """
                <RequireAll>
                    Require ip 10.0.0.0/8
                    Require not ip 10.66.0.0/16
                </RequireAll>""")
            .opens(
                call -> RequirementScope.open(call.scope(), new AccessRule.All(List.of())),
                (call, inner) -> RequirementScope.close(call.scope(), inner, false)),
        section("RequireAny", REQUIREMENT)
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY, REQUIREMENT)
            .takes(0, "")
            .summary("Grants when one inside grants.")
            .details("What holds for several Require outside of such sections, too.")
            .example(
                """
                <RequireAll>
                    Require method GET
                    <RequireAny>
                        Require local
                        Require env staff
                    </RequireAny>
                </RequireAll>""")
            .opens(
                call -> RequirementScope.open(call.scope(), new AccessRule.Any(List.of())),
                (call, inner) -> RequirementScope.close(call.scope(), inner, false)),
        section("RequireNone", REQUIREMENT)
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY, REQUIREMENT)
            .takes(0, "")
            .summary("Denies when one inside grants, and never grants itself.")
            .details("Must stand in a `<RequireAll>` beside something that can grant.")
            .example(
                """
                <RequireAll>
                    Require all granted
                    <RequireNone>
                        Require ip 192.0.2.0/24
                        Require expr "req('User-Agent') =~ /BadBot/"
                    </RequireNone>
                </RequireAll>""")
            .opens(
                call -> RequirementScope.open(call.scope(), new AccessRule.Any(List.of())),
                (call, inner) -> RequirementScope.close(call.scope(), inner, true)),
        directive("AuthMerging")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "Off|And|Or")
            .byDefault("Off")
            .summary("What becomes of the Require of outer sections.")
            .details(
                """
                `Off`: the Require of this section replaces it; without one of its own, everybody
                passes. `And`: both must grant. `Or`: one must grant. Holds for the section it stands
                in and not for those inside of it. Without AuthMerging a section without Require
                changes nothing.""")
            .example(
                """
                <Location /internal/admin>
                    AuthMerging And
                    Require local
                </Location>""")
            .does(AccessDirectives::merging));
  }

  private static void merging(Invocation call) throws InvalidDirectiveException {
    AuthMerging merging =
        switch (Ascii.lower(call.word(0))) {
          case "off" -> AuthMerging.OFF;
          case "and" -> AuthMerging.AND;
          case "or" -> AuthMerging.OR;
          default ->
              throw new InvalidDirectiveException(
                  "'" + call.word(0) + "' is not allowed; allowed are Off, And and Or");
        };
    AccessRequirement before = call.scope().settings().get(AccessSettings.REQUIREMENT);
    call.set(
        AccessSettings.REQUIREMENT, new AccessRequirement(Optional.of(merging), before.rule()));
  }
}
