package org.proxypass.balancer;

import org.jspecify.annotations.Nullable;
import org.proxypass.backend.ProbeAnswer;
import org.proxypass.expression.ExpressionContext;

/** What the variables of a ProxyHCExpr mean: the answer; there is no request to speak of. */
record CheckedAnswer(ProbeAnswer answer) implements ExpressionContext {

  @Override
  public @Nullable String variable(String name) {
    return switch (name) {
      case "REQUEST_STATUS" -> Integer.toString(answer.status());
      case "CONTENT_TYPE" -> answer.fields().first("Content-Type");
      default -> null;
    };
  }

  @Override
  public @Nullable String requestField(String name) {
    return null;
  }

  @Override
  public @Nullable String responseField(String name) {
    return answer.fields().joined(name);
  }

  @Override
  public String checkedBody() {
    return answer.body();
  }

  @Override
  public @Nullable String environment(String name) {
    return null;
  }
}
