package org.proxypass.mapping;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConditionalSettings;
import org.proxypass.config.Settings;
import org.proxypass.expression.ExpressionContext;

/**
 * The settings behind some sections, and those behind one more: merged when a request first needs
 * them, and kept. Thread-safe.
 */
final class MergedSettings {
  /** Clients choose which conditions hold, so the combinations that are kept are bounded. */
  private static final int KEPT_AT_MOST = 4096;

  private final Settings settings;
  private final List<ConditionalSettings> conditionals;
  private final AtomicReferenceArray<@Nullable MergedSettings> sections;
  private final @Nullable AtomicReferenceArray<@Nullable MergedSettings> branches;
  private final AtomicInteger kept;

  /** The settings outside of all sections, of which there are {@code sectionCount}. */
  MergedSettings(Settings settings, int sectionCount) {
    this(settings, sectionCount, new AtomicInteger());
  }

  private MergedSettings(Settings settings, int sectionCount, AtomicInteger kept) {
    this.settings = settings;
    this.conditionals = settings.get(ConditionalSettings.SETTING);
    this.sections = new AtomicReferenceArray<>(sectionCount);
    this.branches =
        conditionals.isEmpty() ? null : new AtomicReferenceArray<>(branchCount(conditionals));
    this.kept = kept;
  }

  private static int branchCount(List<ConditionalSettings> conditionals) {
    return conditionals.stream().mapToInt(conditional -> conditional.branches().size()).sum();
  }

  Settings settings() {
    return settings;
  }

  /** With section number {@code index}, which sets {@code inner}, merged over these. */
  MergedSettings inSection(int index, Settings inner) {
    return merged(sections, index, inner);
  }

  /** With the branches that {@code context} takes merged over these. */
  Settings withConditionals(ExpressionContext context) {
    MergedSettings merged = this;
    int first = 0;
    // A branch may bring conditionals of its own: they join the end of the list.
    for (int i = 0; i < merged.conditionals.size(); i++) {
      List<ConditionalSettings.Branch> choices = merged.conditionals.get(i).branches();
      int taken = taken(choices, context);
      if (taken >= 0 && merged.branches != null) {
        merged = merged.merged(merged.branches, first + taken, choices.get(taken).settings());
      }
      first += choices.size();
    }
    return merged.settings;
  }

  private static int taken(List<ConditionalSettings.Branch> choices, ExpressionContext context) {
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).condition().map(condition -> condition.test(context)).orElse(true)) {
        return i;
      }
    }
    return -1;
  }

  private MergedSettings merged(
      AtomicReferenceArray<@Nullable MergedSettings> known, int index, Settings inner) {
    MergedSettings found = known.get(index);
    if (found != null) {
      return found;
    }
    MergedSettings made = new MergedSettings(settings.mergedWith(inner), sections.length(), kept);
    if (kept.get() < KEPT_AT_MOST) {
      kept.incrementAndGet();
      known.set(index, made);
    }
    return made;
  }
}
