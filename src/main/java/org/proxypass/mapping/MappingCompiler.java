package org.proxypass.mapping;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.WorkerSpec;
import org.proxypass.http.PathPrefix;
import org.proxypass.http.Utf8Bytes;

/** Turns configured entries into the form that requests are tried on. */
final class MappingCompiler {
  private MappingCompiler() {}

  static Mapping compile(MappingSpec spec) {
    PathPattern pattern = spec.pattern();
    if (spec.excludes()) {
      return new ExcludedMapping(covers(pattern));
    }
    return new NamedMapping(spec, forwarding(spec));
  }

  private static Mapping forwarding(MappingSpec spec) {
    if (spec.interpolated()) {
      return new InterpolatedMapping(spec);
    }
    PathPattern pattern = spec.pattern();
    String target = Utf8Bytes.of(spec.target());
    WorkerSpec worker = spec.worker().orElse(null);
    if (pattern instanceof PathPattern.Prefix prefix && worker != null) {
      return new PrefixMapping(
          Utf8Bytes.of(prefix.path()),
          worker,
          afterAuthority(target),
          spec.nocanon(),
          spec.form() != MappingSpec.Form.DECODED);
    }
    Pattern regex = regex(pattern);
    return worker == null
        ? new DynamicMapping(regex, target)
        : new RegexMapping(regex, worker, afterAuthority(target), spec.nocanon());
  }

  private static Predicate<String> covers(PathPattern pattern) {
    if (pattern instanceof PathPattern.Prefix prefix) {
      String alias = Utf8Bytes.of(prefix.path());
      return path -> PathPrefix.ofAlias(alias, path) >= 0;
    }
    return regex(pattern).asPredicate();
  }

  static Pattern regex(PathPattern pattern) {
    if (pattern instanceof PathPattern.Matching matching) {
      return matching.regex().pattern();
    }
    if (pattern instanceof PathPattern.Glob glob) {
      // Inside <Location "/*/x"> the alias is the wildcard text itself, searched from the start.
      return Pattern.compile("^" + Glob.pathPattern(Utf8Bytes.of(glob.pattern())).pattern());
    }
    return Pattern.compile("^" + Pattern.quote(((PathPattern.Prefix) pattern).path()));
  }

  /** What stands behind the authority, which is where the path, or a {@code $n}, begins. */
  static String afterAuthority(String target) {
    int start = target.indexOf("://") + 3;
    int i = start;
    while (i < target.length() && target.charAt(i) != '/' && target.charAt(i) != '$') {
      i++;
    }
    return target.substring(i);
  }
}
