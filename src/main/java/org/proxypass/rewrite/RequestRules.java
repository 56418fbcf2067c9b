package org.proxypass.rewrite;

import java.util.List;
import org.proxypass.config.EnvironmentRule;
import org.proxypass.config.EnvironmentSettings;
import org.proxypass.config.EnvironmentVariables;
import org.proxypass.config.HeaderRule;
import org.proxypass.config.HeaderSettings;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.exchange.Fault;
import org.proxypass.http.Fields;

/**
 * What rules do to a request and its variables, at the three points at which httpd does it:
 * post_read_request, header_parser and fixups.
 */
public final class RequestRules {
  private RequestRules() {}

  /**
   * Before the request is mapped: early header rules, then SetEnvIf outside of sections.
   *
   * @param settings those of the host
   * @throws Fault 400 when a rule would make a field of the request unsafe
   */
  public static void beforeMapping(Exchange exchange, Settings settings) {
    edit(exchange, settings.get(HeaderSettings.REQUEST_EARLY));
    List<HeaderRule> preset = settings.get(HeaderSettings.RESPONSE_EARLY);
    if (!preset.isEmpty()) {
      exchange.setPresetFields(
          ResponseRules.ownFields(ExchangeExpressions.ofRequest(exchange), new Fields(), preset));
    }
    List<EnvironmentRule> rules = settings.get(EnvironmentSettings.BEFORE_MAPPING);
    if (!rules.isEmpty()) {
      EnvironmentRules.apply(rules, exchange);
    }
  }

  /** When its path's settings are known: SetEnvIf of the sections. */
  public static void behindMapping(Exchange exchange, Settings settings) {
    List<EnvironmentRule> rules = settings.get(EnvironmentSettings.BEHIND_MAPPING);
    if (!rules.isEmpty()) {
      EnvironmentRules.apply(rules, exchange);
    }
  }

  /**
   * When nothing refused it: SetEnv, then header rules.
   *
   * @throws Fault 400 when a rule would make a field of the request unsafe
   */
  public static void beforeForwarding(Exchange exchange, Settings settings) {
    EnvironmentVariables variables = settings.get(EnvironmentSettings.VARIABLES);
    if (!variables.values().isEmpty()) {
      variables.values().forEach((name, value) -> setIfAbsent(exchange, name, value));
    }
    edit(exchange, settings.get(HeaderSettings.REQUEST));
  }

  /** What SetEnvIf said stays (mod_env.c, fixup_env_module). */
  private static void setIfAbsent(Exchange exchange, String name, String value) {
    if (exchange.variable(name) == null) {
      exchange.setVariable(name, value);
    }
  }

  private static void edit(Exchange exchange, List<HeaderRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    Fields fields = exchange.hasEditedFields() ? exchange.requestFields() : copy(exchange);
    // Set first, so that each rule sees what those before it did.
    exchange.setRequestFields(fields);
    try {
      HeaderEditor.ofRequest(ExchangeExpressions.ofRequest(exchange), fields).apply(rules);
    } catch (HeaderEditor.UnsafeValueException e) {
      throw Fault.client(400, "RequestHeader: " + e.getMessage());
    }
  }

  /** The client's fields without those that could be taken for ours; Host is among them. */
  private static Fields copy(Exchange exchange) {
    Fields client = exchange.clientRequest().fields();
    Fields fields = new Fields();
    String host = exchange.clientRequest().host();
    if (host != null && !client.contains("Host")) {
      fields.add("Host", host);
    }
    for (int i = 0; i < client.size(); i++) {
      if (!ForwardedFields.isDeceptive(client.name(i))) {
        fields.add(client.name(i), client.value(i));
      }
    }
    return fields;
  }
}
