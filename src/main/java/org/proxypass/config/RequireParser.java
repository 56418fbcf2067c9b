package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.proxypass.access.AccessRule;
import org.proxypass.http.AddressRange;
import org.proxypass.http.Ascii;
import org.proxypass.http.Utf8Bytes;

/** Reads the arguments of Require (mod_authz_core, mod_authz_host). */
final class RequireParser {
  private static final String KINDS = "all, ip, local, host, forward-dns, env, method and expr";

  /** What httpd's authorization modules for people add. */
  private static final Set<String> OF_USERS =
      Set.of(
          "valid-user",
          "user",
          "group",
          "dbm-group",
          "dbm-file-group",
          "dbd-group",
          "dbd-login",
          "dbd-logout",
          "file-owner",
          "file-group",
          "ldap-user",
          "ldap-group",
          "ldap-dn",
          "ldap-attribute",
          "ldap-filter",
          "ldap-search",
          "ssl-verify-client",
          "session");

  private RequireParser() {}

  /**
   * Reads one line.
   *
   * @param words the line's words, at least one
   * @param line the line as written, of which an expression may be the rest
   */
  static AccessRule parse(List<String> words, String line) throws InvalidDirectiveException {
    boolean negated = words.get(0).equalsIgnoreCase("not");
    int kindAt = negated ? 1 : 0;
    if (words.size() == kindAt) {
      throw new InvalidDirectiveException("needs one of " + KINDS + " behind not");
    }
    String kind = Ascii.lower(words.get(kindAt));
    List<String> written = words.subList(kindAt + 1, words.size());
    AccessRule rule =
        kind.equals("expr")
            ? new AccessRule.Holding(
                Expressions.condition(
                    Utf8Bytes.of(expression(behind(line, kindAt + 1), Comments.cut(written)))))
            : rule(kind, Comments.cut(written));
    return negated ? new AccessRule.Not(rule) : rule;
  }

  private static AccessRule rule(String kind, List<String> arguments)
      throws InvalidDirectiveException {
    if (kind.equals("local")) {
      if (!arguments.isEmpty()) {
        throw new InvalidDirectiveException("local takes no arguments");
      }
      return new AccessRule.OnThisMachine();
    }
    if (OF_USERS.contains(kind)) {
      throw new InvalidDirectiveException(
          "'"
              + kind
              + "' needs to know who the client is, and signing on is the matter of the servlet"
              + " container or of a filter of yours; allowed are "
              + KINDS);
    }
    if (arguments.isEmpty() && KINDS.contains(kind)) {
      throw new InvalidDirectiveException(kind + " needs an argument");
    }
    return switch (kind) {
      case "all" -> everybody(arguments);
      case "ip" -> inNetwork(arguments);
      case "host" -> new AccessRule.NamedLike(Expressions.template(String.join(" ", arguments)));
      case "forward-dns" ->
          new AccessRule.ResolvedFrom(Expressions.template(String.join(" ", arguments)));
      case "env" -> new AccessRule.WithVariable(arguments);
      case "method" -> withMethod(arguments);
      default ->
          throw new InvalidDirectiveException("'" + kind + "' is not known; allowed are " + KINDS);
    };
  }

  private static AccessRule everybody(List<String> arguments) throws InvalidDirectiveException {
    String word = arguments.size() == 1 ? Ascii.lower(arguments.get(0)) : "";
    if (!word.equals("granted") && !word.equals("denied")) {
      throw new InvalidDirectiveException("takes all granted or all denied");
    }
    return new AccessRule.Everybody(word.equals("granted"));
  }

  private static AccessRule inNetwork(List<String> arguments) throws InvalidDirectiveException {
    List<AddressRange> ranges = new ArrayList<>();
    for (String argument : arguments) {
      ranges.add(AddressRanges.parse(argument));
    }
    return new AccessRule.InNetwork(ranges);
  }

  private static AccessRule withMethod(List<String> arguments) throws InvalidDirectiveException {
    for (String method : arguments) {
      if (!method.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '-' || c == '_')) {
        throw new InvalidDirectiveException(
            "'" + method + "' is no method; methods are written in capital letters");
      }
    }
    return new AccessRule.WithMethod(arguments);
  }

  /** An expression is the rest of the line, or one quoted word behind which a comment may stand. */
  private static String expression(String rest, List<String> words) {
    boolean quoted = rest.startsWith("\"") || rest.startsWith("'");
    return quoted && words.size() == 1 ? words.get(0) : rest;
  }

  /** What stands behind the first {@code count} words of {@code line}. */
  private static String behind(String line, int count) {
    int position = Words.skipSpace(line, 0);
    for (int i = 0; i < count; i++) {
      while (position < line.length() && !Words.isSpace(line.charAt(position))) {
        position++;
      }
      position = Words.skipSpace(line, position);
    }
    return line.substring(position);
  }
}
