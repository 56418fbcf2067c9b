package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;
import java.util.Optional;
import org.proxypass.http.Ascii;

/** The declarations about who may pass (mod_authz_core, mod_access_compat). */
final class AccessDirectives {
  private static final LegacyAccess UNSET = new LegacyAccess(false, false, false);

  private AccessDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("Require")
            .in(LOCATION, PROXY)
            .takesAtLeast(1, "all granted|denied")
            .byDefault("all granted")
            .summary("Lets all requests pass or answers them with 403.")
            .details(
                """
                Of several in one section it is enough that one grants. An inner or later section
                replaces what outer ones require. A comment behind the arguments is accepted, unlike
                in httpd.""")
            .example(
                """
                <Location /internal>
                    Require all denied
                </Location>""")
            .does(AccessDirectives::require),
        directive("Order")
            .in(LOCATION, PROXY)
            .takes(1, "Deny,Allow|Allow,Deny|Mutual-failure")
            .byDefault("Deny,Allow")
            .summary("In which order Allow and Deny are evaluated (httpd 2.2).")
            .details(
                """
                `Deny,Allow`: passes unless denied, and Allow overrides Deny. `Allow,Deny`: passes
                only when allowed and not denied; `Mutual-failure` is the same. Prefer Require.""")
            .example("Order Allow,Deny")
            .does(AccessDirectives::order),
        directive("Allow")
            .in(LOCATION, PROXY)
            .takesAtLeast(2, "from all")
            .summary("Allows all clients (httpd 2.2).")
            .details("Evaluated as Order says. Prefer Require.")
            .example("Allow from all")
            .does(
                call -> {
                  fromAll(call);
                  LegacyAccess access = legacy(call);
                  set(call, new LegacyAccess(access.allowFirst(), true, access.denyAll()));
                }),
        directive("Deny")
            .in(LOCATION, PROXY)
            .takesAtLeast(2, "from all")
            .summary("Denies all clients (httpd 2.2).")
            .details("Evaluated as Order says. Prefer Require.")
            .example("Deny from all")
            .does(
                call -> {
                  fromAll(call);
                  LegacyAccess access = legacy(call);
                  set(call, new LegacyAccess(access.allowFirst(), access.allowAll(), true));
                }));
  }

  private static void require(Invocation call) throws InvalidDirectiveException {
    List<String> words = withoutComment(call.words());
    if (words.isEmpty() || !words.get(0).equalsIgnoreCase("all")) {
      throw new InvalidDirectiveException(
          "'" + String.join(" ", words) + "' is not supported yet; allowed is all granted|denied");
    }
    boolean granted = words.size() == 2 && words.get(1).equalsIgnoreCase("granted");
    if (!granted && !(words.size() == 2 && words.get(1).equalsIgnoreCase("denied"))) {
      throw new InvalidDirectiveException("takes all granted or all denied");
    }
    // Several in one section stand in an implicit RequireAny.
    boolean earlier = call.scope().settings().get(AccessSettings.REQUIRE_ALL).orElse(false);
    call.set(AccessSettings.REQUIRE_ALL, Optional.of(granted || earlier));
  }

  private static List<String> withoutComment(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith("#")) {
        return words.subList(0, i);
      }
    }
    return words;
  }

  private static void order(Invocation call) throws InvalidDirectiveException {
    boolean allowFirst =
        switch (Ascii.lower(call.word(0))) {
          case "deny,allow" -> false;
          // httpd documents mutual-failure as having the effect of Allow,Deny.
          case "allow,deny", "mutual-failure" -> true;
          default ->
              throw new InvalidDirectiveException(
                  "'"
                      + call.word(0)
                      + "' is no order; allowed are Deny,Allow and Allow,Deny without"
                      + " a space");
        };
    LegacyAccess access = legacy(call);
    set(call, new LegacyAccess(allowFirst, access.allowAll(), access.denyAll()));
  }

  private static void fromAll(Invocation call) throws InvalidDirectiveException {
    if (!call.word(0).equalsIgnoreCase("from")) {
      throw new InvalidDirectiveException("must be followed by from");
    }
    List<String> sources = call.words().subList(1, call.words().size());
    for (String source : sources) {
      if (!source.equalsIgnoreCase("all")) {
        throw new InvalidDirectiveException(
            "'from " + source + "' is not supported yet; allowed is from all");
      }
    }
  }

  private static LegacyAccess legacy(Invocation call) {
    return call.scope().settings().get(AccessSettings.LEGACY).orElse(UNSET);
  }

  private static void set(Invocation call, LegacyAccess access) {
    call.set(AccessSettings.LEGACY, Optional.of(access));
  }
}
