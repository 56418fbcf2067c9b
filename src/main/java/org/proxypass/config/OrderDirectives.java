package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proxypass.access.AccessRule;
import org.proxypass.access.OrderedAccess;
import org.proxypass.http.Ascii;

/** The declarations about who may pass in the way of httpd 2.2 (mod_access_compat). */
final class OrderDirectives {
  private static final String SOURCES =
      "all, addresses, networks, host names, env=NAME and env=!NAME";

  private OrderDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("Order")
            .in(LOCATION, PROXY)
            .takes(1, "Deny,Allow|Allow,Deny|Mutual-failure")
            .byDefault("Deny,Allow")
            .summary("In which order Allow and Deny are evaluated (httpd 2.2).")
            .details(
                """
                `Deny,Allow`: passes unless denied, and Allow overrides Deny. `Allow,Deny`: passes
                only when allowed and not denied; `Mutual-failure` is the same. A section with one
                of Order, Allow, Deny and Satisfy takes over none of them from outer ones. Prefer
                Require; where both are given both must grant, unless Satisfy says otherwise.""")
            .example("Order Allow,Deny")
            .does(OrderDirectives::order),
        directive("Allow")
            .in(LOCATION, PROXY)
            .takesAtLeast(2, "from source …")
            .summary("Allows clients (httpd 2.2).")
            .details(
                """
                Sources are `all`, addresses and networks as for `Require ip`, host names as for
                `Require host`, `env=NAME` and `env=!NAME` for a variable that is set or not.
                Evaluated as Order says. Prefer Require.""")
            .example("Allow from 10.0.0.0/8 .example.com")
            .does(
                call -> {
                  OrderedAccess before = before(call);
                  set(
                      call,
                      new OrderedAccess(
                          before.allowFirst(),
                          Lists.concat(before.allows(), sources(call)),
                          before.denies(),
                          before.satisfyAny()));
                }),
        directive("Deny")
            .in(LOCATION, PROXY)
            .takesAtLeast(2, "from source …")
            .summary("Denies clients (httpd 2.2).")
            .details("Sources are those of Allow. Evaluated as Order says. Prefer Require.")
            .example("Deny from all")
            .does(
                call -> {
                  OrderedAccess before = before(call);
                  set(
                      call,
                      new OrderedAccess(
                          before.allowFirst(),
                          before.allows(),
                          Lists.concat(before.denies(), sources(call)),
                          before.satisfyAny()));
                }),
        directive("Satisfy")
            .in(LOCATION, PROXY)
            .takes(1, "All|Any")
            .byDefault("All")
            .summary("Whether Allow and Require must both grant (httpd 2.2).")
            .details(
                """
                `All`: a request passes when Order, Allow and Deny let it pass and Require does.
                `Any`: one of the two is enough. In httpd this is the choice between an address and
                a password; there is no password here, so it is one between the old directives and
                Require. Beware: without Order, Allow and Deny the old ones let everybody pass.""")
            .example(
                """
                <Location /mixed>
                    Order Deny,Allow
                    Deny from all
                    Allow from 10.0.0.0/8
                    Require env trusted
                    Satisfy Any
                </Location>""")
            .does(OrderDirectives::satisfy));
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
    OrderedAccess before = before(call);
    set(call, new OrderedAccess(allowFirst, before.allows(), before.denies(), before.satisfyAny()));
  }

  private static void satisfy(Invocation call) throws InvalidDirectiveException {
    boolean any = call.word(0).equalsIgnoreCase("any");
    if (!any && !call.word(0).equalsIgnoreCase("all")) {
      throw new InvalidDirectiveException("'" + call.word(0) + "' is neither Any nor All");
    }
    OrderedAccess before = before(call);
    set(call, new OrderedAccess(before.allowFirst(), before.allows(), before.denies(), any));
  }

  private static List<AccessRule> sources(Invocation call) throws InvalidDirectiveException {
    if (!call.word(0).equalsIgnoreCase("from")) {
      throw new InvalidDirectiveException("must be followed by from");
    }
    List<String> words = Comments.cut(call.words().subList(1, call.words().size()));
    if (words.isEmpty()) {
      throw new InvalidDirectiveException("needs a source behind from: " + SOURCES);
    }
    List<AccessRule> rules = new ArrayList<>();
    for (String word : words) {
      rules.add(source(word));
    }
    return rules;
  }

  private static AccessRule source(String word) throws InvalidDirectiveException {
    String lower = Ascii.lower(word);
    if (lower.equals("all")) {
      return new AccessRule.Everybody(true);
    }
    if (lower.startsWith("env=")) {
      boolean unset = lower.startsWith("env=!");
      String name = word.substring(unset ? 5 : 4);
      if (name.isEmpty()) {
        throw new InvalidDirectiveException("'" + word + "' names no variable");
      }
      return unset
          ? new AccessRule.WithoutVariable(name)
          : new AccessRule.WithVariable(List.of(name));
    }
    if (AddressRanges.looksLikeOne(word)) {
      return new AccessRule.InNetwork(List.of(AddressRanges.parse(word)));
    }
    boolean name =
        word.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0);
    if (!name) {
      throw new InvalidDirectiveException(
          "'from " + word + "' is no source; allowed are " + SOURCES);
    }
    return new AccessRule.NamedLike(Expressions.template(lower));
  }

  private static OrderedAccess before(Invocation call) {
    return call.scope().settings().get(AccessSettings.ORDERED).orElse(OrderedAccess.UNSET);
  }

  private static void set(Invocation call, OrderedAccess access) {
    call.set(AccessSettings.ORDERED, Optional.of(access));
  }
}
