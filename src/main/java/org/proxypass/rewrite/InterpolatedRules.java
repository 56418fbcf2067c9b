package org.proxypass.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.proxypass.config.CookieRule;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.ReverseSpec;
import org.proxypass.config.Setting;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.expression.Interpolation;
import org.proxypass.http.FieldSyntax;

/**
 * The rules for the way back with their variables replaced. A rule whose value would break out of
 * the field or attribute it goes into does not count.
 */
final class InterpolatedRules {
  private InterpolatedRules() {}

  /** ProxyPassReverse for one exchange. */
  static List<ReverseSpec> reverse(Settings settings, Exchange exchange) {
    List<ReverseSpec> rules = settings.get(ForwardingSettings.REVERSE_MAPPINGS);
    if (rules.isEmpty() || !settings.get(ForwardingSettings.INTERPOLATE_ENVIRONMENT)) {
      return rules;
    }
    ExpressionContext variables = ExchangeExpressions.ofRequest(exchange);
    List<ReverseSpec> expanded = new ArrayList<>(rules.size());
    for (ReverseSpec rule : rules) {
      if (rule.interpolated()) {
        String publicPath = Interpolation.expand(rule.publicPath(), variables);
        String backend = Interpolation.expand(rule.backendPrefix(), variables);
        if (FieldSyntax.isValidValue(publicPath) && FieldSyntax.isValidValue(backend)) {
          expanded.add(new ReverseSpec(publicPath, backend));
        }
      } else {
        expanded.add(rule);
      }
    }
    return expanded;
  }

  /** The rules of {@code setting} for one exchange. */
  static List<CookieRule> cookies(
      Settings settings, Setting<List<CookieRule>> setting, Exchange exchange) {
    List<CookieRule> rules = settings.get(setting);
    if (rules.isEmpty() || !settings.get(ForwardingSettings.INTERPOLATE_ENVIRONMENT)) {
      return rules;
    }
    ExpressionContext variables = ExchangeExpressions.ofRequest(exchange);
    List<CookieRule> expanded = new ArrayList<>(rules.size());
    for (CookieRule rule : rules) {
      if (rule.interpolated()) {
        String replacement = Interpolation.expand(rule.replacement(), variables);
        if (FieldSyntax.isValidValue(replacement) && replacement.indexOf(';') < 0) {
          expanded.add(
              new CookieRule(Interpolation.expand(rule.internal(), variables), replacement));
        }
      } else {
        expanded.add(rule);
      }
    }
    return expanded;
  }
}
