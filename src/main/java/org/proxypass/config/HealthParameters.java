package org.proxypass.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proxypass.config.HealthCheckSettings.Method;
import org.proxypass.http.PathEncoding;

/** The parameters of a BalancerMember that concern its health checks. */
final class HealthParameters {
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  private HealthParameters() {}

  /**
   * All parameters, in the order of the reference page.
   *
   * @param definitions what {@code hcexpr} and {@code hctemplate} may name
   */
  static List<WorkerParameter> all(HealthDefinitions definitions) {
    return List.of(
        WorkerParameter.of(
            "hcmethod",
            Arrays.stream(Method.values()).map(Method::label).collect(Collectors.joining("|")),
            HealthCheckSettings.METHOD.defaultValue().label(),
            "How the member is asked: `TCP` opens a connection, the others send such a request by"
                + " HTTP/1.0, those with `11` by HTTP/1.1.",
            HealthCheckSettings.METHOD,
            HealthParameters::method),
        WorkerParameter.of(
            "hcinterval",
            "time, in s without a unit, at least 100ms",
            SettingText.of(HealthCheckSettings.INTERVAL.defaultValue()),
            "From the end of one check to the next.",
            HealthCheckSettings.INTERVAL,
            text -> Times.parse(text, "s", SHORTEST_INTERVAL)),
        WorkerParameter.of(
            "hcpasses",
            "number, at least 1",
            SettingText.of(HealthCheckSettings.PASSES.defaultValue()),
            "How many checks in a row must succeed to bring the member back.",
            HealthCheckSettings.PASSES,
            HealthParameters::count),
        WorkerParameter.of(
            "hcfails",
            "number, at least 1",
            SettingText.of(HealthCheckSettings.FAILS.defaultValue()),
            "How many checks in a row must fail to take the member out.",
            HealthCheckSettings.FAILS,
            HealthParameters::count),
        WorkerParameter.of(
            "hcuri",
            "path",
            "none",
            "What is asked for with `GET` and `HEAD`, behind the path of the member's URL.",
            HealthCheckSettings.URI,
            HealthParameters::uri),
        WorkerParameter.of(
            "hcexpr",
            "name of a ProxyHCExpr",
            "a status of 200 to 399",
            "The condition that a good response fulfils.",
            HealthCheckSettings.CRITERION,
            text -> Optional.of(definitions.criterion(text))),
        new WorkerParameter(
            "hctemplate",
            "name of a ProxyHCTemplate",
            "none",
            "Sets all the parameters that the template names; those behind it count more.",
            HealthCheckSettings.METHOD,
            (settings, text) -> settings.mergedWith(definitions.template(text))));
  }

  private static Method method(String text) throws InvalidDirectiveException {
    for (Method method : Method.values()) {
      if (method.label().equalsIgnoreCase(text)) {
        return method;
      }
    }
    throw new InvalidDirectiveException(
        (text.equalsIgnoreCase("CPING")
                ? "'CPING' belongs to AJP, which is not supported"
                : "'" + text + "' is not known")
            + "; allowed are "
            + Arrays.stream(Method.values()).map(Method::label).collect(Collectors.joining(", ")));
  }

  private static int count(String text) throws InvalidDirectiveException {
    int number = (int) Numbers.parse(text, Integer.MAX_VALUE);
    if (number == 0) {
      throw new InvalidDirectiveException("'0' is too small; at least 1 is allowed");
    }
    return number;
  }

  private static String uri(String text) throws InvalidDirectiveException {
    if (text.isEmpty() || !PathEncoding.isSendable(text)) {
      throw new InvalidDirectiveException("'" + text + "' cannot stand in a request line");
    }
    return text;
  }
}
