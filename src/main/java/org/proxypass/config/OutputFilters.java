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

  /** What holds inside {@code inner}, whose types for a filter replace the outer ones. */
  OutputFilters mergedWith(OutputFilters inner) {
    List<ByType> both = new ArrayList<>(byType);
    both.removeIf(
        outer -> inner.byType.stream().anyMatch(own -> own.filters.equals(outer.filters)));
    both.addAll(inner.byType);
    return new OutputFilters(inner.always == null ? always : inner.always, both);
  }

  /** These filters with some more of the same scope. */
  OutputFilters with(ByType added) {
    List<ByType> more = new ArrayList<>(byType);
    more.add(added);
    return new OutputFilters(always, more);
  }

  /** Whether no response has a filter. */
  public boolean isEmpty() {
    return byType.isEmpty() && (always == null || always.isEmpty());
  }

  /** The filters of {@code SetOutputFilter}, in their order. */
  public List<OutputFilter> forAnyType() {
    return always == null ? List.of() : always;
  }

  /** The filters for a response of this media type, in their order and none twice. */
  public List<OutputFilter> forType(String mediaType) {
    List<OutputFilter> filters = new ArrayList<>(forAnyType());
    for (ByType entry : byType) {
      if (entry.types.contains(mediaType)) {
        entry.filters.stream().filter(filter -> !filters.contains(filter)).forEach(filters::add);
      }
    }
    return filters;
  }
}
