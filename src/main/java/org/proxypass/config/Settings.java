package org.proxypass.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one scope: immutable, compared by value. What was not set here answers with the
 * setting's default.
 */
public final class Settings {
  /** No setting at all. */
  public static final Settings EMPTY = new Settings(Map.of());

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /** The value of {@code setting}, or its default. */
  public <T> T get(Setting<T> setting) {
    T value = configured(setting);
    return value == null ? setting.defaultValue() : value;
  }

  /** The value of {@code setting} if this scope sets it, else null. */
  @SuppressWarnings("unchecked") // with() is the only writer, and it pairs key and value types
  public <T> @Nullable T configured(Setting<T> setting) {
    return (T) values.get(setting);
  }

  /** These settings with one replaced. */
  public <T> Settings with(Setting<T> setting, T value) {
    Map<Setting<?>, Object> copy = new HashMap<>(values);
    copy.put(setting, value);
    return new Settings(Map.copyOf(copy));
  }

  /** Those of these settings that {@code wanted} says. */
  public Settings only(Predicate<Setting<?>> wanted) {
    Map<Setting<?>, Object> kept = new HashMap<>(values);
    kept.keySet().removeIf(wanted.negate());
    return kept.isEmpty() ? EMPTY : new Settings(Map.copyOf(kept));
  }

  /** These settings as the outer scope of {@code inner}, merged setting by setting. */
  public Settings mergedWith(Settings inner) {
    if (inner.values.isEmpty()) {
      return this;
    }
    if (values.isEmpty()) {
      return inner;
    }
    Map<Setting<?>, Object> merged = new HashMap<>(values);
    inner.values.keySet().forEach(setting -> mergeOne(merged, setting, inner));
    return new Settings(Map.copyOf(merged));
  }

  private <T> void mergeOne(Map<Setting<?>, Object> merged, Setting<T> setting, Settings inner) {
    T innerValue = inner.get(setting);
    T outerValue = configured(setting);
    merged.put(setting, outerValue == null ? innerValue : setting.merge(outerValue, innerValue));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
