package org.proxypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.HostConfig;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.exchange.Response;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;
import org.proxypass.mapping.HostMap;
import org.proxypass.rewrite.RequestPreparer;
import org.proxypass.rewrite.RequestRules;
import org.proxypass.rewrite.ResponseRules;

/**
 * Whatever header rules say and whatever a request or response holds, every field that goes out is
 * one field. The configured part of the input is httpd text, the received part the field lines of
 * both messages.
 */
class HeaderRulesFuzzTest {
  private static final ConfigLoader LOADER = new ConfigLoader(name -> null, name -> null, Map.of());
  private static final BackendUrl BACKEND = BackendUrl.parse("http://b:81/");

  @FuzzTest(maxDuration = "10m")
  void rules(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    if (FuzzInput.isTooLong(bytes)
        || FuzzInput.mayInclude(input.configured())
        || input.mayExplode()) {
      return;
    }
    HostConfig host = host(input.configured());
    if (host != null) {
      Fields fields = input.fields();
      Exchange exchange = exchange(fields);
      Settings settings = onRequest(exchange, host);
      if (settings != null) {
        onResponse(exchange, settings, fields);
      }
    }
  }

  private static @Nullable HostConfig host(String text) {
    try {
      return LOADER.loadText(text, "fuzz.conf").config().mainHost();
    } catch (ConfigException refused) {
      return null;
    }
  }

  private static Exchange exchange(Fields fields) {
    FixedRequest client = new FixedRequest(fields);
    PublicAddress us = new PublicAddress("https", "front.example", "front.example", "/edge");
    Exchange exchange = new Exchange(client, us);
    exchange.setPath("/a\u00ffb");
    return exchange;
  }

  /** The settings of the request, or null when a rule refused it. */
  private static @Nullable Settings onRequest(Exchange exchange, HostConfig host) {
    try {
      RequestRules.beforeMapping(exchange, host.settings());
      Settings settings =
          new HostMap(host).settingsFor(exchange.path(), ExchangeExpressions.ofRequest(exchange));
      RequestRules.behindMapping(exchange, settings);
      RequestRules.beforeForwarding(exchange, settings);
      requireSendable(exchange.requestFields());
      requireSendable(
          RequestPreparer.prepare(exchange, settings, BACKEND, "/", EmptyBody.OF_REQUEST).fields());
      return settings;
    } catch (Fault refused) {
      assertThat(refused.status()).isEqualTo(400);
      return null;
    }
  }

  private static void onResponse(Exchange exchange, Settings settings, Fields fields) {
    requireSendable(ResponseRules.always(exchange, settings, 404));
    try {
      Response local = new Response(200, new Fields(fields), EmptyBody.OF_RESPONSE);
      requireSendable(ResponseRules.applyAlways(exchange, settings, local).fields());
      Response response = new Response(200, new Fields(fields), EmptyBody.OF_RESPONSE);
      requireSendable(ResponseRules.apply(exchange, settings, response).fields());
    } catch (Fault refused) {
      assertThat(refused.status()).isEqualTo(500);
    }
  }

  private static void requireSendable(@Nullable Fields fields) {
    if (fields == null) {
      return;
    }
    for (int i = 0; i < fields.size(); i++) {
      assertThat(FieldSyntax.isToken(fields.name(i))).as("name %s", fields.name(i)).isTrue();
      assertThat(FieldSyntax.isValidValue(fields.value(i)))
          .as("%s: %s", fields.name(i), fields.value(i))
          .isTrue();
    }
  }
}
