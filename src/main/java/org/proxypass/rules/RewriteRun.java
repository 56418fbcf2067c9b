package org.proxypass.rules;

import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.RewriteFlags;
import org.proxypass.config.RewriteFlags.Effect;
import org.proxypass.config.RewriteRuleSpec;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.expression.RuleTemplate;
import org.proxypass.http.PathEncoding;

/** Tries a list of rules on one request (mod_rewrite.c, apply_rewrite_list). Used once. */
final class RewriteRun {
  // A rule that starts over and grows the URL each time must end before the heap does.
  private static final int LONGEST_URL = 65_536;

  private final RewriteContext context;
  private final @Nullable String originalQuery;
  private boolean changed;
  private boolean passThrough;
  private boolean toBackend;
  private boolean escaped;
  private int redirectStatus;

  RewriteRun(RewriteContext context) {
    this.context = context;
    this.originalQuery = context.query();
  }

  /**
   * Tries {@code rules} in their order.
   *
   * @throws Fault with the status of a rule that answers, 403 when a question mark, space or
   *     control character of the request would change the meaning of the result
   */
  RewriteResult run(List<RewriteRuleSpec> rules) {
    int rounds = 0;
    int i = 0;
    while (i < rules.size()) {
      RewriteRuleSpec rule = rules.get(i);
      RewriteFlags flags = rule.flags();
      if (!apply(rule)) {
        while (i < rules.size() && rules.get(i).flags().chained()) {
          i++;
        }
        i++;
      } else if (flags.passThrough() && rule.substitution().isPresent()) {
        passThrough = true;
        break;
      } else if (flags.last()) {
        break;
      } else if (flags.rounds() > 0) {
        if (++rounds > flags.rounds() || context.url().length() > LONGEST_URL) {
          throw Fault.internal(500, "flag N of RewriteRule starts over without end", null);
        }
        i = 0;
      } else {
        i += 1 + flags.skips();
      }
    }
    return result();
  }

  private boolean apply(RewriteRuleSpec rule) {
    Matcher match = rule.pattern().pattern().matcher(context.url());
    if (match.find() == rule.negated()) {
      return false;
    }
    context.beginRule(rule.negated() ? null : match);
    if (!RewriteConditions.hold(rule.conditions(), context)) {
      return false;
    }
    RewriteFlags flags = rule.flags();
    RuleTemplate template = rule.substitution().orElse(null);
    RuleTemplate.Expanded expanded =
        template == null ? null : template.expand(context, flags.escape().orElse(null));
    changeEnvironment(flags);
    if (flags.effect() == Effect.ANSWER) {
      throw Fault.client(flags.status(), "refused by RewriteRule " + rule.pattern());
    }
    if (expanded != null) {
      substitute(rule, expanded);
    } else if (flags.effect() == Effect.REDIRECT) {
      redirectStatus = flags.status();
      context.setUrl(absolute(context.url()), context.query());
      changed = true;
    }
    return true;
  }

  private void changeEnvironment(RewriteFlags flags) {
    for (RewriteFlags.EnvironmentChange change : flags.environment()) {
      if (change.value().isPresent()) {
        context.exchange().setVariable(change.name(), change.value().get().expand(context));
      } else {
        context.exchange().unsetVariable(change.name());
      }
    }
  }

  private void substitute(RewriteRuleSpec rule, RuleTemplate.Expanded expanded) {
    RewriteFlags flags = rule.flags();
    String text = expanded.text();
    requireOrigin(rule.fixedOrigin(), text);
    if (expanded.foreignQuestionMark() && !flags.allowsForeignQuery()) {
      throw Fault.client(403, "a question mark of the request would begin the query");
    }
    int question = flags.lastQuestionMark() ? text.lastIndexOf('?') : text.indexOf('?');
    String url = question < 0 ? text : text.substring(0, question);
    String query = flags.dropsQuery() ? null : context.query();
    if (question >= 0) {
      query = joinedQuery(text.substring(question + 1), flags.appendsQuery() ? query : null);
    }
    changed = true;
    escaped = flags.keepsEscapes();
    switch (flags.effect()) {
      case PROXY -> toBackend = true;
      case REDIRECT -> {
        url = absolute(url);
        redirectStatus = flags.status();
      }
      default -> url = withoutOwnOrigin(url);
    }
    context.setUrl(url, query);
  }

  /** See {@link RewriteRuleSpec#fixedOrigin()}. */
  static void requireOrigin(String origin, String text) {
    if (origin.isEmpty()) {
      return;
    }
    int end = origin.length();
    boolean kept =
        text.startsWith(origin) && (text.length() == end || "/?#".indexOf(text.charAt(end)) >= 0);
    if (!kept) {
      throw Fault.client(400, "the request would change the host of the substitution");
    }
  }

  private static @Nullable String joinedQuery(String own, @Nullable String clients) {
    String joined = clients == null || clients.isEmpty() ? own : own + "&" + clients;
    if (joined.endsWith("&")) {
      joined = joined.substring(0, joined.length() - 1);
    }
    return joined.isEmpty() ? null : joined;
  }

  private String absolute(String url) {
    if (isAbsolute(url)) {
      return url;
    }
    PublicAddress us = context.exchange().publicAddress();
    String slash = url.startsWith("/") ? "" : "/";
    return us.origin() + us.contextPath() + slash + url;
  }

  /** A URL that names us is a path on us (reduce_uri). */
  private String withoutOwnOrigin(String url) {
    PublicAddress us = context.exchange().publicAddress();
    String own = us.origin() + us.contextPath();
    return url.startsWith(own + "/") ? url.substring(own.length()) : url;
  }

  private static boolean isAbsolute(String url) {
    int scheme = url.indexOf("://");
    for (int i = 0; i < scheme; i++) {
      char c = url.charAt(i);
      if (c >= 128 || !(Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.')) {
        return false;
      }
    }
    return scheme > 0;
  }

  private RewriteResult result() {
    if (!changed) {
      return new RewriteResult.Unchanged();
    }
    String query = context.query();
    if (query != null && !PathEncoding.isSendable(query)) {
      throw Fault.client(403, "space or control character in the rewritten query");
    }
    if (toBackend) {
      return new RewriteResult.ToBackend(context.url(), query, escaped);
    }
    if (isAbsolute(context.url())) {
      boolean queryEscaped = escaped || query == null || query.equals(originalQuery);
      int status = redirectStatus == 0 ? 302 : redirectStatus;
      return new RewriteResult.ToClient(status, context.url(), query, escaped, queryEscaped);
    }
    return new RewriteResult.Moved(context.url(), query, passThrough);
  }
}
