package org.proxypass.rewrite;

import java.util.List;
import java.util.Set;
import org.proxypass.config.ForwardedElement;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.ReverseSpec;
import org.proxypass.config.Settings;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.RequestBody;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.Fields;
import org.proxypass.http.HopByHop;

/** Makes the request for a backend out of the client's, in the order of mod_proxy_http. */
public final class RequestPreparer {
  private RequestPreparer() {}

  /**
   * Prepares one request. The client's request is not changed.
   *
   * @param settings those of the client's path
   * @param backend where it goes: names the Host unless it is preserved
   * @param target the request target in origin form
   * @param body the client's body with its framing
   */
  public static BackendRequest prepare(
      Exchange exchange, Settings settings, BackendUrl backend, String target, RequestBody body) {
    ClientRequest client = exchange.clientRequest();
    Fields fields = new Fields();
    copyEndToEnd(exchange, fields);
    countForwards(fields, settings);
    HopByHop.removeFromRequest(fields);
    // Behind the removal, so that no Connection field can name it away.
    fields.addFirst("Host", hostFor(exchange, settings, backend));
    ViaField.changeRequest(fields, exchange, settings);
    if (!body.expectsContinue()) {
      // Nobody waits for the backend's word then.
      fields.remove("Expect");
    }
    if (settings.get(ForwardingSettings.ADD_HEADERS)) {
      ForwardedFields.append(fields, exchange);
    }
    addExtensions(fields, exchange, settings, backend, target);
    return new BackendRequest(
        client.method(),
        target,
        fields,
        body,
        TransportVariables.interimResponses(exchange),
        TransportVariables.connectionUse(exchange));
  }

  private static void countForwards(Fields fields, Settings settings) {
    MaxForwards.count(
        fields, fields.indexOf("Max-Forwards", 0), settings.get(ProtocolSettings.MAX_FORWARDS));
  }

  private static void addExtensions(
      Fields fields, Exchange exchange, Settings settings, BackendUrl backend, String target) {
    Set<ForwardedElement> forwarded = settings.get(ProtocolSettings.FORWARDED);
    if (!forwarded.isEmpty()) {
      ForwardedExtension.add(fields, exchange, forwarded, target);
    }
    if (settings.get(ProtocolSettings.REVERSE_EXTENDED)) {
      int index = fields.indexOf("Destination", 0);
      if (index >= 0) {
        List<ReverseSpec> rules =
            BalancerRules.resolvedTo(
                backend.toString(),
                InterpolatedRules.reverse(settings, exchange),
                exchange.memberAddresses());
        fields.setValue(
            index,
            ExtendedMapping.mapDestination(fields.value(index), rules, exchange.publicAddress()));
      }
    }
  }

  private static String hostFor(Exchange exchange, Settings settings, BackendUrl backend) {
    if (!settings.get(ForwardingSettings.PRESERVE_HOST)) {
      return backend.authority();
    }
    String host = exchange.host();
    // HTTP/1.0 may come without a Host; ours serves instead.
    return host == null ? exchange.publicAddress().serverName() : host;
  }

  private static void copyEndToEnd(Exchange exchange, Fields to) {
    Fields from = exchange.requestFields();
    // Rules worked on fields without the deceptive ones; what is there now an administrator wrote.
    boolean trusted = exchange.hasEditedFields();
    for (int i = 0; i < from.size(); i++) {
      String name = from.name(i);
      if (!name.equalsIgnoreCase("Host") && (trusted || !ForwardedFields.isDeceptive(name))) {
        to.add(name, from.value(i));
      }
    }
  }
}
