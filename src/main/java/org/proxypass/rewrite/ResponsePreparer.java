package org.proxypass.rewrite;

import java.util.List;
import org.proxypass.config.CookieRule;
import org.proxypass.config.ForwardingSettings;
import org.proxypass.config.ProtocolSettings;
import org.proxypass.config.ReverseSpec;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.http.Fields;
import org.proxypass.http.HopByHop;
import org.proxypass.http.HttpDate;

/** Makes the client's header section out of the backend's. */
public final class ResponsePreparer {
  private ResponsePreparer() {}

  /**
   * Changes {@code fields} in place: hop-by-hop fields go, addresses and cookies are mapped back.
   *
   * @param settings those of the client's path
   */
  public static void prepare(Fields fields, Settings settings, Exchange exchange) {
    PublicAddress us = exchange.publicAddress();
    HopByHop.removeFromResponse(fields);
    keepFirstContentType(fields);
    List<ReverseSpec> reverse = InterpolatedRules.reverse(settings, exchange);
    List<CookieRule> domains =
        InterpolatedRules.cookies(settings, ForwardingSettings.COOKIE_DOMAINS, exchange);
    List<CookieRule> paths =
        InterpolatedRules.cookies(settings, ForwardingSettings.COOKIE_PATHS, exchange);
    boolean extended = settings.get(ProtocolSettings.REVERSE_EXTENDED);
    boolean warned = false;
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.name(i);
      if (isAddress(name)) {
        reverse = BalancerRules.resolved(reverse, exchange.memberAddresses());
        fields.setValue(i, ReverseMapping.map(fields.value(i), reverse, us));
      } else if (name.length() == 10 && name.equalsIgnoreCase("Set-Cookie")) {
        fields.setValue(
            i, CookieRewriter.rewrite(fields.value(i), domains, paths, us.contextPath()));
      } else if (ResponseDates.isDate(name)) {
        fields.setValue(i, HttpDate.canonical(fields.value(i)));
      } else if (extended && name.equalsIgnoreCase("Link")) {
        reverse = BalancerRules.resolved(reverse, exchange.memberAddresses());
        fields.setValue(i, ExtendedMapping.mapLink(fields.value(i), reverse, us));
      } else if (extended && name.equalsIgnoreCase("Refresh")) {
        reverse = BalancerRules.resolved(reverse, exchange.memberAddresses());
        fields.setValue(i, ExtendedMapping.mapRefresh(fields.value(i), reverse, us));
      } else {
        warned |= name.length() == 7 && name.equalsIgnoreCase("Warning");
      }
    }
    if (warned) {
      ResponseDates.dropForeignWarnings(fields);
    }
    ViaField.changeResponse(fields, exchange, settings);
  }

  /** Two are one too many (RFC 9110 §8.3), and a servlet container would keep the last. */
  private static void keepFirstContentType(Fields fields) {
    int first = fields.indexOf("Content-Type", 0);
    if (first < 0) {
      return;
    }
    int second = fields.indexOf("Content-Type", first + 1);
    while (second >= 0) {
      fields.removeAt(second);
      second = fields.indexOf("Content-Type", second);
    }
  }

  private static boolean isAddress(String name) {
    return switch (name.length()) {
      case 3 -> name.equalsIgnoreCase("URI");
      case 8 -> name.equalsIgnoreCase("Location");
      case 11 -> name.equalsIgnoreCase("Destination");
      case 16 -> name.equalsIgnoreCase("Content-Location");
      default -> false;
    };
  }
}
