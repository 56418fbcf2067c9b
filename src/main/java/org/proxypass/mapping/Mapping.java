package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.BadTargetException;

/** One ProxyPass entry, compiled. */
interface Mapping {

  /**
   * The target of {@code path}, or null when this entry does not cover it.
   *
   * @param variables what <code>${NAME}</code> stands for; null leaves it as it is
   * @throws BadTargetException when the entry covers the path but what would be sent is not safe
   */
  @Nullable MappingResult map(RequestPath path, @Nullable ExpressionContext variables)
      throws BadTargetException;
}
