package org.proxypass.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.proxypass.expression.Condition;
import org.proxypass.expression.ExpressionSyntaxException;
import org.proxypass.expression.Regex;
import org.proxypass.expression.RuleTemplate;
import org.proxypass.http.Ascii;

/** Reads one RewriteRule or RewriteCond. One instance reads one directive. */
final class RewriteParser {
  private static final Set<String> NUMBERS = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");
  private static final Set<String> FILES = Set.of("-f", "-d", "-s", "-e");

  private final Invocation call;
  private final RuleTemplate.MapLookup maps;

  RewriteParser(Invocation call) {
    this.call = call;
    this.maps = name -> RewriteDirectives.map(call, name);
  }

  /** Reads {@code pattern substitution [flags]} and adds the rule. */
  void rule() throws InvalidDirectiveException {
    RewriteFlagParser flagParser = new RewriteFlagParser(maps);
    RewriteFlags flags =
        call.words().size() == 3 ? flagParser.parse(call.word(2)) : flagParser.flags();
    String written = call.word(0);
    boolean negated = written.startsWith("!");
    Regex pattern = regex(negated ? written.substring(1) : written, flagParser.ignoresCase());
    boolean none = call.word(1).equals("-") || flags.effect() == RewriteFlags.Effect.ANSWER;
    if (none && flags.effect() == RewriteFlags.Effect.PROXY) {
      throw new InvalidDirectiveException("flag P needs the URL of a backend, not -");
    }
    Optional<RuleTemplate> substitution =
        none ? Optional.empty() : Optional.of(template(call.word(1)));
    String origin = "";
    if (substitution.isPresent()) {
      checkStart(substitution.get(), flags);
      if (flags.effect() == RewriteFlags.Effect.PROXY) {
        checkBackend(substitution.get());
      }
      origin = FixedOrigin.of(substitution.get());
    }
    List<RewriteConditionSpec> conditions = call.scope().takeConditions();
    add(new RewriteRuleSpec(pattern, negated, conditions, substitution, origin, flags));
  }

  private static void checkStart(RuleTemplate substitution, RewriteFlags flags)
      throws InvalidDirectiveException {
    String start = substitution.literalStart();
    boolean path = start.isEmpty() || start.startsWith("/") || start.indexOf(':') > 0;
    if (!path && flags.effect() == RewriteFlags.Effect.REWRITE) {
      throw new InvalidDirectiveException(
          "'" + substitution + "' is neither a path that begins with / nor a URL");
    }
  }

  private void add(RewriteRuleSpec rule) {
    RewriteDirectives.change(call, rules -> rules.withRule(rule));
  }

  /** What can be known of a backend before the first request. */
  private void checkBackend(RuleTemplate substitution) throws InvalidDirectiveException {
    String start = substitution.literalStart();
    int scheme = start.indexOf("://");
    if (scheme < 0) {
      if (start.isEmpty() && !substitution.isLiteral()) {
        call.warning("lets the request choose the backend's scheme and host");
        return;
      }
      throw new InvalidDirectiveException(
          "'" + substitution + "' is not the URL of a backend, which flag P needs");
    }
    String name = Ascii.lower(start.substring(0, scheme));
    TargetUrl.requireScheme(name);
    int path = start.indexOf('/', scheme + 3);
    if (path >= 0 || substitution.isLiteral()) {
      String end = path < 0 ? start : start.substring(0, path);
      int query = end.indexOf('?');
      TargetUrl.plain(query < 0 ? end : end.substring(0, query));
    } else if (FixedOrigin.of(substitution).isEmpty()) {
      call.warning(
          "lets the request choose the backend's host or port; make sure that only hosts you mean"
              + " can come of it");
    }
  }

  /** Reads {@code test-string pattern [flags]} and keeps it for the next rule. */
  void condition() throws InvalidDirectiveException {
    boolean ignoreCase = false;
    boolean or = false;
    if (call.words().size() == 3) {
      for (String flag : RewriteFlagParser.split(call.word(2))) {
        switch (Ascii.lower(flag)) {
          case "nc", "nocase" -> ignoreCase = true;
          case "or", "ornext" -> or = true;
          default ->
              throw new InvalidDirectiveException(
                  "flag '" + flag + "' is not supported; known are NC and OR");
        }
      }
    }
    if (call.word(0).equalsIgnoreCase("expr")) {
      RewriteConditionSpec.Test test = new RewriteConditionSpec.Holds(expression(call.word(1)));
      call.scope().addCondition(new RewriteConditionSpec(template(""), test, false, or));
      return;
    }
    String written = call.word(1);
    boolean negated = written.startsWith("!");
    RewriteConditionSpec.Test test = test(negated ? written.substring(1) : written, ignoreCase);
    call.scope().addCondition(new RewriteConditionSpec(template(call.word(0)), test, negated, or));
  }

  private RewriteConditionSpec.Test test(String pattern, boolean ignoreCase)
      throws InvalidDirectiveException {
    if (FILES.contains(pattern)) {
      return new RewriteConditionSpec.NamesFile(pattern);
    }
    if (pattern.length() > 3 && NUMBERS.contains(pattern.substring(0, 3))) {
      try {
        int number = Integer.parseInt(pattern.substring(3).strip());
        return new RewriteConditionSpec.ComparesNumber(pattern.substring(0, 3), number);
      } catch (NumberFormatException e) {
        throw new InvalidDirectiveException("'" + pattern + "' does not end in a number");
      }
    }
    if (pattern.startsWith("-") && pattern.length() == 2) {
      throw new InvalidDirectiveException(
          "test '" + pattern + "' is not supported; known are -f -d -s -e");
    }
    for (String operator : List.of("<=", ">=", "<", ">", "=")) {
      if (pattern.startsWith(operator)) {
        String text = pattern.substring(operator.length());
        // httpd: ="" is the empty string.
        return new RewriteConditionSpec.Compares(
            operator, text.equals("\"\"") ? "" : text, ignoreCase);
      }
    }
    return new RewriteConditionSpec.Matches(regex(pattern, ignoreCase));
  }

  private static Regex regex(String source, boolean ignoreCase) throws InvalidDirectiveException {
    try {
      return Regex.of(source, ignoreCase);
    } catch (PatternSyntaxException e) {
      throw new InvalidDirectiveException(
          "'" + source + "' is not a regular expression: " + e.getDescription());
    }
  }

  private RuleTemplate template(String source) throws InvalidDirectiveException {
    try {
      return RuleTemplate.compile(source, maps);
    } catch (ExpressionSyntaxException e) {
      throw new InvalidDirectiveException(String.valueOf(e.getMessage()));
    }
  }

  private static Condition expression(String source) throws InvalidDirectiveException {
    try {
      return Condition.compile(source);
    } catch (ExpressionSyntaxException e) {
      throw new InvalidDirectiveException(String.valueOf(e.getMessage()));
    }
  }
}
