package org.proxypass.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldSyntax;

/** The parameters of a worker: what concerns the connections to one backend. */
final class WorkerParameters {

  private static final Duration ONE_MILLISECOND = Duration.ofMillis(1);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private static final List<WorkerParameter> ALL =
      List.of(
          WorkerParameter.of(
              "connectiontimeout",
              "time, in s without a unit, at least 1ms",
              "`timeout`",
              "How long opening a connection may take. When it fails the client gets 503.",
              WorkerSettings.CONNECTION_TIMEOUT,
              text -> Optional.of(Times.parse(text, "s", ONE_MILLISECOND))),
          WorkerParameter.of(
              "timeout",
              "time, in s without a unit, at least 1s",
              "`ProxyTimeout`",
              "How long one read from or write to the backend may wait. It limits inactivity, not"
                  + " the whole exchange.",
              WorkerSettings.TIMEOUT,
              text -> Optional.of(Times.parse(text, "s", ONE_SECOND))),
          WorkerParameter.of(
              "ttl",
              "time, in s without a unit, at least 1s",
              "no limit",
              "An idle connection older than this is closed instead of used again. Keep it below"
                  + " the backend's own keep-alive time.",
              WorkerSettings.TTL,
              text -> Optional.of(Times.parse(text, "s", ONE_SECOND))),
          WorkerParameter.of(
              "max",
              "number, at least 0",
              "no limit",
              "The largest number of connections to this backend at one time, counted for the whole"
                  + " process (httpd counts per child process). 0 means no limit.",
              WorkerSettings.MAX,
              text -> Optional.of(number(text)).filter(max -> max > 0)),
          WorkerParameter.of(
              "acquire",
              "time, in ms without a unit, at least 1ms",
              "waits for ever",
              "How long a request waits for a connection when `max` are in use. Then the client gets"
                  + " 503.",
              WorkerSettings.ACQUIRE,
              text -> Optional.of(Times.parse(text, "ms", ONE_MILLISECOND))),
          WorkerParameter.of(
              "disablereuse",
              "On|Off",
              "Off; On for a target with a backreference in its path",
              "Closes the connection to the backend after every exchange. The opposite of"
                  + " `enablereuse`; the last of the two counts.",
              WorkerSettings.REUSE,
              text -> !Flags.parse(text)),
          WorkerParameter.of(
              "enablereuse",
              "On|Off",
              "On; Off for a target with a backreference in its path",
              "Keeps connections to the backend for further requests.",
              WorkerSettings.REUSE,
              Flags::parse),
          WorkerParameter.of(
              "keepalive",
              "On|Off",
              SettingText.of(WorkerSettings.KEEPALIVE.defaultValue()),
              "Switches on TCP keep-alive (SO_KEEPALIVE) for connections to the backend. It has"
                  + " nothing to do with persistent HTTP connections.",
              WorkerSettings.KEEPALIVE,
              Flags::parse),
          WorkerParameter.of(
              "retry",
              "time, in s without a unit, at least 0",
              SettingText.of(WorkerSettings.RETRY.defaultValue()),
              "How long a balancer member that failed is left alone, until a request tries it again; 0"
                  + " tries it at once. A worker that is no member of a balancer is always tried, as"
                  + " in httpd.",
              WorkerSettings.RETRY,
              text -> Times.parse(text, "s", Duration.ZERO)),
          WorkerParameter.of(
              "responsefieldsize",
              "bytes, at least 0",
              SettingText.of(WorkerSettings.RESPONSE_FIELD_SIZE.defaultValue()),
              "The longest status line or header field accepted from the backend; a longer one gives"
                  + " 502. 0 means the default.",
              WorkerSettings.RESPONSE_FIELD_SIZE,
              WorkerParameters::fieldSize),
          WorkerParameter.of(
              "min",
              "number, at least 0",
              SettingText.of(WorkerSettings.MIN.defaultValue()),
              "So many idle connections are kept when others are closed, which happens after five"
                  + " minutes; `ttl` holds for them, too. None is opened in advance.",
              WorkerSettings.MIN,
              WorkerParameters::number),
          WorkerParameter.of(
              "smax",
              "number, at least 0",
              "`max`",
              "Idle connections above this number are closed: when `ttl` is over, or at once where"
                  + " there is none.",
              WorkerSettings.SMAX,
              text -> Optional.of(number(text))),
          WorkerParameter.of(
              "ping",
              "time, in s without a unit, at least 1ms",
              "off",
              "A request with a body first sends its head with `Expect: 100-continue` and waits this"
                  + " long for an answer; without one the backend counts as down (503), and a"
                  + " balancer tries the next member.",
              WorkerSettings.PING,
              text -> Optional.of(Times.parse(text, "s", ONE_MILLISECOND))),
          WorkerParameter.of(
              "addressttl",
              "time, in s without a unit, at least 0; or -1",
              "-1",
              "How long the address that the host name was resolved to is used. 0 resolves it for"
                  + " every connection, -1 only again when no address can be reached.",
              WorkerSettings.ADDRESS_TTL,
              WorkerParameters::addressTtl),
          WorkerParameter.of(
              "addresses",
              "first|all",
              "first",
              "When a name has several addresses: `first` uses the first that can be reached, `all`"
                  + " sends requests to all of them in turn. Not known to httpd.",
              WorkerSettings.ALL_ADDRESSES,
              WorkerParameters::allAddresses),
          WorkerParameter.of(
              "receivebuffersize",
              "bytes, at least 512, or 0",
              "`ProxyReceiveBufferSize`",
              "The size of the receive buffer of the sockets; 0 leaves it to the system.",
              EgressSettings.RECEIVE_BUFFER,
              EgressDirectives::receiveBufferSize),
          WorkerParameter.of(
              "upgrade",
              "ANY or protocol[,protocol …]",
              "none; `websocket` where the URL begins with `ws://` or `wss://`",
              "The protocols a connection may change to by the field Upgrade (RFC 9110 §7.8). The"
                  + " tunnel opens when the backend has answered 101. `h2c` is never allowed, not"
                  + " even by `ANY`.",
              WorkerSettings.UPGRADE,
              WorkerParameters::upgrade),
          WorkerParameter.accepted(
              "flushpackets",
              "on|auto",
              "on",
              "Accepted: what the backend sent goes to the client whenever the backend pauses."
                  + " `off` would hold it back and is refused.",
              WorkerParameters::flush));

  private static final int LONGEST_UPGRADE = 64;

  private WorkerParameters() {}

  /** All parameters, in the order of the reference page. */
  static List<WorkerParameter> all() {
    return ALL;
  }

  private static UpgradeProtocols upgrade(String text) throws InvalidDirectiveException {
    if (text.equalsIgnoreCase("ANY")) {
      return UpgradeProtocols.ANY;
    }
    if (text.equalsIgnoreCase("NONE")) {
      throw new InvalidDirectiveException(
          "'NONE' would open the tunnel before the backend has agreed and is refused; allowed are"
              + " ANY and names of protocols, as in upgrade=websocket");
    }
    if (text.length() > LONGEST_UPGRADE) {
      throw new InvalidDirectiveException("is longer than " + LONGEST_UPGRADE + " characters");
    }
    List<String> names = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      String protocol = Ascii.lower(name.strip());
      // "h2" and its drafts as well: UpgradeOffer passes none of them on.
      if (protocol.startsWith("h2")) {
        throw new InvalidDirectiveException(
            "'"
                + protocol
                + "' is refused: requests inside of it would pass by every rule of this server");
      }
      if (!FieldSyntax.isProtocol(protocol)) {
        throw new InvalidDirectiveException(
            "'"
                + name
                + "' is not the name of a protocol; allowed are ANY and a list as websocket");
      }
      if (!names.contains(protocol)) {
        names.add(protocol);
      }
    }
    return new UpgradeProtocols(false, names);
  }

  private static Optional<Duration> addressTtl(String text) throws InvalidDirectiveException {
    return text.equals("-1")
        ? Optional.empty()
        : Optional.of(Times.parse(text, "s", Duration.ZERO));
  }

  private static boolean allAddresses(String text) throws InvalidDirectiveException {
    if (text.equalsIgnoreCase("all")) {
      return true;
    }
    if (text.equalsIgnoreCase("first")) {
      return false;
    }
    throw new InvalidDirectiveException("'" + text + "' is not known; allowed are all and first");
  }

  private static boolean flush(String text) throws InvalidDirectiveException {
    if (text.equalsIgnoreCase("on") || text.equalsIgnoreCase("auto")) {
      return true;
    }
    throw new InvalidDirectiveException(
        text.equalsIgnoreCase("off")
            ? "'off' is refused: what the backend sent is never held back; allowed are on and auto"
            : "'" + text + "' is not known; allowed are on and auto");
  }

  private static int fieldSize(String text) throws InvalidDirectiveException {
    int size = number(text);
    return size == 0 ? WorkerSettings.RESPONSE_FIELD_SIZE.defaultValue() : size;
  }

  private static int number(String text) throws InvalidDirectiveException {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      throw new InvalidDirectiveException("'" + text + "' is not a whole number");
    }
    throw new InvalidDirectiveException("'" + text + "' is negative; at least 0 is allowed");
  }
}
