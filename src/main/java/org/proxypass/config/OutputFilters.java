package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The filters of one scope.
 *
 * @param always those of {@code SetOutputFilter} in their order; null when it was not given
 * @param byType those of {@code AddOutputFilterByType} in their order
 */
public record OutputFilters(@Nullable List<OutputFilter> always, List<ByType> byType) {

  /**
   * Filters for some media types.
   *
   * @param filters in their order
   * @param types in lower case, without parameters
   */
  public record ByType(List<OutputFilter> filters, Set<String> types) {
    /** Copies both. */
    public ByType {
      filters = List.copyOf(filters);
      types = Set.copyOf(types);
    }
  }

  /** No filter at all. */
  public static final OutputFilters NONE = new OutputFilters(null, List.of());

  /** Copies both. */
  public OutputFilters {
    always = always == null ? null : List.copyOf(always);
    byType = List.copyOf(byType);
  }

  /** What holds inside {@code inner}. */
  OutputFilters mergedWith(OutputFilters inner) {
    List<ByType> both = new ArrayList<>(byType);
    both.addAll(inner.byType);
    return new OutputFilters(inner.always == null ? always : inner.always, both);
  }

  /** Whether no response has a filter. */
  public boolean isEmpty() {
    return byType.isEmpty() && (always == null || always.isEmpty());
  }

  /** The filters for a response of this media type, in their order and none twice. */
  public List<OutputFilter> filtersFor(String mediaType) {
    List<OutputFilter> filters = new ArrayList<>(always == null ? List.of() : always);
    for (ByType entry : byType) {
      if (entry.types.contains(mediaType)) {
        entry.filters.stream().filter(filter -> !filters.contains(filter)).forEach(filters::add);
      }
    }
    return filters;
  }
}
