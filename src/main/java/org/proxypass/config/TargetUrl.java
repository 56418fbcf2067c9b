package org.proxypass.config;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proxypass.expression.Regex;
import org.proxypass.http.Ascii;
import org.proxypass.http.Authority;
import org.proxypass.http.BackendUrl;

/**
 * The URL of a ProxyPass, checked, and what is known of its worker at load time.
 *
 * @param worker where connections go; empty when the client's path decides about host or port
 * @param substituted whether the URL holds a backreference
 * @param warning what is odd about it
 */
record TargetUrl(Optional<BackendUrl> worker, boolean substituted, Optional<String> warning) {
  private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss", "balancer");

  private static final String OPEN_HOST =
      "the client's path decides about the backend's host or port; make sure that the expression"
          + " allows only hosts you mean";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  private static final Pattern BACKREFERENCE = Pattern.compile("\\$\\d");

  /** Checks a URL in which nothing is replaced. */
  static BackendUrl plain(String target) throws InvalidDirectiveException {
    checkForm(target);
    try {
      BackendUrl url = BackendUrl.parse(target);
      if (url.isBalancer() && url.port() != 0) {
        throw new InvalidDirectiveException(
            "'" + target + "' names a port, which a balancer has not");
      }
      return url;
    } catch (IllegalArgumentException invalid) {
      throw new InvalidDirectiveException(String.valueOf(invalid.getMessage()));
    }
  }

  /**
   * Checks a URL in which variables are replaced per request.
   *
   * @return what no variable can change: scheme, host and port, and the path up to the first; empty
   *     when one stands before the path
   */
  static Optional<BackendUrl> beforeVariables(String target) throws InvalidDirectiveException {
    checkForm(target);
    int variable = target.indexOf("${");
    int scheme = target.indexOf("://");
    int path = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
    if (path >= 0 && path < variable) {
      String fixed = target.substring(0, target.lastIndexOf('/', variable) + 1);
      // Whether a $n in front can change the host is for the check of the expression to say.
      String sample = BACKREFERENCE.matcher(fixed).replaceAll("");
      return Optional.of(
          plain(isValid(sample) ? sample : BACKREFERENCE.matcher(fixed).replaceAll("1")));
    }
    if (!isValid(VARIABLE.matcher(target).replaceAll("1"))
        && !isValid(VARIABLE.matcher(target).replaceAll(""))) {
      throw new InvalidDirectiveException(
          "'" + target + "' is not of the form http[s]://host[:port][/path]");
    }
    return Optional.empty();
  }

  /** Checks a URL in which {@code $0} to {@code $9} are replaced by what {@code regex} matched. */
  static TargetUrl ofExpression(String target, Regex regex) throws InvalidDirectiveException {
    checkForm(target);
    Matcher reference = BACKREFERENCE.matcher(target);
    if (!reference.find()) {
      return new TargetUrl(Optional.of(plain(target)), false, Optional.empty());
    }
    int first = reference.start();
    Optional<BackendUrl> worker = fixedPart(target, first, regex);
    if (worker.isEmpty()) {
      requireValid(target, reference);
    }
    return new TargetUrl(
        worker, true, worker.isPresent() ? missingGroup(target, regex) : Optional.of(OPEN_HOST));
  }

  /** What no match can change: scheme, host and port, and the path up to the reference. */
  private static Optional<BackendUrl> fixedPart(String target, int reference, Regex regex)
      throws InvalidDirectiveException {
    int authorityStart = target.indexOf("://") + 3;
    int pathStart = target.indexOf('/', authorityStart);
    if (pathStart >= 0 && pathStart < reference) {
      return Optional.of(plain(target.substring(0, target.lastIndexOf('/', reference) + 1)));
    }
    Authority authority =
        Authority.parse(target.substring(Math.min(authorityStart, reference), reference));
    boolean complete = authority != null && !authority.host().isEmpty();
    // http://host$1 with a group like (/.*): the authority ends before the reference.
    return complete && beginsWithSlash(regex.source(), target.charAt(reference + 1) - '0')
        ? Optional.of(plain(target.substring(0, reference)))
        : Optional.empty();
  }

  /** A reference may stand for a part of host or port, or stand behind a whole port. */
  private static void requireValid(String target, Matcher reference)
      throws InvalidDirectiveException {
    if (!isValid(reference.replaceAll("1")) && !isValid(reference.replaceAll(""))) {
      throw new InvalidDirectiveException(
          "'" + target + "' is not of the form http[s]://host[:port][/path]");
    }
  }

  private static boolean isValid(String target) {
    try {
      return !BackendUrl.parse(target).host().isEmpty();
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  private static Optional<String> missingGroup(String target, Regex regex) {
    int groups = regex.pattern().matcher("").groupCount();
    return BACKREFERENCE
        .matcher(target)
        .results()
        .map(result -> result.group())
        .filter(reference -> reference.charAt(1) - '0' > groups)
        .findFirst()
        .map(reference -> reference + " is always empty: the expression has " + groups + " groups");
  }

  /** Whether group {@code number} of {@code regex} can only match text that begins with a slash. */
  private static boolean beginsWithSlash(String regex, int number) {
    if (regex.indexOf('|') >= 0 || regex.contains("\\Q")) {
      return false; // beyond this look; the unsafe answer only costs a warning
    }
    int start = number == 0 ? (regex.startsWith("^") ? 1 : -1) : groupStart(regex, number);
    if (regex.startsWith("^") && start == 1 + Math.min(number, 1)) {
      return true; // from the beginning of the path, which is a slash
    }
    return start >= 0
        && regex.startsWith("/", start)
        && (start + 1 == regex.length() || "?*{".indexOf(regex.charAt(start + 1)) < 0);
  }

  /** Where the content of a capturing group begins, or -1 when that takes more than counting. */
  private static int groupStart(String regex, int number) {
    int group = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[' || regex.startsWith("(?", i)) {
        return -1;
      } else if (c == '(' && ++group == number) {
        return i + 1;
      }
    }
    return -1;
  }

  private static void checkForm(String target) throws InvalidDirectiveException {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        throw new InvalidDirectiveException(
            "'" + target + "' holds a space or control character, which a URL must not");
      }
      if (c == '?' || c == '#') {
        throw new InvalidDirectiveException(
            "'"
                + target
                + "' holds a "
                + (c == '?' ? "query" : "fragment")
                + "; allowed is scheme://host[:port][/path]");
      }
    }
    int colon = target.indexOf(':');
    String scheme = colon < 0 ? "" : Ascii.lower(target.substring(0, colon));
    // A scheme that is replaced per request is looked at by those who replace it.
    if (target.startsWith("://", Math.max(colon, 0)) && scheme.indexOf('$') < 0) {
      requireScheme(scheme);
    }
  }

  /** Checks {@code scheme}, which is lower case. */
  static void requireScheme(String scheme) throws InvalidDirectiveException {
    if (!SCHEMES.contains(scheme)) {
      throw new InvalidDirectiveException(
          "scheme '"
              + scheme
              + "' is not supported; allowed are http, https, ws, wss and balancer");
    }
  }
}
