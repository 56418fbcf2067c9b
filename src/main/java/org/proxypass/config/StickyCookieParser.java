package org.proxypass.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.proxypass.config.BalancerSettings.StickyCookie;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldSyntax;

/** Reads one ProxySticky. One instance reads one line. */
final class StickyCookieParser {
  private String path = "/";
  private boolean httpOnly = true;
  private Optional<Boolean> secure = Optional.empty();
  private Optional<String> sameSite = Optional.of("Lax");
  private Optional<Duration> maxAge = Optional.empty();

  private StickyCookieParser() {}

  /** The cookie that {@code words}, a name and attributes, describe. */
  static StickyCookie parse(List<String> words) throws InvalidDirectiveException {
    String name = words.get(0);
    if (!FieldSyntax.isToken(name)) {
      throw new InvalidDirectiveException("'" + name + "' is not the name of a cookie");
    }
    StickyCookieParser parser = new StickyCookieParser();
    for (String word : words.subList(1, words.size())) {
      parser.attribute(word);
    }
    return parser.cookie(name);
  }

  private StickyCookie cookie(String name) throws InvalidDirectiveException {
    if (sameSite.equals(Optional.of("None")) && !secure.orElse(false)) {
      throw new InvalidDirectiveException("samesite=None needs secure=on; browsers drop it else");
    }
    if (name.startsWith("__Secure-") || name.startsWith("__Host-")) {
      boolean fits = secure.orElse(false) && (!name.startsWith("__Host-") || path.equals("/"));
      if (!fits) {
        throw new InvalidDirectiveException(
            "'" + name + "' needs secure=on, and __Host- path=/ too; browsers drop it else");
      }
    }
    return new StickyCookie(name, path, httpOnly, secure, sameSite, maxAge);
  }

  private void attribute(String word) throws InvalidDirectiveException {
    int equals = word.indexOf('=');
    String value = word.substring(equals + 1);
    switch (equals < 1 ? "" : Ascii.lower(word.substring(0, equals))) {
      case "httponly" -> httpOnly = Flags.parse(value);
      case "secure" ->
          secure =
              value.equalsIgnoreCase("auto") ? Optional.empty() : Optional.of(Flags.parse(value));
      case "samesite" -> sameSite = sameSite(value);
      case "path" -> path = path(value);
      case "maxage" -> maxAge = Optional.of(Times.parse(value, "s", Duration.ofSeconds(1)));
      default ->
          throw new InvalidDirectiveException(
              "'"
                  + word
                  + "' is not known; allowed are httponly=, secure=, samesite=, path= and maxage=");
    }
  }

  private static Optional<String> sameSite(String value) throws InvalidDirectiveException {
    return switch (Ascii.lower(value)) {
      case "lax" -> Optional.of("Lax");
      case "strict" -> Optional.of("Strict");
      case "none" -> Optional.of("None");
      case "off" -> Optional.empty();
      default ->
          throw new InvalidDirectiveException(
              "'samesite=" + value + "' is not known; allowed are Lax, Strict, None and Off");
    };
  }

  /** RFC 6265 §4.1.1: no control character and no semicolon. */
  private static String path(String value) throws InvalidDirectiveException {
    boolean valid = value.startsWith("/") && value.chars().allMatch(StickyCookieParser::isPath);
    if (!valid) {
      throw new InvalidDirectiveException("'path=" + value + "' is not a path of a cookie");
    }
    return value;
  }

  private static boolean isPath(int c) {
    return c > ' ' && c < 0x7f && c != ';';
  }
}
