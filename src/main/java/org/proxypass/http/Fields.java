package org.proxypass.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered multimap of field lines (RFC 9110 §5): names compare case-insensitively and keep their
 * spelling, equal names stay separate lines in their order. Mutable, not thread-safe, one per
 * message leg.
 */
public final class Fields {
  private String[] names;
  private String[] values;
  private int size;

  /** Creates an empty section with room for a usual message. */
  public Fields() {
    names = new String[24];
    values = new String[24];
  }

  /** Copies {@code other}; later changes of either do not show in the other. */
  public Fields(Fields other) {
    int room = other.size + 8;
    names = Arrays.copyOf(other.names, room);
    values = Arrays.copyOf(other.values, room);
    size = other.size;
  }

  /** Builds a section from alternating names and values. */
  public static Fields of(String... namesAndValues) {
    Fields fields = new Fields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** The number of field lines. */
  public int size() {
    return size;
  }

  /** The name of line {@code index} as it was spelled. */
  public String name(int index) {
    return names[index];
  }

  /** The value of line {@code index}, without surrounding whitespace. */
  public String value(int index) {
    return values[index];
  }

  /** Replaces the value of line {@code index}. */
  public void setValue(int index, String value) {
    values[index] = value;
  }

  /** Appends a line. */
  public void add(String name, String value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size] = value;
    size++;
  }

  /** Puts a line in front of all others. */
  public void addFirst(String name, String value) {
    add(name, value);
    System.arraycopy(names, 0, names, 1, size - 1);
    System.arraycopy(values, 0, values, 1, size - 1);
    names[0] = name;
    values[0] = value;
  }

  /** The first value under {@code name}, or null. */
  public @Nullable String first(String name) {
    int index = indexOf(name, 0);
    return index < 0 ? null : values[index];
  }

  /** Whether a line of this name exists. */
  public boolean contains(String name) {
    return indexOf(name, 0) >= 0;
  }

  /** The index of the first line named {@code name} at or after {@code from}, or -1. */
  public int indexOf(String name, int from) {
    int length = name.length();
    for (int i = from; i < size; i++) {
      String candidate = names[i];
      if (candidate.length() == length && candidate.equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** All values under {@code name} in their order; empty when there is none. */
  public List<String> all(String name) {
    List<String> found = new ArrayList<>(2);
    for (int i = indexOf(name, 0); i >= 0; i = indexOf(name, i + 1)) {
      found.add(values[i]);
    }
    return found;
  }

  /** All values under {@code name} joined by {@code ", "} (RFC 9110 §5.3), or null. */
  public @Nullable String joined(String name) {
    int index = indexOf(name, 0);
    if (index < 0) {
      return null;
    }
    int next = indexOf(name, index + 1);
    if (next < 0) {
      return values[index];
    }
    StringBuilder joined = new StringBuilder(values[index]);
    for (; next >= 0; next = indexOf(name, next + 1)) {
      joined.append(", ").append(values[next]);
    }
    return joined.toString();
  }

  /**
   * Makes {@code value} the only one under {@code name}; the line keeps its place when it exists.
   */
  public void set(String name, String value) {
    int index = indexOf(name, 0);
    if (index < 0) {
      add(name, value);
      return;
    }
    values[index] = value;
    for (int next = indexOf(name, index + 1); next >= 0; next = indexOf(name, next)) {
      removeAt(next);
    }
  }

  /** Joins {@code value} to the lines under {@code name} as one comma list, or adds the line. */
  public void append(String name, String value) {
    String existing = joined(name);
    set(name, existing == null || existing.isEmpty() ? value : existing + ", " + value);
  }

  /** Removes every line under {@code name}; tells whether there was one. */
  public boolean remove(String name) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!names[i].equalsIgnoreCase(name)) {
        names[kept] = names[i];
        values[kept] = values[i];
        kept++;
      }
    }
    boolean removed = kept < size;
    size = kept;
    return removed;
  }

  /** Removes line {@code index}; the following lines move up. */
  public void removeAt(int index) {
    System.arraycopy(names, index + 1, names, index, size - index - 1);
    System.arraycopy(values, index + 1, values, index, size - index - 1);
    size--;
  }

  /** Moves line {@code from} to the place {@code to}, which must not lie behind it. */
  void move(int from, int to) {
    names[to] = names[from];
    values[to] = values[from];
  }

  /** Keeps the first {@code length} lines. */
  void truncate(int length) {
    size = length;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append(names[i]).append(": ").append(values[i]).append('\n');
    }
    return text.toString();
  }
}
