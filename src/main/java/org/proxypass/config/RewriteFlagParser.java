package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proxypass.expression.BackreferenceEscape;
import org.proxypass.expression.ExpressionSyntaxException;
import org.proxypass.expression.RuleTemplate;

/** Reads {@code [P,QSA,E=name:value]} behind a RewriteRule. One instance reads one rule. */
final class RewriteFlagParser {
  // mod_rewrite's REWRITE_MAX_ROUNDS.
  private static final int DEFAULT_ROUNDS = 10_000;

  private final RuleTemplate.MapLookup maps;
  private final List<RewriteFlags.EnvironmentChange> environment = new ArrayList<>();
  private RewriteFlags.Effect effect = RewriteFlags.Effect.REWRITE;
  private int status;
  private boolean ignoreCase;
  private boolean last;
  private boolean passThrough;
  private boolean chained;
  private boolean appendsQuery;
  private boolean dropsQuery;
  private boolean lastQuestionMark;
  private boolean keepsEscapes;
  private boolean allowsForeignQuery;
  private boolean escapesReferences;
  private boolean plusForSpace = true;
  private String escapedCharacters = "";
  private int skips;
  private int rounds;

  RewriteFlagParser(RuleTemplate.MapLookup maps) {
    this.maps = maps;
  }

  /** Whether the pattern is to ignore letter case (NC). */
  boolean ignoresCase() {
    return ignoreCase;
  }

  /** Reads {@code text}, brackets included. */
  RewriteFlags parse(String text) throws InvalidDirectiveException {
    for (String flag : split(text)) {
      int equals = flag.indexOf('=');
      String name = equals < 0 ? flag : flag.substring(0, equals);
      take(name.toLowerCase(Locale.ROOT), equals < 0 ? "" : flag.substring(equals + 1), flag);
    }
    return flags();
  }

  /** The flags so far. */
  RewriteFlags flags() {
    Optional<BackreferenceEscape> escape =
        escapesReferences
            ? Optional.of(
                new BackreferenceEscape(
                    escapedCharacters.isEmpty() ? null : escapedCharacters, plusForSpace))
            : Optional.empty();
    return new RewriteFlags(
        effect,
        status,
        last || effect == RewriteFlags.Effect.PROXY,
        passThrough,
        chained,
        appendsQuery,
        dropsQuery,
        lastQuestionMark,
        keepsEscapes,
        allowsForeignQuery,
        escape,
        skips,
        rounds,
        environment);
  }

  /** The flags of {@code [a,b]}; also those of a RewriteCond. */
  static List<String> split(String text) throws InvalidDirectiveException {
    if (!text.startsWith("[") || !text.endsWith("]") || text.length() < 2) {
      throw new InvalidDirectiveException("flags must stand in brackets, like [P,QSA]: " + text);
    }
    List<String> flags = new ArrayList<>();
    for (String flag : text.substring(1, text.length() - 1).split(",", -1)) {
      if (!flag.isBlank()) {
        flags.add(flag.strip());
      }
    }
    return flags;
  }

  private void take(String name, String value, String flag) throws InvalidDirectiveException {
    switch (name) {
      case "p", "proxy" -> effect = RewriteFlags.Effect.PROXY;
      case "r", "redirect" -> redirect(value);
      case "f", "forbidden" -> answer(403);
      case "g", "gone" -> answer(410);
      case "l", "last", "end" -> last = true;
      case "pt", "passthrough" -> passThrough = true;
      case "c", "chain" -> chained = true;
      case "qsa", "qsappend" -> appendsQuery = true;
      case "qsd", "qsdiscard" -> dropsQuery = true;
      case "qsl", "qslast" -> lastQuestionMark = true;
      case "ne", "noescape" -> keepsEscapes = true;
      case "nc", "nocase" -> ignoreCase = true;
      case "unsafeallow3f" -> allowsForeignQuery = true;
      case "b" -> {
        escapesReferences = true;
        escapedCharacters = value;
      }
      case "bnp", "backrefnoplus" -> plusForSpace = false;
      case "s", "skip" -> skips = number(value, 1, flag);
      case "n", "next" -> rounds = value.isEmpty() ? DEFAULT_ROUNDS : number(value, 1, flag);
      case "e", "env" -> environment.add(change(value));
      default ->
          throw new InvalidDirectiveException(
              "flag '"
                  + flag
                  + "' is not supported; known are P R F G L END PT C QSA QSD QSL NE NC B BNP S N E"
                  + " UnsafeAllow3F");
    }
  }

  private void answer(int code) {
    effect = RewriteFlags.Effect.ANSWER;
    status = code;
    last = true;
  }

  private void redirect(String value) throws InvalidDirectiveException {
    int code = StatusWords.parse(value.isEmpty() ? "temp" : value);
    if (code >= 400) {
      answer(code);
    } else {
      effect = RewriteFlags.Effect.REDIRECT;
      status = code;
    }
  }

  private RewriteFlags.EnvironmentChange change(String value) throws InvalidDirectiveException {
    if (value.startsWith("!")) {
      return new RewriteFlags.EnvironmentChange(value.substring(1), Optional.empty());
    }
    int colon = value.indexOf(':');
    String name = colon < 0 ? value : value.substring(0, colon);
    if (name.isEmpty()) {
      throw new InvalidDirectiveException("flag E needs a name, like E=name:value");
    }
    String text = colon < 0 ? "" : value.substring(colon + 1);
    try {
      return new RewriteFlags.EnvironmentChange(
          name, Optional.of(RuleTemplate.compile(text, maps)));
    } catch (ExpressionSyntaxException e) {
      throw new InvalidDirectiveException(String.valueOf(e.getMessage()));
    }
  }

  private static int number(String value, int least, String flag) throws InvalidDirectiveException {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= 1_000_000) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new InvalidDirectiveException("flag '" + flag + "' needs a positive number");
  }
}
