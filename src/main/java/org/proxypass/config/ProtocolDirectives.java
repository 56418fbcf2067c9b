package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;
import org.proxypass.http.Ascii;

/** The declarations about the protocol that httpd has too. */
final class ProtocolDirectives {
  private ProtocolDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyVia")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "Off|On|Full|Block")
            .byDefault("Off")
            .summary("Whether we name ourselves in the Via field of requests and responses.")
            .details(
                """
                On adds the protocol version the client used, the server's name and its port unless it
                is the scheme's own. Full adds our name and version as a comment. In a request the
                entry is joined to those that are there, in a response it is a line of its own. Off
                leaves Via alone. Block takes Via out of requests and adds none.""")
            .example("ProxyVia On")
            .does(call -> call.set(ProtocolSettings.VIA, choice(call, ViaMode.values()))),
        directive("ProxyMaxForwards")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "number")
            .byDefault("-1")
            .summary("The Max-Forwards of requests that come without one.")
            .details(
                """
                A negative number adds none. A Max-Forwards that the client sent is counted down
                whatever the method; at 0 the request is refused with 400, and TRACE and OPTIONS are
                answered here. A value that is no number is refused with 400.""")
            .example("ProxyMaxForwards 15")
            .does(call -> call.set(ProtocolSettings.MAX_FORWARDS, maxForwards(call.word(0)))),
        directive("TraceEnable")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "off|on|extended")
            .byDefault("off")
            .summary("Whether the method TRACE is served; off by default, other than in httpd.")
            .details(
                """
                off answers 405. on forwards TRACE like any other method, or answers it here where
                nothing is mapped or Max-Forwards is 0, but refuses one with a body with 413. extended
                allows a body. What is answered here leaves out Cookie and Authorization fields. The
                default differs from httpd's because a backend that echoes a request tells a script
                the cookies it must not see.""")
            .example("TraceEnable on")
            .does(call -> call.set(ProtocolSettings.TRACE, choice(call, TraceMode.values()))),
        directive("Proxy100Continue")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "On|Off")
            .byDefault(ProtocolSettings.CONTINUE)
            .summary("Whether the backend decides about `Expect: 100-continue`.")
            .details(
                """
                On forwards the expectation: the client is asked for its body once the backend sent
                100, and not at all when the backend refuses. A backend that says nothing gets the
                body after one second. Off takes the expectation away and asks the client at once.
                Needs a connector that sends 100 when the body is read, which java -jar has; in a
                Tomcat of yours set `continueResponseTiming="onRead"`.""")
            .example("Proxy100Continue Off")
            .does(call -> call.set(ProtocolSettings.CONTINUE, call.flag(0))),
        directive("LimitRequestBody")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "bytes")
            .byDefault(ProtocolSettings.LIMIT_REQUEST_BODY)
            .summary("The largest request body; a larger one is answered 413.")
            .details(
                """
                A length that is announced and too large is refused before a backend hears of the
                request. A body of unknown length is cut when it passes the limit, and so is the
                backend's connection. 0 means no limit. httpd does not apply its limit, 1 GiB by
                default, to requests it forwards; proxypass has no limit by default and applies the
                one that is written.""")
            .example("LimitRequestBody 10485760")
            .does(call -> call.set(ProtocolSettings.LIMIT_REQUEST_BODY, limit(call.word(0)))));
  }

  private static <E extends Enum<E>> E choice(Invocation call, E[] values)
      throws InvalidDirectiveException {
    String word = call.word(0);
    for (E value : values) {
      if (value.name().equalsIgnoreCase(word)) {
        return value;
      }
    }
    StringBuilder allowed = new StringBuilder();
    for (E value : values) {
      allowed.append(allowed.isEmpty() ? "" : ", ").append(Ascii.lower(value.name()));
    }
    throw new InvalidDirectiveException("'" + word + "' is not known; allowed are " + allowed);
  }

  private static long maxForwards(String text) throws InvalidDirectiveException {
    boolean negative = text.startsWith("-");
    long number = Numbers.parse(negative ? text.substring(1) : text, Integer.MAX_VALUE);
    return negative ? -number : number;
  }

  private static long limit(String text) throws InvalidDirectiveException {
    return Numbers.parse(text, Long.MAX_VALUE / 10 - 1);
  }
}
