package org.proxypass.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.HeaderRule;
import org.proxypass.config.HeaderSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the rules of Header to a response. There are two tables, as in httpd: the fields of the
 * response, and fields of our own that {@code always} works on and that are sent in front of them.
 */
public final class ResponseRules {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseRules.class);

  private ResponseRules() {}

  /**
   * Applies all rules to what a backend or a local file answered; {@code response} keeps its body.
   *
   * @throws Fault 500 when a rule would make a field unsafe
   */
  public static Response apply(Exchange exchange, Settings settings, Response response) {
    List<HeaderRule> rules = settings.get(HeaderSettings.RESPONSE);
    Fields own = ownFields(exchange, settings, response.fields(), response.status());
    if (!rules.isEmpty()) {
      edit(exchange, rules, response);
    }
    return own == null ? response : inFront(own, response);
  }

  /**
   * Applies {@code always} rules alone, as for what this server answers by itself.
   *
   * @throws Fault 500 when a rule would make a field unsafe
   */
  public static Response applyAlways(Exchange exchange, Settings settings, Response response) {
    Fields own = ownFields(exchange, settings, response.fields(), response.status());
    return own == null ? response : inFront(own, response);
  }

  /** The fields of our own for an error or redirect; null for none. Never fails. */
  public static @Nullable Fields always(Exchange exchange, Settings settings, int status) {
    return ownFields(exchange, settings, new Fields(), status);
  }

  private static @Nullable Fields ownFields(
      Exchange exchange, Settings settings, Fields responseFields, int status) {
    Fields preset = exchange.presetFields();
    List<HeaderRule> rules = settings.get(HeaderSettings.RESPONSE_ALWAYS);
    if (rules.isEmpty()) {
      return preset;
    }
    ExchangeExpressions context =
        new ExchangeExpressions(exchange, exchange.requestFields(), responseFields, status);
    return ownFields(context, preset == null ? new Fields() : new Fields(preset), rules);
  }

  /** Adds what {@code rules} say to {@code own}; a rule with an unsafe value is passed over. */
  static Fields ownFields(ExchangeExpressions context, Fields own, List<HeaderRule> rules) {
    HeaderEditor editor = HeaderEditor.ofResponse(context, own);
    for (HeaderRule rule : rules) {
      try {
        editor.apply(rule);
      } catch (HeaderEditor.UnsafeValueException unsafe) {
        // An error page must come out whatever the rules say.
        LOG.info("rule of Header always left out: {}", unsafe.getMessage());
      }
    }
    return own;
  }

  private static void edit(Exchange exchange, List<HeaderRule> rules, Response response) {
    ExchangeExpressions context =
        new ExchangeExpressions(
            exchange, exchange.requestFields(), response.fields(), response.status());
    try {
      HeaderEditor.ofResponse(context, response.fields()).apply(rules);
    } catch (HeaderEditor.UnsafeValueException e) {
      throw Fault.internal(500, "Header: " + e.getMessage(), e);
    }
  }

  private static Response inFront(Fields own, Response response) {
    Fields all = new Fields(own);
    Fields fields = response.fields();
    for (int i = 0; i < fields.size(); i++) {
      all.add(fields.name(i), fields.value(i));
    }
    return new Response(response.status(), all, response.body());
  }
}
