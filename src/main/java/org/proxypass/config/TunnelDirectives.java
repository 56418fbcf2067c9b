package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The declarations about tunnels: connections that change to another protocol. */
final class TunnelDirectives {
  private TunnelDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyWebsocketIdleTimeout")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, "time")
            .byDefault("the longer of Timeout and the worker's `timeout`")
            .summary("How long a tunnel may be silent in both directions.")
            .details(
                """
                In seconds without a unit. Then both of its connections are closed. 0 lets it stay
                open for ever. Known to the development version of httpd.""")
            .example("ProxyWebsocketIdleTimeout 10min")
            .does(
                call ->
                    call.set(
                        TunnelSettings.IDLE_TIMEOUT,
                        Optional.of(Times.parse(call.word(0), "s", Duration.ZERO)))),
        directive("ProxyWebsocketFallbackToProxyHttp")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .byDefault("On")
            .summary("Only On: a tunnel opens when the backend has answered 101.")
            .details(
                """
                Accepted because configurations write it. Off is httpd's old way, which opens the
                tunnel before the backend has agreed; what a client sends then could pass for
                requests that no rule has seen. It is refused.""")
            .example("ProxyWebsocketFallbackToProxyHttp On")
            .does(TunnelDirectives::fallback),
        directive("ProxyWebsocketAsync")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .summary("Accepted with a warning: there is nothing to choose.")
            .details(
                """
                In httpd it decides whether a silent tunnel holds a thread. Here it needs no
                directive. Known to the development version of httpd.""")
            .example("ProxyWebsocketAsync On")
            .does(
                call -> {
                  call.flag(0);
                  call.warning("is not needed and has no effect");
                }),
        directive("ProxyWebsocketAsyncDelay")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "time")
            .summary("Accepted with a warning: there is nothing to choose.")
            .details(
                """
                In httpd it is how long a tunnel holds a thread when it falls silent; in seconds
                without a unit. Known to the development version of httpd.""")
            .example("ProxyWebsocketAsyncDelay 100ms")
            .does(
                call -> {
                  Times.parse(call.word(0), "s", Duration.ZERO);
                  call.warning("is not needed and has no effect");
                }));
  }

  private static void fallback(Invocation call) throws InvalidDirectiveException {
    if (!call.flag(0)) {
      throw new InvalidDirectiveException(
          "Off would open a tunnel before the backend has agreed and is refused; allowed is On");
    }
  }
}
