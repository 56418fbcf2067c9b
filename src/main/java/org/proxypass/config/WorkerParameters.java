package org.proxypass.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Ascii;

/** The {@code key=value} parameters behind the target of a ProxyPass. */
final class WorkerParameters {

  /**
   * What one line gave.
   *
   * @param settingsByName what each name written in the line sets
   */
  record Written(Settings settings, Map<String, Setting<?>> settingsByName) {}

  private static final Duration ONE_MILLISECOND = Duration.ofMillis(1);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private static final List<WorkerParameter<?>> ALL =
      List.of(
          new WorkerParameter<>(
              "connectiontimeout",
              "time, in s without a unit, at least 1ms",
              "`timeout`",
              "How long opening a connection may take. When it fails the client gets 503.",
              WorkerSettings.CONNECTION_TIMEOUT,
              text -> Optional.of(Times.parse(text, "s", ONE_MILLISECOND))),
          new WorkerParameter<>(
              "timeout",
              "time, in s without a unit, at least 1s",
              "`ProxyTimeout`",
              "How long one read from or write to the backend may wait. It limits inactivity, not"
                  + " the whole exchange.",
              WorkerSettings.TIMEOUT,
              text -> Optional.of(Times.parse(text, "s", ONE_SECOND))),
          new WorkerParameter<>(
              "ttl",
              "time, in s without a unit, at least 1s",
              "no limit",
              "An idle connection older than this is closed instead of used again. Keep it below"
                  + " the backend's own keep-alive time.",
              WorkerSettings.TTL,
              text -> Optional.of(Times.parse(text, "s", ONE_SECOND))),
          new WorkerParameter<>(
              "max",
              "number, at least 0",
              "no limit",
              "The largest number of connections to this backend at one time, counted for the whole"
                  + " process (httpd counts per child process). 0 means no limit.",
              WorkerSettings.MAX,
              text -> Optional.of(number(text)).filter(max -> max > 0)),
          new WorkerParameter<>(
              "acquire",
              "time, in ms without a unit, at least 1ms",
              "waits for ever",
              "How long a request waits for a connection when `max` are in use. Then the client gets"
                  + " 503.",
              WorkerSettings.ACQUIRE,
              text -> Optional.of(Times.parse(text, "ms", ONE_MILLISECOND))),
          new WorkerParameter<>(
              "disablereuse",
              "On|Off",
              "Off; On for a target with a backreference in its path",
              "Closes the connection to the backend after every exchange. The opposite of"
                  + " `enablereuse`; the last of the two counts.",
              WorkerSettings.REUSE,
              text -> !Flags.parse(text)),
          new WorkerParameter<>(
              "enablereuse",
              "On|Off",
              "On; Off for a target with a backreference in its path",
              "Keeps connections to the backend for further requests.",
              WorkerSettings.REUSE,
              Flags::parse),
          new WorkerParameter<>(
              "keepalive",
              "On|Off",
              SettingText.of(WorkerSettings.KEEPALIVE.defaultValue()),
              "Switches on TCP keep-alive (SO_KEEPALIVE) for connections to the backend. It has"
                  + " nothing to do with persistent HTTP connections.",
              WorkerSettings.KEEPALIVE,
              Flags::parse),
          new WorkerParameter<>(
              "retry",
              "time, in s without a unit, at least 0",
              SettingText.of(WorkerSettings.RETRY.defaultValue()),
              "How long a balancer member that failed is left alone. A worker that is no member of a"
                  + " balancer is tried again at once, as in httpd.",
              WorkerSettings.RETRY,
              text -> Times.parse(text, "s", Duration.ZERO)),
          new WorkerParameter<>(
              "responsefieldsize",
              "bytes, at least 0",
              SettingText.of(WorkerSettings.RESPONSE_FIELD_SIZE.defaultValue()),
              "The longest status line or header field accepted from the backend; a longer one gives"
                  + " 502. 0 means the default.",
              WorkerSettings.RESPONSE_FIELD_SIZE,
              WorkerParameters::fieldSize),
          new WorkerParameter<>(
              "upgrade",
              "protocol, protocols separated by commas, or ANY",
              "none; websocket for ws and wss",
              "The protocols a connection may change to when client and backend agree.",
              WorkerSettings.UPGRADE,
              WorkerParameters::upgrade));

  /** Known to httpd (mod_proxy.c, set_worker_param and set_balancer_param), not yet here. */
  private static final Set<String> LATER =
      Set.of(
          "min",
          "smax",
          "addressttl",
          "ping",
          "loadfactor",
          "route",
          "redirect",
          "lbset",
          "status",
          "flushpackets",
          "flushwait",
          "iobuffersize",
          "receivebuffersize",
          "secret",
          "flusher",
          "hcmethod",
          "hcinterval",
          "hcpasses",
          "hcfails",
          "hcuri",
          "hcexpr",
          "hctemplate",
          "multipathtcp",
          "lbmethod",
          "stickysession",
          "stickysessionsep",
          "scolonpathdelim",
          "nofailover",
          "maxattempts",
          "failonstatus",
          "failontimeout",
          "forcerecovery",
          "nonce",
          "growth");

  private WorkerParameters() {}

  /** All parameters, in the order of the reference page. */
  static List<WorkerParameter<?>> all() {
    return ALL;
  }

  /** The names that are refused as not supported yet, sorted. */
  static List<String> later() {
    return LATER.stream().sorted().toList();
  }

  /** Reads {@code words}; every wrong one is reported to {@code call}. */
  static Written parse(List<String> words, Invocation call) {
    Settings settings = Settings.EMPTY;
    Map<String, Setting<?>> settingsByName = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        call.error(
            "'"
                + word
                + "' is not a parameter; allowed are nocanon and key=value behind the target");
        continue;
      }
      String name = Ascii.lower(word.substring(0, equals));
      WorkerParameter<?> parameter = find(name);
      if (parameter == null) {
        call.error(unknown(word.substring(0, equals)));
        continue;
      }
      try {
        settings = parameter.applyTo(settings, word.substring(equals + 1));
        settingsByName.put(name, parameter.setting());
      } catch (InvalidDirectiveException invalid) {
        call.error(name + ": " + invalid.reason());
      }
    }
    return new Written(settings, settingsByName);
  }

  private static @Nullable WorkerParameter<?> find(String name) {
    for (WorkerParameter<?> parameter : ALL) {
      if (parameter.name().equals(name)) {
        return parameter;
      }
    }
    return null;
  }

  private static String unknown(String name) {
    if (LATER.contains(Ascii.lower(name))) {
      return "Worker parameter '" + name + "' is not supported yet";
    }
    String similar =
        Suggestions.closest(
            name, Stream.concat(ALL.stream().map(WorkerParameter::name), LATER.stream().sorted()));
    String message = "unknown Worker parameter '" + name + "'";
    return similar == null ? message : message + ", did you mean " + similar + "?";
  }

  private static UpgradeProtocols upgrade(String text) {
    return text.equalsIgnoreCase("ANY")
        ? UpgradeProtocols.ANY
        : new UpgradeProtocols(false, List.of(text.split(",")));
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
