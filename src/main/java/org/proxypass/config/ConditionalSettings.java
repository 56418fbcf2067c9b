package org.proxypass.config;

import java.util.List;
import java.util.Optional;
import org.proxypass.expression.Condition;

/**
 * One {@code <If>} with its {@code <ElseIf>} and {@code <Else>}: the settings of the first branch
 * whose condition holds are merged over those of the scopes around.
 *
 * @param branches in their order
 */
public record ConditionalSettings(List<Branch> branches) {
  /** All of a scope, outer scopes first. */
  public static final Setting<List<ConditionalSettings>> SETTING =
      Setting.merging("If", List.of(), Lists::concat);

  /** Copies the list. */
  public ConditionalSettings {
    branches = List.copyOf(branches);
  }

  /**
   * One branch.
   *
   * @param condition when it is taken; empty for {@code <Else>}
   * @param settings what it sets; may hold conditional settings of its own
   */
  public record Branch(Optional<Condition> condition, Settings settings) {}
}
