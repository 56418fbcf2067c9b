package org.proxypass.config;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * SetEnv, PassEnv and UnsetEnv of a scope.
 *
 * @param values what is set
 * @param removed what outer scopes set and this one takes back
 */
public record EnvironmentVariables(Map<String, String> values, Set<String> removed) {
  /** Nothing set, nothing taken back. */
  public static final EnvironmentVariables NONE = new EnvironmentVariables(Map.of(), Set.of());

  /** Copies both. */
  public EnvironmentVariables {
    values = Map.copyOf(values);
    removed = Set.copyOf(removed);
  }

  EnvironmentVariables with(String name, String value) {
    TreeMap<String, String> more = caseless(values);
    more.put(name, value);
    return new EnvironmentVariables(more, removed);
  }

  EnvironmentVariables without(String name) {
    TreeMap<String, String> fewer = caseless(values);
    fewer.remove(name);
    Set<String> more = new HashSet<>(removed);
    more.add(name);
    return new EnvironmentVariables(fewer, more);
  }

  /** What holds when {@code inner} stands inside {@code outer} (mod_env, merge_env_dir_configs). */
  static EnvironmentVariables merge(EnvironmentVariables outer, EnvironmentVariables inner) {
    TreeMap<String, String> both = caseless(outer.values);
    inner.removed.forEach(both::remove);
    both.putAll(inner.values);
    return new EnvironmentVariables(both, outer.removed);
  }

  /** The names of variables are compared without their letter case, as httpd's tables do. */
  private static TreeMap<String, String> caseless(Map<String, String> values) {
    TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(values);
    return copy;
  }
}
