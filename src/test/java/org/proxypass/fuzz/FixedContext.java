package org.proxypass.fuzz;

import org.jspecify.annotations.Nullable;
import org.proxypass.expression.ExpressionContext;

/** A request of which everything that a client can choose has the same value. */
record FixedContext(String value) implements ExpressionContext {
  @Override
  public @Nullable String variable(String name) {
    return name.equals("REMOTE_ADDR") ? "192.0.2.7" : value;
  }

  @Override
  public @Nullable String requestField(String name) {
    return value;
  }

  @Override
  public @Nullable String responseField(String name) {
    return null;
  }

  @Override
  public @Nullable String environment(String name) {
    return value;
  }
}
