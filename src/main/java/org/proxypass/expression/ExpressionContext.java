package org.proxypass.expression;

import org.jspecify.annotations.Nullable;

/** What the variables and look-up functions of an expression mean for one request. */
public interface ExpressionContext {

  /**
   * The value of a server variable such as {@code REQUEST_URI}; null when it has none. The name is
   * one of {@link ServerVariables}.
   */
  @Nullable String variable(String name);

  /** {@code req()} and {@code http()}: the request's field, its lines joined; null when absent. */
  @Nullable String requestField(String name);

  /** {@code resp()}: the response's field; null when absent or not known yet. */
  @Nullable String responseField(String name);

  /** {@code note()}: what was noted for the log; null when there is no such note. */
  default @Nullable String note(String name) {
    return null;
  }

  /** {@code hc('body')}: the body of the answer to a health check; null when it is none. */
  default @Nullable String checkedBody() {
    return null;
  }

  /** {@code reqenv()}: an environment variable of the exchange; null when unset. */
  @Nullable String environment(String name);
}
