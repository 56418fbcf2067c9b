package org.proxypass.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.LocationSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.Settings;
import org.proxypass.http.Utf8Bytes;

/**
 * The {@code <Location>} sections of one host, merged over its settings in configuration order. A
 * combination of sections is merged once, when the first path that lies in all of them comes by.
 */
final class LocationTable {
  private record Section(Predicate<String> covers, Settings settings) {}

  /** The settings after some sections matched, and those after one more. */
  private static final class Merged {
    private final Settings settings;
    private final AtomicReferenceArray<@Nullable Merged> next;

    Merged(Settings settings, int sectionCount) {
      this.settings = settings;
      this.next = new AtomicReferenceArray<>(sectionCount);
    }
  }

  private final List<Section> sections;
  private final Merged outside;

  LocationTable(Settings hostSettings, List<LocationSpec> locations) {
    List<Section> compiled = new ArrayList<>();
    for (LocationSpec location : locations) {
      compiled.add(new Section(covers(location.pattern()), location.settings()));
    }
    this.sections = List.copyOf(compiled);
    this.outside = new Merged(hostSettings, sections.size());
  }

  /** The settings for a decoded path. */
  Settings settingsFor(String path) {
    Merged merged = outside;
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).covers.test(path)) {
        merged = mergedWith(merged, i);
      }
    }
    return merged.settings;
  }

  private Merged mergedWith(Merged outer, int section) {
    Merged known = outer.next.get(section);
    if (known != null) {
      return known;
    }
    Settings settings = outer.settings.mergedWith(sections.get(section).settings);
    Merged merged = new Merged(settings, sections.size());
    outer.next.set(section, merged);
    return merged;
  }

  private static Predicate<String> covers(PathPattern pattern) {
    if (pattern instanceof PathPattern.Prefix prefix) {
      String path = Utf8Bytes.of(prefix.path());
      return candidate -> PrefixMatch.ofLocation(path, candidate);
    }
    if (pattern instanceof PathPattern.Glob glob) {
      Pattern compiled = Glob.pathPattern(Utf8Bytes.of(glob.pattern()));
      return candidate -> compiled.matcher(candidate).matches();
    }
    return ((PathPattern.Matching) pattern).regex().pattern().asPredicate();
  }
}
