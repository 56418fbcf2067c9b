package org.proxypass.config;

import java.util.function.BinaryOperator;

/**
 * The key of one typed setting: its httpd name, its value where nothing was configured, and what
 * becomes of an outer value when an inner scope sets another. Compared by identity; declared once
 * as a constant beside the directives that set it.
 *
 * @param <T> the type of the value; must be immutable and have value equality
 */
public final class Setting<T> {
  private final String name;
  private final T defaultValue;
  private final BinaryOperator<T> merge;

  private Setting(String name, T defaultValue, BinaryOperator<T> merge) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.merge = merge;
  }

  /** A setting whose inner value replaces the outer one. */
  public static <T> Setting<T> replacing(String name, T defaultValue) {
    return new Setting<>(name, defaultValue, (outer, inner) -> inner);
  }

  /** A setting whose inner value is combined with the outer one, outer first. */
  public static <T> Setting<T> merging(String name, T defaultValue, BinaryOperator<T> merge) {
    return new Setting<>(name, defaultValue, merge);
  }

  /** The directive or parameter name, for messages. */
  public String name() {
    return name;
  }

  /** The value where nothing was configured. */
  public T defaultValue() {
    return defaultValue;
  }

  T merge(T outer, T inner) {
    return merge.apply(outer, inner);
  }

  @Override
  public String toString() {
    return name;
  }
}
