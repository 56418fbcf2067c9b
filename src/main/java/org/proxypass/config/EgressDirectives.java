package org.proxypass.config;

import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.proxypass.expression.Regex;
import org.proxypass.http.Ascii;
import org.proxypass.http.BackendUrl;

/** The declarations about the way connections to backends take. */
final class EgressDirectives {
  private static final int SMALLEST_BUFFER = 512;

  private EgressDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyRemote")
            .in(SERVER, VIRTUAL_HOST)
            .takes(2, 3, "match proxy-url [user:password]")
            .summary("A proxy through which some backends are reached.")
            .details(
                """
                The match is `*` for all backends, a scheme, or the beginning of a backend's URL; the
                first directive that fits counts. Requests to an `http` backend go to the proxy with
                the whole URL, connections to an `https` backend are opened through it with CONNECT.
                The credentials are sent as `Proxy-Authorization: Basic`. Other than in httpd a proxy
                that fails is never gone around.""")
            .example("ProxyRemote http://partner.example/ http://127.0.0.1:3128")
            .does(EgressDirectives::remote),
        directive("ProxyRemoteMatch")
            .in(SERVER, VIRTUAL_HOST)
            .takes(2, 3, "regex proxy-url [user:password]")
            .summary("As ProxyRemote, for the backends whose URL matches a regular expression.")
            .details("The expression is searched in the backend's URL.")
            .example("ProxyRemoteMatch \\.example[:/] http://127.0.0.1:3128")
            .does(EgressDirectives::remoteMatch),
        directive("NoProxy")
            .in(SERVER, VIRTUAL_HOST)
            .takesAtLeast(1, "host …")
            .summary("Backends that are reached directly, whatever ProxyRemote says.")
            .details(
                """
                A word is a host name, a domain that begins with a dot, an address, the beginning of
                an IPv4 address, or a network as address/bits. Names are compared as they are written
                in the backend's URL and never looked up.""")
            .example("NoProxy .internal 10.0.0.0/8 localhost")
            .does(EgressDirectives::noProxy),
        directive("ProxySourceAddress")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "address")
            .summary("The local address of the connections to backends.")
            .details("A literal IPv4 or IPv6 address of this machine.")
            .example("ProxySourceAddress 127.0.0.1")
            .does(EgressDirectives::sourceAddress),
        directive("ProxyReceiveBufferSize")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "bytes")
            .byDefault(EgressSettings.RECEIVE_BUFFER)
            .summary("The size of the receive buffer of backend sockets.")
            .details("At least 512; 0 leaves it to the system, which adapts it to the load.")
            .example("ProxyReceiveBufferSize 65536")
            .does(EgressDirectives::receiveBuffer));
  }

  private static void remote(Invocation call) throws InvalidDirectiveException {
    String match = call.word(0);
    call.scope().append(EgressSettings.REMOTES, proxy(call, match, Optional.empty()));
  }

  private static void remoteMatch(Invocation call) throws InvalidDirectiveException {
    Regex pattern = RegularExpressions.parse(call.word(0));
    call.scope().append(EgressSettings.REMOTES, proxy(call, "", Optional.of(pattern)));
  }

  private static RemoteProxy proxy(Invocation call, String match, Optional<Regex> pattern)
      throws InvalidDirectiveException {
    BackendUrl url = TargetUrl.plain(call.word(1));
    if (!url.scheme().equals("http")) {
      throw new InvalidDirectiveException(
          "'" + call.word(1) + "' is not supported; allowed are proxies with http://");
    }
    Optional<String> credentials =
        call.words().size() == 3 ? Optional.of(call.word(2)) : Optional.empty();
    if (credentials.isPresent() && credentials.get().indexOf(':') <= 0) {
      throw new InvalidDirectiveException("the credentials are not of the form user:password");
    }
    return new RemoteProxy(match, pattern, url.host(), url.port(), credentials);
  }

  private static void noProxy(Invocation call) throws InvalidDirectiveException {
    for (String word : call.words()) {
      call.scope().append(EgressSettings.DIRECT, DirectHost.parse(word));
    }
  }

  private static void sourceAddress(Invocation call) throws InvalidDirectiveException {
    String text = Ascii.lower(call.word(0));
    boolean literal =
        text.indexOf(':') >= 0
            || (text.indexOf('.') > 0
                && text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    try {
      if (literal) {
        call.set(EgressSettings.SOURCE_ADDRESS, Optional.of(InetAddress.getByName(text)));
        return;
      }
    } catch (UnknownHostException invalid) {
      // Reported below.
    }
    throw new InvalidDirectiveException("'" + text + "' is not an address");
  }

  private static void receiveBuffer(Invocation call) throws InvalidDirectiveException {
    call.set(EgressSettings.RECEIVE_BUFFER, receiveBufferSize(call.word(0)));
  }

  /** The size of a receive buffer in bytes; also of the worker parameter. */
  static int receiveBufferSize(String text) throws InvalidDirectiveException {
    long size = Numbers.parse(text, Integer.MAX_VALUE);
    if (size != 0 && size < SMALLEST_BUFFER) {
      throw new InvalidDirectiveException(
          "'" + size + "' is too small; allowed are 0 and at least " + SMALLEST_BUFFER);
    }
    return (int) size;
  }
}
