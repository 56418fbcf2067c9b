package org.proxypass.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proxypass.expression.Regex;
import org.proxypass.http.Ascii;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Utf8Bytes;

/** Reads the arguments of RequestHeader and Header (mod_headers.c, header_inout_cmd). */
final class HeaderRuleParser {
  /** What RFC 9112 §6 delimits messages with: a rule would let two servers see two messages. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  /** Taken out of every request behind the rules (RFC 9110 §7.6.1). */
  private static final Set<String> REQUEST_HOPS =
      Set.of("keep-alive", "proxy-connection", "te", "trailer", "upgrade");

  private final Invocation call;
  private final Deque<String> words;
  private boolean early;

  HeaderRuleParser(Invocation call) {
    this.call = call;
    this.words = new ArrayDeque<>(call.words());
  }

  /** {@code RequestHeader action name …}. */
  void requestHeader() throws InvalidDirectiveException {
    HeaderAction action = action();
    if (action == HeaderAction.ECHO || action == HeaderAction.NOTE) {
      throw new InvalidDirectiveException("'" + action.word() + "' is an action of Header only");
    }
    String name = fieldName();
    checkRequestField(action, name);
    HeaderRule rule = rule(action, name);
    requireEnd();
    call.scope().append(early ? HeaderSettings.REQUEST_EARLY : HeaderSettings.REQUEST, rule);
  }

  /** {@code Header [onsuccess|always] action name …}. */
  void header() throws InvalidDirectiveException {
    boolean always = call.word(0).equalsIgnoreCase("always");
    if (always || call.word(0).equalsIgnoreCase("onsuccess")) {
      words.poll();
    }
    HeaderAction action = action();
    String name = action == HeaderAction.ECHO ? required("a name") : fieldName();
    checkResponseField(action, name);
    HeaderRule rule = rule(action, name);
    requireEnd();
    if (early && !always) {
      throw new InvalidDirectiveException(
          "'early' would be overwritten by the response; write always before the action");
    }
    call.scope()
        .append(
            early
                ? HeaderSettings.RESPONSE_EARLY
                : always ? HeaderSettings.RESPONSE_ALWAYS : HeaderSettings.RESPONSE,
            rule);
  }

  private HeaderRule rule(HeaderAction action, String name) throws InvalidDirectiveException {
    Optional<Regex> regex = Optional.empty();
    FieldValue value = FieldValue.EMPTY;
    switch (action) {
      case UNSET -> {}
      case ECHO -> regex = Optional.of(RegularExpressions.parse(name));
      case EDIT, EDIT_ALL -> {
        regex = Optional.of(RegularExpressions.parse(Utf8Bytes.of(required("a pattern"))));
        value = FieldFormat.parse(required("a replacement"));
      }
      default -> value = FieldFormat.parse(required("a value"));
    }
    return new HeaderRule(action, name, regex, value, condition());
  }

  private HeaderAction action() throws InvalidDirectiveException {
    String word = required("an action");
    for (HeaderAction action : HeaderAction.values()) {
      if (action.word().equalsIgnoreCase(word)) {
        return action;
      }
    }
    throw new InvalidDirectiveException(
        "'"
            + word
            + "' is not an action; known are set append add merge setifempty unset edit edit*"
            + " echo note");
  }

  private String fieldName() throws InvalidDirectiveException {
    String word = required("a name");
    // httpd takes a name that is written with its colon.
    int colon = word.indexOf(':');
    String name = colon < 0 ? word : word.substring(0, colon);
    if (!FieldSyntax.isToken(name)) {
      throw new InvalidDirectiveException("'" + word + "' is not the name of a field");
    }
    return name;
  }

  private RuleCondition condition() throws InvalidDirectiveException {
    String clause = words.peek();
    if (clause == null) {
      return RuleCondition.UNCONDITIONAL;
    }
    words.poll();
    if (clause.equalsIgnoreCase("early")) {
      early = true;
      return RuleCondition.UNCONDITIONAL;
    }
    return RuleConditions.parse(clause, "early, env=[!]NAME and expr=…");
  }

  private void requireEnd() throws InvalidDirectiveException {
    Context context = call.scope().context();
    if (early && context != Context.SERVER && context != Context.VIRTUAL_HOST) {
      throw new InvalidDirectiveException(
          "'early' comes before any section is known; allowed outside of sections only");
    }
    if (!words.isEmpty()) {
      throw new InvalidDirectiveException("'" + words.peek() + "' is an argument too many");
    }
  }

  private String required(String what) throws InvalidDirectiveException {
    @Nullable String word = words.poll();
    if (word == null) {
      throw new InvalidDirectiveException("lacks " + what);
    }
    return word;
  }

  private void checkRequestField(HeaderAction action, String name)
      throws InvalidDirectiveException {
    String lower = Ascii.lower(name);
    if (FRAMING.contains(lower)) {
      throw new InvalidDirectiveException(name + " says where the message ends and is made anew");
    }
    if (action != HeaderAction.UNSET && REQUEST_HOPS.contains(lower)) {
      throw new InvalidDirectiveException(
          name + " belongs to one connection and is never forwarded; only unset is allowed");
    }
  }

  private static void checkResponseField(HeaderAction action, String name)
      throws InvalidDirectiveException {
    boolean reads = action == HeaderAction.ECHO || action == HeaderAction.NOTE;
    String lower = Ascii.lower(name);
    boolean length = lower.equals("content-length") && action == HeaderAction.UNSET;
    if (!reads && !length && FRAMING.contains(lower)) {
      throw new InvalidDirectiveException(name + " says where the message ends and is made anew");
    }
  }
}
