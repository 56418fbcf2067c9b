package org.proxypass.expression;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands in {@code %{…}}: a variable, or a function and its argument. */
final class Lookups {
  private interface Field {
    @Nullable String of(ExpressionContext context, String name);
  }

  private Lookups() {}

  /**
   * Compiles the inside of {@code %{…}}.
   *
   * @throws ExpressionSyntaxException for an unknown variable or function
   */
  static Template.Part variable(String inside) throws ExpressionSyntaxException {
    int colon = inside.indexOf(':');
    if (colon > 0) {
      Template argument = new Template(inside, Template.parts(inside.substring(colon + 1)));
      return function(inside.substring(0, colon), argument);
    }
    String name = inside.toUpperCase(Locale.ROOT);
    if (!ServerVariables.NAMES.contains(name) && !name.startsWith("SSL_")) {
      throw new ExpressionSyntaxException("unknown variable '" + inside + "'");
    }
    return run -> orEmpty(run.context().variable(name));
  }

  /** Compiles {@code name(argument)}. */
  static Template.Part function(String name, Template argument) throws ExpressionSyntaxException {
    Field field = field(name.toLowerCase(Locale.ROOT));
    if (field != null) {
      return run -> orEmpty(field.of(run.context(), argument.expand(run)));
    }
    TextFunctions.TextFunction function = TextFunctions.find(name.toLowerCase(Locale.ROOT));
    if (function == null) {
      throw new ExpressionSyntaxException(
          "unknown function '" + name + "'; known are " + functionNames());
    }
    return run -> function.apply(argument.expand(run));
  }

  /** Compiles {@code hc(argument)}: the checked body; mod_proxy_hcheck knows nothing else. */
  static Template.Part checked(Template argument) {
    return run ->
        argument.expand(run).equalsIgnoreCase("body") ? orEmpty(run.context().checkedBody()) : "";
  }

  private static List<String> functionNames() {
    return List.of(
        "req",
        "http",
        "req_novary",
        "resp",
        "reqenv",
        "note",
        "env",
        "osenv",
        "tolower",
        "toupper",
        "escape",
        "unescape",
        "base64",
        "unbase64",
        "md5",
        "sha1");
  }

  private static @Nullable Field field(String name) {
    return switch (name) {
      case "req", "http", "req_novary" -> ExpressionContext::requestField;
      case "resp" -> ExpressionContext::responseField;
      case "reqenv" -> ExpressionContext::environment;
      case "note" -> ExpressionContext::note;
      case "osenv" -> (context, variable) -> System.getenv(variable);
      case "env" ->
          (context, variable) -> {
            String own = context.environment(variable);
            return own == null ? System.getenv(variable) : own;
          };
      default -> null;
    };
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
