package org.proxypass.config;

import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;
import static org.proxypass.config.DirectiveSpec.section;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proxypass.http.Ascii;

/** The declarations about servers, virtual hosts and their limits (httpd's core). */
final class ServerDirectives {
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

  private ServerDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("Listen")
            .in(SERVER)
            .takes(1, 2, "[address:]port [protocol]")
            .byDefault("8080 when started with java -jar")
            .summary("Where connections are accepted; a servlet container has its own connectors.")
            .details(
                """
                Without an address the server listens on all interfaces; an IPv6 address stands in
                brackets. Port 0 takes a free one. The protocol is `http` or `https`; without it port
                443 means `https`. May be given several times. Inside a servlet container it has no
                effect, because the container's connectors accept the connections.""")
            .example("Listen 127.0.0.1:8080")
            .does(ServerDirectives::listen),
        directive("ServerName")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "[scheme://]host[:port]")
            .summary("The name of the server, and by which a virtual host is chosen.")
            .details(
                """
                Requests whose Host field has this name go to the virtual host. Where the server
                needs an address of its own and the client sent no Host field, this is it. Not
                inherited by virtual hosts.""")
            .example("ServerName shop.example")
            .does(call -> call.scope().host().name(Addresses.serverName(call.word(0)))),
        directive("ServerAlias")
            .in(VIRTUAL_HOST)
            .takesAtLeast(1, "name …")
            .summary("Further names of a virtual host; * and ? are wildcards.")
            .details(
                """
                Letter case does not count. `*` stands for any number of characters, `?` for one.""")
            .example("ServerAlias www.shop.example *.shop.example")
            .does(call -> call.words().forEach(name -> alias(call, name))),
        section("VirtualHost", VIRTUAL_HOST)
            .in(SERVER)
            .takesAtLeast(1, "address[:port] …")
            .summary("A server of its own for some addresses or names.")
            .details(
                """
                The address is literal, `*` or `_default_`; the port is a number or `*`. Among the
                virtual hosts of one address and port the request's Host field is compared with
                ServerName and ServerAlias in the order of the configuration; when none fits, the
                first one serves. Settings of the main server are inherited. Its ProxyPass entries
                and locations are tried before those of the virtual host, its aliases after them.""")
            .example(
                """
                <VirtualHost *:80>
                    ServerName shop.example
                    ProxyPass / http://127.0.0.1:5000/
                </VirtualHost>""")
            .opens(ServerDirectives::virtualHost),
        directive("Timeout")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "time")
            .byDefault(ServerSettings.TIMEOUT)
            .summary("How long reading from and writing to a client may wait; in seconds.")
            .details(
                """
                Limits inactivity, not the whole exchange. It is also the limit for backends where
                neither ProxyTimeout nor the worker parameter `timeout` is given.""")
            .example("Timeout 30")
            .does(
                call ->
                    call.set(
                        ServerSettings.TIMEOUT, Times.parse(call.word(0), "s", SHORTEST_TIMEOUT))),
        directive("ProxyTimeout")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "time")
            .byDefault("Timeout")
            .summary("How long reading from and writing to a backend may wait; in seconds.")
            .details(
                """
                Limits inactivity, not the whole exchange. The worker parameter `timeout` goes
                first. A backend that does not answer in time gives 502.""")
            .example("ProxyTimeout 5min")
            .does(
                call ->
                    call.set(
                        ServerSettings.PROXY_TIMEOUT,
                        Optional.of(Times.parse(call.word(0), "s", SHORTEST_TIMEOUT)))),
        directive("GracefulShutdownTimeout")
            .in(SERVER)
            .takes(1, "time")
            .byDefault(ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT)
            .summary("How long a stop waits for exchanges in flight; in seconds.")
            .details(
                """
                When the server stops it accepts no further connections and lets requests in flight
                finish; what is not done after this time is cut. 0 waits without limit (which is
                httpd's default).""")
            .example("GracefulShutdownTimeout 10")
            .does(
                call ->
                    call.config()
                        .setGlobal(
                            ServerSettings.GRACEFUL_SHUTDOWN_TIMEOUT,
                            gracefulShutdown(call.word(0)))),
        directive("ProxyReload")
            .in(SERVER)
            .takes(1, "On|Off")
            .byDefault("On")
            .summary("Whether a change of the configuration files is applied while serving.")
            .details(
                """
                On looks at the configuration file and at everything it includes twice a second, and
                applies a change within two seconds, without losing a request. A changed file with
                errors changes nothing; the errors are logged. With Off the configuration is read
                again only when somebody asks for it, by the signal HUP or by JMX. Not known to
                httpd, which always has to be asked.""")
            .example("ProxyReload Off")
            .does(call -> call.config().setGlobal(ServerSettings.RELOAD, call.flag(0))));
  }

  private static void listen(Invocation call) throws InvalidDirectiveException {
    ListenAddress listen =
        Addresses.listen(call.word(0), call.words().size() == 2 ? call.word(1) : "");
    boolean taken =
        listen.port() != 0
            && call.config().listens().stream()
                .anyMatch(
                    other ->
                        other.port() == listen.port() && other.address().equals(listen.address()));
    if (taken) {
      throw new InvalidDirectiveException("'" + call.word(0) + "' is listened on already");
    }
    call.config().addListen(listen);
  }

  private static Duration gracefulShutdown(String text) throws InvalidDirectiveException {
    Duration time = Times.parse(text, "s", Duration.ZERO);
    return time.isZero() ? Times.LONGEST : time;
  }

  private static void alias(Invocation call, String name) {
    boolean valid =
        !name.isEmpty()
            && name.chars().noneMatch(c -> c <= ' ' || c >= 0x7f || c == '/' || c == ':');
    if (valid) {
      call.scope().host().addAlias(Ascii.lower(name));
    } else {
      call.error("'" + name + "' is not a host name; allowed are names with * and ?, without port");
    }
  }

  private static Scope virtualHost(Invocation call) throws InvalidDirectiveException {
    List<HostAddress> addresses = new ArrayList<>();
    for (String word : call.words()) {
      addresses.add(Addresses.virtualHost(word));
    }
    return call.config().addVirtualHost(addresses, call.origin()).scope();
  }
}
