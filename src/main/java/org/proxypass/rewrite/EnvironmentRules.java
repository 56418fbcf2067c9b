package org.proxypass.rewrite;

import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.EnvironmentRule;
import org.proxypass.config.EnvironmentRule.Assignment;
import org.proxypass.config.EnvironmentRule.Attribute;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.http.Fields;

/** Applies SetEnvIf and its relatives to an exchange. */
final class EnvironmentRules {
  private EnvironmentRules() {}

  static void apply(List<EnvironmentRule> rules, Exchange exchange) {
    for (EnvironmentRule rule : rules) {
      if (rule instanceof EnvironmentRule.Matching matching) {
        applyMatching(matching, exchange);
      } else if (rule instanceof EnvironmentRule.Holding holding) {
        applyHolding(holding, exchange);
      }
    }
  }

  private static void applyMatching(EnvironmentRule.Matching rule, Exchange exchange) {
    String subject = value(rule.attribute(), exchange);
    // What does not exist is empty, so that ^$ finds it.
    Matcher match = rule.regex().pattern().matcher(subject == null ? "" : subject);
    if (match.find()) {
      for (Assignment assignment : rule.assignments()) {
        assign(
            exchange,
            assignment,
            assignment.value().map(value -> value.expand(match)).orElse(null));
      }
    }
  }

  private static void applyHolding(EnvironmentRule.Holding rule, Exchange exchange) {
    String[] groups = rule.condition().groups(ExchangeExpressions.ofRequest(exchange));
    if (groups != null) {
      for (Assignment assignment : rule.assignments()) {
        assign(
            exchange,
            assignment,
            assignment.value().map(value -> value.expand(groups)).orElse(null));
      }
    }
  }

  private static void assign(Exchange exchange, Assignment assignment, @Nullable String value) {
    if (value == null) {
      exchange.unsetVariable(assignment.name());
    } else {
      exchange.setVariable(assignment.name(), value);
    }
  }

  private static @Nullable String value(Attribute attribute, Exchange exchange) {
    if (attribute instanceof EnvironmentRule.Property property) {
      return value(property, exchange);
    }
    if (attribute instanceof EnvironmentRule.Named named) {
      String field = exchange.requestFields().joined(named.name());
      return field == null ? exchange.variable(named.name()) : field;
    }
    EnvironmentRule.NamesMatching matching = (EnvironmentRule.NamesMatching) attribute;
    Fields fields = exchange.requestFields();
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (matching.names().pattern().matcher(fields.name(i)).find()) {
        return fields.value(i);
      }
    }
    return null;
  }

  private static String value(EnvironmentRule.Property property, Exchange exchange) {
    ClientRequest request = exchange.clientRequest();
    return switch (property) {
      case REMOTE_ADDR, REMOTE_HOST -> request.remoteAddress();
      case SERVER_ADDR -> request.localAddress();
      case REQUEST_METHOD -> request.method();
      case REQUEST_PROTOCOL -> request.protocol();
      case REQUEST_URI -> exchange.path();
    };
  }
}
