package org.proxypass.rules;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ServerSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.expression.RuleContext;

/** What rules know while they run: the request, the URL as it is by now, the last matches. */
final class RewriteContext implements RuleContext {
  private static final String[] NO_GROUPS = {};

  private final Exchange exchange;
  private final Settings settings;
  private final ExchangeExpressions request;
  private String url;
  private @Nullable String query;
  private @Nullable Matcher rule;
  private @Nullable Matcher condition;
  private String[] expressionGroups = NO_GROUPS;

  RewriteContext(Exchange exchange, Settings settings, String path, @Nullable String query) {
    this.exchange = exchange;
    this.settings = settings;
    this.request = ExchangeExpressions.ofRequest(exchange);
    this.url = path;
    this.query = query;
  }

  Exchange exchange() {
    return exchange;
  }

  /** The path, or the URL an earlier rule made of it. */
  String url() {
    return url;
  }

  @Nullable String query() {
    return query;
  }

  void setUrl(String newUrl, @Nullable String newQuery) {
    url = newUrl;
    query = newQuery;
  }

  /** A rule is tried: its groups are those of {@code match}, and no condition was asked yet. */
  void beginRule(@Nullable Matcher match) {
    rule = match;
    condition = null;
    expressionGroups = NO_GROUPS;
  }

  void conditionMatched(Matcher match) {
    condition = match;
    expressionGroups = NO_GROUPS;
  }

  void conditionMatched(String[] groups) {
    condition = null;
    expressionGroups = groups;
  }

  @Override
  public String ruleGroup(int number) {
    return group(rule, number);
  }

  @Override
  public String conditionGroup(int number) {
    if (number < expressionGroups.length) {
      return expressionGroups[number];
    }
    return group(condition, number);
  }

  private static String group(@Nullable Matcher match, int number) {
    if (match == null || number > match.groupCount()) {
      return "";
    }
    String group = match.group(number);
    return group == null ? "" : group;
  }

  @Override
  public @Nullable String variable(String name) {
    return switch (name) {
      case "QUERY_STRING" -> query;
      case "REQUEST_FILENAME" -> url;
      case "DOCUMENT_ROOT" ->
          settings.get(ServerSettings.DOCUMENT_ROOT).map(Object::toString).orElse(null);
      default -> request.variable(name);
    };
  }

  @Override
  public @Nullable String requestField(String name) {
    return request.requestField(name);
  }

  @Override
  public @Nullable String responseField(String name) {
    return null;
  }

  @Override
  public @Nullable String environment(String name) {
    return exchange.variable(name);
  }
}
