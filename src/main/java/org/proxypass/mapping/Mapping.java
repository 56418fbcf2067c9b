package org.proxypass.mapping;

import org.jspecify.annotations.Nullable;
import org.proxypass.http.BadTargetException;

/** One ProxyPass entry, compiled. */
interface Mapping {

  /**
   * The target of {@code path}, or null when this entry does not cover it.
   *
   * @throws BadTargetException when the entry covers the path but what would be sent is not safe
   */
  @Nullable MappingResult map(RequestPath path) throws BadTargetException;
}
