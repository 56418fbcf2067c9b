package org.proxypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.proxypass.expression.Condition;
import org.proxypass.expression.ExpressionSyntaxException;
import org.proxypass.expression.Template;
import org.proxypass.http.Utf8Bytes;

/**
 * An expression is refused when it is compiled, or it has a value for every request. The received
 * part of the input is the value of every variable and field.
 */
class ExpressionFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void expressions(byte[] bytes) {
    if (FuzzInput.isTooLong(bytes)) {
      return;
    }
    FuzzInput input = FuzzInput.of(bytes);
    String source = Utf8Bytes.of(input.configured());
    FixedContext context = new FixedContext(input.received());
    condition(source, context, !input.mayExplode());
    template(source, context);
  }

  private static void condition(String source, FixedContext context, boolean evaluate) {
    try {
      Condition condition = Condition.compile(source);
      assertThat(Condition.compile(source)).isEqualTo(condition).hasSameHashCodeAs(condition);
      if (evaluate) {
        String[] groups = condition.groups(context);
        assertThat(groups != null).isEqualTo(condition.test(context));
        assertThat(groups == null ? new String[0] : groups).doesNotContainNull();
      }
    } catch (ExpressionSyntaxException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
    }
  }

  private static void template(String source, FixedContext context) {
    try {
      String text = Template.compile(source).expand(context);
      // What only changes letters or escapes must not make something else of a byte.
      assertThat(text.chars()).as(text).allMatch(c -> c <= 0xff);
    } catch (ExpressionSyntaxException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
    }
  }
}
