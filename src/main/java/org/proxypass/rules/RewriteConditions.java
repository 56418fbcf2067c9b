package org.proxypass.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.proxypass.config.RewriteConditionSpec;

/** Asks the conditions of a rule (mod_rewrite.c, apply_rewrite_cond). */
final class RewriteConditions {
  private RewriteConditions() {}

  /** Whether all hold; of those joined by OR one is enough. */
  static boolean hold(List<RewriteConditionSpec> conditions, RewriteContext context) {
    for (int i = 0; i < conditions.size(); i++) {
      boolean holds = holds(conditions.get(i), context);
      if (conditions.get(i).or()) {
        if (!holds) {
          continue;
        }
        while (i < conditions.size() - 1 && conditions.get(i).or()) {
          i++;
        }
      } else if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(RewriteConditionSpec condition, RewriteContext context) {
    RewriteConditionSpec.Test test = condition.test();
    if (test instanceof RewriteConditionSpec.Holds expression) {
      String[] groups = expression.condition().groups(context);
      if (groups != null) {
        context.conditionMatched(groups);
      }
      return groups != null;
    }
    String subject = condition.subject().expand(context);
    if (test instanceof RewriteConditionSpec.Matches matches) {
      Matcher match = matches.regex().pattern().matcher(subject);
      boolean found = match.find();
      if (found && !condition.negated()) {
        context.conditionMatched(match);
      }
      return found != condition.negated();
    }
    return plain(test, subject) != condition.negated();
  }

  private static boolean plain(RewriteConditionSpec.Test test, String subject) {
    if (test instanceof RewriteConditionSpec.Compares compares) {
      return compare(compares, subject);
    }
    if (test instanceof RewriteConditionSpec.ComparesNumber compares) {
      return compare(compares.operator(), number(subject), compares.number());
    }
    return test instanceof RewriteConditionSpec.NamesFile file && exists(file.kind(), subject);
  }

  private static boolean compare(RewriteConditionSpec.Compares test, String subject) {
    if (test.operator().equals("=")) {
      return test.ignoreCase()
          ? subject.equalsIgnoreCase(test.text())
          : subject.equals(test.text());
    }
    // A longer text is greater (compare_lexicography).
    int order = Integer.compare(subject.length(), test.text().length());
    if (order == 0) {
      order = subject.compareTo(test.text());
    }
    return switch (test.operator()) {
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "<=" -> order <= 0;
      default -> order >= 0;
    };
  }

  private static boolean compare(String operator, long left, long right) {
    return switch (operator) {
      case "-eq" -> left == right;
      case "-ne" -> left != right;
      case "-lt" -> left < right;
      case "-le" -> left <= right;
      case "-gt" -> left > right;
      default -> left >= right;
    };
  }

  /** As C's atoi: the number at the front, 0 when there is none. */
  private static long number(String text) {
    String stripped = text.strip();
    boolean signed = stripped.startsWith("-") || stripped.startsWith("+");
    long value = 0;
    for (int i = signed ? 1 : 0; i < stripped.length(); i++) {
      int digit = stripped.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = Math.min(value * 10 + digit, Integer.MAX_VALUE);
    }
    return stripped.startsWith("-") ? -value : value;
  }

  private static boolean exists(String kind, String name) {
    try {
      Path file =
          Path.of(new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
      return switch (kind) {
        case "-f" -> Files.isRegularFile(file);
        case "-d" -> Files.isDirectory(file);
        case "-s" -> Files.isRegularFile(file) && Files.size(file) > 0;
        default -> Files.exists(file);
      };
    } catch (InvalidPathException | IOException e) {
      return false;
    }
  }
}
