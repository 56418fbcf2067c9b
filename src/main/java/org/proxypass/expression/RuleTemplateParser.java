package org.proxypass.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the source of a {@link RuleTemplate} (mod_rewrite.c, do_expand). */
final class RuleTemplateParser {
  // Known to rules alone: the URL as it is by now, and where local files lie.
  private static final Set<String> RULE_VARIABLES = Set.of("REQUEST_FILENAME", "DOCUMENT_ROOT");

  private final String source;
  private final RuleTemplate.MapLookup maps;
  private final List<RuleTemplate.Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  RuleTemplateParser(String source, RuleTemplate.MapLookup maps) {
    this.source = source;
    this.maps = maps;
  }

  List<RuleTemplate.Part> parse() throws ExpressionSyntaxException {
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      char next = i + 1 < source.length() ? source.charAt(i + 1) : 0;
      boolean reference = c == '$' || c == '%';
      if (c == '\\' && next != 0) {
        literal.append(next);
        i += 2;
      } else if (reference && next >= '0' && next <= '9') {
        add(group(c, next - '0'));
        i += 2;
      } else if (reference && next == '{') {
        int end = closingBrace(i + 2);
        String inside = source.substring(i + 2, end);
        add(c == '%' ? variable(inside) : map(inside));
        i = end + 1;
      } else {
        literal.append(c);
        i++;
      }
    }
    flush();
    return parts;
  }

  private void add(RuleTemplate.Part part) {
    flush();
    parts.add(part);
  }

  private void flush() {
    if (!literal.isEmpty()) {
      parts.add(new RuleTemplate.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static RuleTemplate.Part group(char kind, int number) {
    return kind == '$'
        ? out -> out.backreference(out.context().ruleGroup(number))
        : out -> out.backreference(out.context().conditionGroup(number));
  }

  private static RuleTemplate.Part variable(String inside) throws ExpressionSyntaxException {
    String name = inside.toUpperCase(Locale.ROOT);
    if (RULE_VARIABLES.contains(name)) {
      return out -> {
        String value = out.context().variable(name);
        out.foreign(value == null ? "" : value);
      };
    }
    Template.Part part = Lookups.variable(inside);
    return out -> out.foreign(part.value(out.evaluation()));
  }

  private RuleTemplate.Part map(String inside) throws ExpressionSyntaxException {
    int colon = inside.indexOf(':');
    String name = colon < 0 ? inside : inside.substring(0, colon);
    TextMap map = colon < 0 ? null : maps.find(name);
    if (map == null) {
      throw new ExpressionSyntaxException("no RewriteMap called '" + name + "' stands before it");
    }
    String rest = inside.substring(colon + 1);
    int bar = rest.indexOf('|');
    RuleTemplate key = RuleTemplate.compile(bar < 0 ? rest : rest.substring(0, bar), maps);
    RuleTemplate fallback = RuleTemplate.compile(bar < 0 ? "" : rest.substring(bar + 1), maps);
    return out -> {
      String value = map.lookup(key.expand(out.context()));
      out.foreign(value == null ? fallback.expand(out.context()) : value);
    };
  }

  private int closingBrace(int from) throws ExpressionSyntaxException {
    int depth = 1;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    throw new ExpressionSyntaxException("'{' without '}' in '" + source + "'");
  }
}
