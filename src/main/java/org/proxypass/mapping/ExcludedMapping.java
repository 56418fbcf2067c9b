package org.proxypass.mapping;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.proxypass.expression.ExpressionContext;

/** {@code ProxyPass /path !}: ends the search, nothing is forwarded. */
final class ExcludedMapping implements Mapping {
  private final Predicate<String> covers;

  ExcludedMapping(Predicate<String> covers) {
    this.covers = covers;
  }

  @Override
  public @Nullable MappingResult map(RequestPath path, @Nullable ExpressionContext variables) {
    return covers.test(path.decoded()) ? MappingResult.LOCAL : null;
  }
}
