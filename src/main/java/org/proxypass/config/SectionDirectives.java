package org.proxypass.config;

import static org.proxypass.config.Context.IF;
import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.section;

import java.util.List;
import java.util.Optional;
import org.proxypass.expression.Condition;
import org.proxypass.http.Utf8Bytes;

/** The declarations of the sections that hold settings for some paths or backends. */
final class SectionDirectives {
  private SectionDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        section("Location", LOCATION)
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, 2, "path | ~ regex")
            .summary("Settings for the requests whose path lies under a prefix.")
            .details(
                """
                The decoded path of the client's request is compared, with runs of slashes merged.
                `/app` holds for `/app` and `/app/…`, not for `/apple`. With `*`, `?` or `[ ]` the
                argument is a shell pattern whose wildcards never match a slash; with `~` it is a
                regular expression, as in `<LocationMatch>`. All sections that match are merged in
                the order of the configuration, the later ones win.""")
            .example(
                """
                <Location /app>
                    ProxyPass http://127.0.0.1:8081/app
                    ProxyPreserveHost On
                </Location>""")
            .opens(SectionDirectives::location),
        section("LocationMatch", LOCATION)
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "regex")
            .summary("Settings for the requests whose path matches a regular expression.")
            .details(
                """
                The expression is searched for in the decoded path; anchor it with `^` and `$` to
                match the whole.""")
            .example(
                """
                <LocationMatch "^/(internal|status)/">
                    Require all denied
                </LocationMatch>""")
            .opens(
                call ->
                    call.scope()
                        .host()
                        .addLocation(
                            new PathPattern.Matching(
                                RegularExpressions.parse(Utf8Bytes.of(call.word(0)))))),
        section("Proxy", PROXY)
            .in(SERVER, VIRTUAL_HOST)
            .takesAtLeast(1, "url [key=value …] | ~ regex")
            .summary("Settings for what is forwarded to the backends under a URL.")
            .details(
                """
                The URL of the backend request is compared: as a plain string prefix, or as a shell
                pattern when it holds `*`, `?` or `[ ]`; `*` alone means every backend; behind `~`
                stands a regular expression, as in `<ProxyMatch>`. For a request to a balancer it is
                the URL that begins with `balancer://name`, not that of the member.
                `<Proxy balancer://name>` is also where a balancer gets its members. Parameters behind
                the URL are those of a ProxySet inside the section.""")
            .example(
                """
                <Proxy *>
                    Require all granted
                </Proxy>""")
            .opens(SectionDirectives::proxy),
        section("ProxyMatch", PROXY)
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "regex")
            .summary("Settings for what is forwarded to the backends whose URL matches.")
            .details(
                """
                The regular expression is searched for in the URL of the backend request; anchor it
                with `^`. It names no balancer and no backend, so that BalancerMember and ProxySet
                cannot stand inside.""")
            .example(
                """
                <ProxyMatch ^https?://[^/]*\\.internal(:|/|$)>
                    ProxyPreserveHost On
                </ProxyMatch>""")
            .opens(call -> matching(call, call.word(0))),
        section("If", IF)
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, "condition")
            .summary("Settings for the requests for which a condition holds.")
            .details(
                """
                The condition is an expression of httpd and must be quoted when it holds spaces. It is
                evaluated for each request when its path is known, and the settings are merged over
                those of all locations. Everything may stand inside that may stand in a location, but
                for ProxyPass; sections nest. Variables of SetEnv are not known yet, those of a SetEnvIf
                outside of sections are.""")
            .example(
                """
                <If "%{HTTP_USER_AGENT} =~ /robot/ && %{REQUEST_URI} =~ m#^/shop/#">
                    Require all denied
                </If>""")
            .opens(
                call ->
                    call.scope().addConditional(Expressions.condition(Utf8Bytes.of(call.word(0))))),
        section("ElseIf", IF)
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, "condition")
            .summary("Settings for when the conditions before do not hold, but this one does.")
            .details("Belongs to the `<If>` before it in the same place.")
            .example(
                """
                <If "%{REQUEST_METHOD} == 'GET'">
                    Header set X-Kind read
                </If>
                <ElseIf "%{REQUEST_METHOD} == 'POST'">
                    Header set X-Kind write
                </ElseIf>""")
            .opens(
                call ->
                    branch(call, Optional.of(Expressions.condition(Utf8Bytes.of(call.word(0)))))),
        section("Else", IF)
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(0, "")
            .summary("Settings for when none of the conditions before holds.")
            .details("Belongs to the `<If>` or `<ElseIf>` before it in the same place.")
            .example(
                """
                <If "-n req('Authorization')">
                    Header set Cache-Control private
                </If>
                <Else>
                    Header set Cache-Control public
                </Else>""")
            .opens(call -> branch(call, Optional.empty())));
  }

  private static Scope branch(Invocation call, Optional<Condition> condition)
      throws InvalidDirectiveException {
    if (!call.scope().hasOpenConditional()) {
      throw new InvalidDirectiveException("must follow an <If> or <ElseIf> in the same place");
    }
    return call.scope().addBranch(condition);
  }

  private static Scope location(Invocation call) throws InvalidDirectiveException {
    HostBuilder host = call.scope().host();
    boolean expression = call.word(0).equals("~");
    if (expression != (call.words().size() == 2)) {
      throw new InvalidDirectiveException("takes a path, or ~ and a regular expression");
    }
    if (expression) {
      return host.addLocation(
          new PathPattern.Matching(RegularExpressions.parse(Utf8Bytes.of(call.word(1)))));
    }
    String path = call.word(0);
    if (!path.startsWith("/")) {
      throw new InvalidDirectiveException("'" + path + "' is not a path; it must begin with /");
    }
    return host.addLocation(
        isPattern(path) ? new PathPattern.Glob(path) : new PathPattern.Prefix(path));
  }

  private static Scope proxy(Invocation call) throws InvalidDirectiveException {
    List<String> words = call.words();
    String pattern = words.get(0);
    if (pattern.equals("~")) {
      if (words.size() != 2) {
        throw new InvalidDirectiveException("takes one regular expression behind ~");
      }
      return matching(call, words.get(1));
    }
    boolean url = pattern.contains("://") && !isPattern(pattern);
    List<String> parameters = words.subList(1, words.size());
    if (!parameters.isEmpty()) {
      if (!url) {
        throw new InvalidDirectiveException("takes parameters only behind a URL, not a pattern");
      }
      BalancerLines.set(pattern, true, parameters, call);
    }
    return call.scope().host().addProxySection(pattern, url ? pattern : null);
  }

  private static Scope matching(Invocation call, String regex) throws InvalidDirectiveException {
    return call.scope().host().addProxySection(RegularExpressions.parse(Utf8Bytes.of(regex)));
  }

  private static boolean isPattern(String path) {
    return path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
  }
}
