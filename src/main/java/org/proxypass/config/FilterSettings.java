package org.proxypass.config;

/** Settings about what is done to the bodies of responses. */
public final class FilterSettings {
  private FilterSettings() {}

  /** {@code SetOutputFilter} and {@code AddOutputFilterByType}. */
  public static final Setting<OutputFilters> OUTPUT_FILTERS =
      Setting.merging("SetOutputFilter", OutputFilters.NONE, OutputFilters::mergedWith);

  /** {@code Substitute} and what belongs to it. */
  public static final Setting<Substitutions> SUBSTITUTIONS =
      Setting.merging("Substitute", Substitutions.NONE, Substitutions::mergedWith);
}
