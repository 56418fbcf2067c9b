package org.proxypass.rewrite;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proxypass.config.HeaderAction;
import org.proxypass.config.HeaderRule;
import org.proxypass.config.RuleCondition;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.expression.Substitution;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Fields;
import org.proxypass.http.HopByHop;

/** Applies the rules of RequestHeader or Header to one header section (mod_headers.c). */
final class HeaderEditor {

  /** A value that would change the message around its field (RFC 9110 §5.5). */
  static final class UnsafeValueException extends Exception {
    UnsafeValueException(String name) {
      super("the value for " + name + " has a control character", null, false, false);
    }
  }

  private final ExchangeExpressions context;
  private final Fields fields;
  private final boolean linesAreOne;

  private HeaderEditor(ExchangeExpressions context, Fields fields, boolean linesAreOne) {
    this.context = context;
    this.fields = fields;
    this.linesAreOne = linesAreOne;
  }

  /** Works on a request, whose equal lines are one list before any rule sees them. */
  static HeaderEditor ofRequest(ExchangeExpressions context, Fields fields) {
    return new HeaderEditor(context, fields, true);
  }

  /** Works on a response, whose equal lines stay apart. */
  static HeaderEditor ofResponse(ExchangeExpressions context, Fields fields) {
    return new HeaderEditor(context, fields, false);
  }

  /**
   * Applies {@code rules} in order.
   *
   * @throws UnsafeValueException by the first rule whose value may not be sent; those before it are
   *     applied
   */
  void apply(List<HeaderRule> rules) throws UnsafeValueException {
    for (HeaderRule rule : rules) {
      apply(rule);
    }
  }

  /** Applies one rule. */
  void apply(HeaderRule rule) throws UnsafeValueException {
    if (!holds(rule.condition())) {
      return;
    }
    String name = rule.name();
    if (linesAreOne && rule.action() != HeaderAction.UNSET) {
      join(name);
    }
    switch (rule.action()) {
      case SET -> fields.set(name, value(rule));
      case ADD -> fields.add(name, value(rule));
      case APPEND -> append(name, value(rule));
      case MERGE -> merge(name, value(rule));
      case SET_IF_EMPTY -> {
        if (!fields.contains(name)) {
          fields.add(name, value(rule));
        }
      }
      case UNSET -> fields.remove(name);
      case EDIT, EDIT_ALL -> edit(rule);
      case ECHO -> echo(rule.regex().orElseThrow().pattern());
      case NOTE -> context.exchange().setNote(value(rule), fields.first(name));
    }
  }

  private boolean holds(RuleCondition condition) {
    if (condition instanceof RuleCondition.Variable variable) {
      return (context.exchange().variable(variable.name()) != null) == variable.set();
    }
    return !(condition instanceof RuleCondition.Holds expression)
        || expression.condition().test(context);
  }

  private String value(HeaderRule rule) throws UnsafeValueException {
    return safe(rule, FieldValues.of(rule.value(), context));
  }

  private static String safe(HeaderRule rule, String value) throws UnsafeValueException {
    if (!FieldSyntax.isValidValue(value)) {
      throw new UnsafeValueException(rule.name());
    }
    return value;
  }

  private void join(String name) {
    int first = fields.indexOf(name, 0);
    String joined = first < 0 ? null : fields.joined(name);
    if (joined != null && fields.indexOf(name, first + 1) >= 0) {
      fields.set(name, joined);
    }
  }

  /** To the first line, if there are several. */
  private void append(String name, String value) {
    int first = fields.indexOf(name, 0);
    if (first < 0) {
      fields.add(name, value);
    } else {
      fields.setValue(first, fields.value(first) + ", " + value);
    }
  }

  private void merge(String name, String value) {
    String list = fields.first(name);
    if (list == null || !isElement(list, value)) {
      append(name, value);
    }
  }

  /** Whether {@code value} is an element as it is written: letter case and quotes count. */
  private static boolean isElement(String list, String value) {
    int position = 0;
    while (position < list.length()) {
      while (position < list.length() && list.charAt(position) == ' ') {
        position++;
      }
      int end = elementEnd(list, position);
      if (end - position == value.length() && list.startsWith(value, position)) {
        return true;
      }
      position = end + 1;
    }
    return false;
  }

  private static int elementEnd(String list, int from) {
    boolean quoted = false;
    for (int i = from; i < list.length(); i++) {
      char c = list.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i;
      }
    }
    return list.length();
  }

  private void edit(HeaderRule rule) throws UnsafeValueException {
    int index = fields.indexOf(rule.name(), 0);
    if (index < 0) {
      return;
    }
    Pattern pattern = rule.regex().orElseThrow().pattern();
    // Specifiers first, then $n: httpd does it in this order.
    Substitution replacement = new Substitution(FieldValues.of(rule.value(), context));
    boolean all = rule.action() == HeaderAction.EDIT_ALL;
    for (; index >= 0; index = fields.indexOf(rule.name(), index + 1)) {
      String edited = replace(pattern, replacement, fields.value(index), all);
      fields.setValue(index, safe(rule, edited));
    }
  }

  private static String replace(
      Pattern pattern, Substitution replacement, String value, boolean all) {
    Matcher match = pattern.matcher(value);
    if (!match.find()) {
      return value;
    }
    StringBuilder edited = new StringBuilder(value.length() + 32);
    int copied = 0;
    do {
      edited.append(value, copied, match.start()).append(replacement.expand(match));
      copied = match.end();
    } while (all && match.find());
    return edited.append(value, copied, value.length()).toString();
  }

  private void echo(Pattern names) {
    // The length of the request must not become that of the response (RFC 9112 §6).
    Fields request = new Fields(context.requestFields());
    HopByHop.removeFromRequest(request);
    for (int i = 0; i < request.size(); i++) {
      if (names.matcher(request.name(i)).find()) {
        fields.add(request.name(i), request.value(i));
      }
    }
  }
}
