package org.proxypass.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proxypass.config.BalancerSettings.Method;
import org.proxypass.config.BalancerSettings.RetryCause;
import org.proxypass.config.BalancerSettings.StickyName;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Utf8Bytes;

/** The parameters of a balancer. */
final class BalancerParameters {
  /** How many members may be added at most. */
  static final int LARGEST_GROWTH = 100;

  private static final int LONGEST_NAME = 63;
  private static final int WHOLE_BUDGET = 100;

  private static final List<WorkerParameter> ALL =
      List.of(
          WorkerParameter.of(
              "lbmethod",
              "byrequests|bytraffic|bybusyness|leasttime|hash",
              BalancerSettings.METHOD.defaultValue().label(),
              "Who gets the next request: `byrequests` shares the number of requests, `bytraffic` the"
                  + " bytes, `bybusyness` looks for the fewest requests in flight. Not known to httpd:"
                  + " `leasttime` looks for the lowest recent latency times requests in flight, `hash`"
                  + " gives the same `hashkey` to the same member, unless that is overloaded.",
              BalancerSettings.METHOD,
              BalancerParameters::method),
          WorkerParameter.of(
              "hashkey",
              "text with `%{…}`",
              "the client's address",
              "What `lbmethod=hash` looks at, as in `\"hashkey=%{req:X-Tenant}\"`. Not known to"
                  + " httpd.",
              BalancerSettings.HASH_KEY,
              text -> Optional.of(Expressions.template(Utf8Bytes.of(text)))),
          WorkerParameter.of(
              "stickysession",
              "cookie[|parameter]",
              "none",
              "Requests of one session go to one member. The name of the cookie and of the path"
                  + " parameter that hold the session's id; its end names the `route` of the member."
                  + " Letter case counts.",
              BalancerSettings.STICKY_SESSION,
              BalancerParameters::sticky),
          WorkerParameter.of(
              "stickysessionsep",
              "character|Off",
              "`.`",
              "What stands between the session's id and the route. `Off`: the whole value is the"
                  + " route.",
              BalancerSettings.STICKY_SEPARATOR,
              BalancerParameters::separator),
          WorkerParameter.of(
              "scolonpathdelim",
              "On|Off",
              "Off",
              "Whether a semicolon ends the path parameter, too; needed where more of them follow.",
              BalancerSettings.SEMICOLON_ENDS_PARAMETER,
              Flags::parse),
          WorkerParameter.of(
              "nofailover",
              "On|Off",
              "Off",
              "On: a session whose member is not usable gets 503 instead of another member.",
              BalancerSettings.NO_FAILOVER,
              Flags::parse),
          WorkerParameter.of(
              "maxattempts",
              "number, at least 0",
              "one less than there are members",
              "How many further members are tried when one cannot be reached.",
              BalancerSettings.MAX_ATTEMPTS,
              text -> Optional.of((int) Numbers.parse(text, Integer.MAX_VALUE))),
          WorkerParameter.of(
              "timeout",
              "time, in s without a unit, at least 1s",
              "does not wait",
              "How long a request waits for a member when none is usable. Then it gets 503.",
              BalancerSettings.TIMEOUT,
              text -> Optional.of(Times.parse(text, "s", Duration.ofSeconds(1)))),
          WorkerParameter.of(
              "failonstatus",
              "status[,status …]",
              "none",
              "A response with such a status puts its member in error. The client still gets it.",
              BalancerSettings.FAIL_ON_STATUS,
              BalancerParameters::statuses),
          WorkerParameter.of(
              "failontimeout",
              "On|Off",
              "Off",
              "Whether a member that does not answer in time is put in error.",
              BalancerSettings.FAIL_ON_TIMEOUT,
              Flags::parse),
          WorkerParameter.of(
              "forcerecovery",
              "On|Off",
              "On",
              "When all members are in error: On tries all of them again at once, Off waits for the"
                  + " `retry` of each.",
              BalancerSettings.FORCE_RECOVERY,
              Flags::parse),
          WorkerParameter.of(
              "nonce",
              "text|None",
              "a random one",
              "The token without which the balancer manager changes nothing. `None` asks for none.",
              BalancerSettings.NONCE,
              BalancerParameters::nonce),
          WorkerParameter.of(
              "growth",
              "number, 1 to 100",
              "`BalancerGrowth`",
              "How many members the balancer manager may add.",
              BalancerSettings.GROWTH,
              BalancerParameters::growth),
          WorkerParameter.of(
              "retryon",
              "stale,502,503,504",
              "none",
              "Sends a request that may be repeated (RFC 9110 §9.2.2) to another member when the"
                  + " connection broke before the first byte of an answer (`stale`) or a response"
                  + " has one of these statuses. Not known to httpd.",
              BalancerSettings.RETRY_ON,
              BalancerParameters::retryCauses),
          WorkerParameter.of(
              "retrybudget",
              "percent, 1 to 100",
              SettingText.of(BalancerSettings.RETRY_BUDGET.defaultValue()),
              "How many such retries there may be in proportion to the requests, so that they do not"
                  + " bury backends that are in trouble. Not known to httpd.",
              BalancerSettings.RETRY_BUDGET,
              BalancerParameters::budget));

  private BalancerParameters() {}

  /** All parameters, in the order of the reference page. */
  static List<WorkerParameter> all() {
    return ALL;
  }

  private static Method method(String text) throws InvalidDirectiveException {
    for (Method method : Method.values()) {
      if (method.label().equalsIgnoreCase(text)) {
        return method;
      }
    }
    String allowed =
        Arrays.stream(Method.values()).map(Method::label).collect(Collectors.joining(", "));
    throw new InvalidDirectiveException(
        (text.equalsIgnoreCase("heartbeat")
                ? "'heartbeat' needs backends that announce their load and is not supported"
                : "'" + text + "' is not known")
            + "; allowed are "
            + allowed);
  }

  private static Optional<StickyName> sticky(String text) throws InvalidDirectiveException {
    int bar = text.indexOf('|');
    String cookie = bar < 0 ? text : text.substring(0, bar);
    String parameter = bar < 0 ? text : text.substring(bar + 1);
    if (!isName(cookie) || !isName(parameter)) {
      throw new InvalidDirectiveException(
          "'" + text + "' is not a name, or cookie|parameter, of at most 63 characters each");
    }
    return Optional.of(new StickyName(cookie, parameter));
  }

  private static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && FieldSyntax.isToken(text);
  }

  private static Optional<Character> separator(String text) throws InvalidDirectiveException {
    if (text.equalsIgnoreCase("off")) {
      return Optional.empty();
    }
    if (text.length() != 1) {
      throw new InvalidDirectiveException("'" + text + "' is neither one character nor Off");
    }
    return Optional.of(text.charAt(0));
  }

  private static Set<Integer> statuses(String text) throws InvalidDirectiveException {
    Set<Integer> statuses = new HashSet<>();
    for (String word : text.split(",", -1)) {
      boolean number = word.length() == 3 && word.chars().allMatch(c -> c >= '0' && c <= '9');
      int status = number ? Integer.parseInt(word) : 0;
      if (status < 100 || status > 599) {
        throw new InvalidDirectiveException(
            "'" + word + "' is not a status; allowed is a list of 100 to 599, as 502,503");
      }
      statuses.add(status);
    }
    return Set.copyOf(statuses);
  }

  private static Optional<String> nonce(String text) throws InvalidDirectiveException {
    if (text.isEmpty() || !FieldSyntax.isToken(text)) {
      throw new InvalidDirectiveException("'" + text + "' is neither a token nor None");
    }
    return Optional.of(text.equalsIgnoreCase("none") ? "None" : text);
  }

  private static int growth(String text) throws InvalidDirectiveException {
    return between(text, LARGEST_GROWTH);
  }

  private static int budget(String text) throws InvalidDirectiveException {
    return between(text, WHOLE_BUDGET);
  }

  private static int between(String text, int largest) throws InvalidDirectiveException {
    int number = (int) Numbers.parse(text, largest);
    if (number == 0) {
      throw new InvalidDirectiveException("'0' is too small; allowed are 1 to " + largest);
    }
    return number;
  }

  private static Set<RetryCause> retryCauses(String text) throws InvalidDirectiveException {
    Set<RetryCause> causes = EnumSet.noneOf(RetryCause.class);
    for (String word : text.split(",", -1)) {
      causes.add(
          switch (Ascii.lower(word)) {
            case "stale" -> RetryCause.STALE;
            case "502" -> RetryCause.STATUS_502;
            case "503" -> RetryCause.STATUS_503;
            case "504" -> RetryCause.STATUS_504;
            default ->
                throw new InvalidDirectiveException(
                    "'" + word + "' is not known; allowed is a list of stale, 502, 503 and 504");
          });
    }
    return Set.copyOf(causes);
  }
}
