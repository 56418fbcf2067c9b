package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proxypass.config.EnvironmentRule.Assignment;
import org.proxypass.config.EnvironmentRule.Attribute;
import org.proxypass.config.EnvironmentRule.Property;
import org.proxypass.expression.Substitution;
import org.proxypass.http.Ascii;
import org.proxypass.http.Utf8Bytes;

/** Reads the arguments of SetEnvIf and its relatives (mod_setenvif.c). */
final class EnvironmentRuleParser {
  private final Invocation call;

  EnvironmentRuleParser(Invocation call) {
    this.call = call;
  }

  /** {@code attribute regex [!]NAME[=value] …}. */
  void setEnvIf(boolean ignoreCase) throws InvalidDirectiveException {
    add(
        new EnvironmentRule.Matching(
            attribute(call.word(0), ignoreCase),
            RegularExpressions.parse(Utf8Bytes.of(call.word(1)), ignoreCase),
            assignments(2)));
  }

  /** {@code regex [!]NAME[=value] …}. */
  void browserMatch(boolean ignoreCase) throws InvalidDirectiveException {
    add(
        new EnvironmentRule.Matching(
            new EnvironmentRule.Named("User-Agent"),
            RegularExpressions.parse(Utf8Bytes.of(call.word(0)), ignoreCase),
            assignments(1)));
  }

  /** {@code condition [!]NAME[=value] …}. */
  void setEnvIfExpr() throws InvalidDirectiveException {
    add(
        new EnvironmentRule.Holding(
            Expressions.condition(Utf8Bytes.of(call.word(0))), assignments(1)));
  }

  private void add(EnvironmentRule rule) {
    Context context = call.scope().context();
    boolean outside = context == Context.SERVER || context == Context.VIRTUAL_HOST;
    call.scope()
        .append(
            outside ? EnvironmentSettings.BEFORE_MAPPING : EnvironmentSettings.BEHIND_MAPPING,
            rule);
  }

  private static Attribute attribute(String name, boolean ignoreCase)
      throws InvalidDirectiveException {
    if (name.startsWith("OID(")) {
      throw new InvalidDirectiveException("an OID of the client's certificate is not supported");
    }
    return switch (Ascii.lower(name)) {
      case "remote_addr" -> Property.REMOTE_ADDR;
      case "remote_host" -> Property.REMOTE_HOST;
      case "server_addr" -> Property.SERVER_ADDR;
      case "request_method" -> Property.REQUEST_METHOD;
      case "request_protocol" -> Property.REQUEST_PROTOCOL;
      case "request_uri" -> Property.REQUEST_URI;
      default ->
          isPlainName(name)
              ? new EnvironmentRule.Named(name)
              : new EnvironmentRule.NamesMatching(RegularExpressions.parse(name, ignoreCase));
    };
  }

  /** Anything but letters, digits, minus and underscore makes it a regular expression. */
  private static boolean isPlainName(String name) {
    return name.chars()
        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
  }

  private List<Assignment> assignments(int from) throws InvalidDirectiveException {
    List<Assignment> assignments = new ArrayList<>();
    for (String word : call.words().subList(from, call.words().size())) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = equals < 0 ? "" : Utf8Bytes.of(word.substring(equals + 1));
      boolean removes = value.isEmpty() && name.startsWith("!");
      if (name.isEmpty() || name.equals("!")) {
        throw new InvalidDirectiveException("'" + word + "' lacks the name of the variable");
      }
      assignments.add(
          removes
              ? new Assignment(name.substring(1), Optional.empty())
              // "NAME=" sets 1, as in httpd.
              : new Assignment(name, Optional.of(new Substitution(value.isEmpty() ? "1" : value))));
    }
    return assignments;
  }
}
