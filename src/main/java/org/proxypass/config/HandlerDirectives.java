package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proxypass.config.HandlerSettings.Handler;
import org.proxypass.config.HandlerSettings.ProxyStatus;
import org.proxypass.http.Ascii;

/** The declarations of the pages that show this server. */
final class HandlerDirectives {
  private HandlerDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("SetHandler")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, "balancer-manager|server-status|none")
            .byDefault("none")
            .summary("Answers requests with a page of this server instead of a backend's.")
            .details(
                """
                `balancer-manager` shows the balancers and changes them, `server-status` shows what
                the server does. `none` takes back what an outer section said. Let no stranger see
                these pages: write a Require beside it; a manager without one is warned about.""")
            .example(
                """
                <Location /balancer-manager>
                    SetHandler balancer-manager
                    Require ip 10.0.0.0/8
                </Location>""")
            .does(
                call -> {
                  Optional<Handler> handler = handler(call.word(0));
                  call.set(HandlerSettings.HANDLER, handler);
                  if (handler.orElse(null) == Handler.BALANCER_MANAGER) {
                    call.scope().host().managers().add(call.scope(), call.origin());
                  }
                }),
        directive("ProxyStatus")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "Off|On|Full")
            .byDefault("Off")
            .summary("Whether the page of server-status shows the balancers.")
            .details("`Full` is the same as `On`, as in httpd.")
            .example("ProxyStatus On")
            .does(call -> call.set(HandlerSettings.PROXY_STATUS, proxyStatus(call.word(0)))),
        directive("ExtendedStatus")
            .in(SERVER)
            .takes(1, "On|Off")
            .byDefault("On")
            .summary("Accepted: the figures of server-status are always kept.")
            .details("Off has no effect and is warned about.")
            .example("ExtendedStatus On")
            .does(
                call -> {
                  if (!call.flag(0)) {
                    call.warning("Off has no effect: the figures are always kept");
                  }
                }));
  }

  private static Optional<Handler> handler(String text) throws InvalidDirectiveException {
    String name = Ascii.lower(text);
    if (name.equals("none")) {
      return Optional.empty();
    }
    for (Handler handler : Handler.values()) {
      if (handler.label().equals(name)) {
        return Optional.of(handler);
      }
    }
    throw new InvalidDirectiveException(
        (name.startsWith("proxy:")
                ? "'" + text + "' is not supported; write a ProxyPass"
                : "'" + text + "' is no handler of this server")
            + "; allowed are "
            + Arrays.stream(Handler.values()).map(Handler::label).collect(Collectors.joining(", "))
            + " and none");
  }

  private static ProxyStatus proxyStatus(String text) throws InvalidDirectiveException {
    return switch (Ascii.lower(text)) {
      case "off" -> ProxyStatus.OFF;
      case "on" -> ProxyStatus.ON;
      case "full" -> ProxyStatus.FULL;
      default ->
          throw new InvalidDirectiveException(
              "'" + text + "' is not allowed; allowed are Off, On and Full");
    };
  }
}
