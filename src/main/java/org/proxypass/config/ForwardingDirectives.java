package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;

/** The declarations about what a backend is told. */
final class ForwardingDirectives {
  private ForwardingDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyPreserveHost")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "On|Off")
            .byDefault(ForwardingSettings.PRESERVE_HOST)
            .summary("Whether the backend gets the client's Host field instead of its own name.")
            .details(
                """
                On forwards the Host field exactly as the client sent it. Redirects of the backend
                then name the public address, so a ProxyPassReverse needs the public URL.""")
            .example("ProxyPreserveHost On")
            .does(call -> call.set(ForwardingSettings.PRESERVE_HOST, call.flag(0))),
        directive("ProxyAddHeaders")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "On|Off")
            .byDefault(ForwardingSettings.ADD_HEADERS)
            .summary("Whether X-Forwarded-For, -Host and -Server are added to the request.")
            .details(
                """
                Values are appended to those the client sent, as one comma-separated list each:
                the client's address, the client's Host field, and the name of this server.""")
            .example("ProxyAddHeaders Off")
            .does(call -> call.set(ForwardingSettings.ADD_HEADERS, call.flag(0))),
        directive("ProxyRequests")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "On|Off")
            .byDefault("Off")
            .summary("Only Off: this is a reverse proxy and never a forward proxy.")
            .details(
                """
                Accepted because many configurations write `ProxyRequests Off`. On would let anybody
                reach any address through this server and is refused.""")
            .example("ProxyRequests Off")
            .does(ForwardingDirectives::requests));
  }

  private static void requests(Invocation call) throws InvalidDirectiveException {
    if (call.flag(0)) {
      throw new InvalidDirectiveException(
          "On would make this an open forward proxy and is refused; allowed is Off");
    }
  }
}
