package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;
import org.proxypass.config.MappingSpec;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.BadTargetException;

/** An entry whose targets say that they are its own. */
record NamedMapping(MappingSpec spec, Mapping mapping) implements Mapping {

  @Override
  public @Nullable MappingResult map(RequestPath path, @Nullable ExpressionContext variables)
      throws BadTargetException {
    MappingResult result = mapping.map(path, variables);
    return result instanceof MappingResult.Forward forward ? forward.by(spec) : result;
  }
}
