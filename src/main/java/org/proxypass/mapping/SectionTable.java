package org.proxypass.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.HostConfig;
import org.proxypass.config.LocationSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.ProxySection;
import org.proxypass.config.Settings;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.PathPrefix;
import org.proxypass.http.Utf8Bytes;

/**
 * The sections of one host, merged over its settings: {@code <Proxy>} by the backend's URL first,
 * then {@code <Location>} by the client's path, each in configuration order, then the branches of
 * {@code <If>} that the request takes.
 */
final class SectionTable {
  private record Section(Predicate<String> covers, Settings settings) {}

  private final List<Section> sections;
  private final int proxySections;
  private final MergedSettings outside;

  SectionTable(HostConfig host) {
    List<Section> compiled = new ArrayList<>();
    for (ProxySection section : host.proxySections()) {
      Predicate<String> covers =
          section
              .regex()
              .map(regex -> regex.pattern().asPredicate())
              .orElseGet(() -> coversUrl(section.pattern()));
      compiled.add(new Section(covers, section.settings()));
    }
    this.proxySections = compiled.size();
    for (LocationSpec location : host.locations()) {
      compiled.add(new Section(covers(location.pattern()), location.settings()));
    }
    this.sections = List.copyOf(compiled);
    this.outside = new MergedSettings(host.settings(), sections.size());
  }

  /** Whether a backend's URL can make a difference. */
  boolean looksAtBackends() {
    return proxySections > 0;
  }

  /**
   * The settings of one request.
   *
   * @param path decoded
   * @param backendUrl where it goes, or null as long as nobody knows
   * @param context what the conditions of {@code <If>} look at
   */
  Settings settingsFor(String path, @Nullable String backendUrl, ExpressionContext context) {
    MergedSettings merged = outside;
    for (int i = 0; i < sections.size(); i++) {
      String subject = i < proxySections ? backendUrl : path;
      if (subject != null && sections.get(i).covers.test(subject)) {
        merged = merged.inSection(i, sections.get(i).settings);
      }
    }
    return merged.withConditionals(context);
  }

  /** A plain string prefix, without a segment border, or a pattern for the whole URL. */
  private static Predicate<String> coversUrl(String configured) {
    String pattern = BackendUrls.canonical(Utf8Bytes.of(configured));
    if (!Glob.isPattern(pattern)) {
      return url -> url.startsWith(pattern);
    }
    Pattern compiled = Glob.textPattern(pattern);
    return url -> compiled.matcher(url).matches();
  }

  private static Predicate<String> covers(PathPattern pattern) {
    if (pattern instanceof PathPattern.Prefix prefix) {
      String path = Utf8Bytes.of(prefix.path());
      return candidate -> PathPrefix.ofSegments(path, candidate);
    }
    if (pattern instanceof PathPattern.Glob glob) {
      Pattern compiled = Glob.pathPattern(Utf8Bytes.of(glob.pattern()));
      return candidate -> compiled.matcher(candidate).matches();
    }
    return ((PathPattern.Matching) pattern).regex().pattern().asPredicate();
  }
}
