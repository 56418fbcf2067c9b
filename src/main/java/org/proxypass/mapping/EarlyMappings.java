package org.proxypass.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.WorkerSpec;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.CanonicalPath;
import org.proxypass.http.EncodedSlashes;
import org.proxypass.http.PathForm;
import org.proxypass.http.Utf8Bytes;
import org.proxypass.mapping.RequestPath.Escapes;

/**
 * The entries with {@code mapping=encoded} or {@code mapping=servlet}: tried before every other on
 * the path as it came (mod_proxy.c, proxy_pre_translate). Thread-safe.
 */
public final class EarlyMappings {
  // Escaped slashes are data for these entries, whatever AllowEncodedSlashes says.
  private static final PathForm FORM = new PathForm(EncodedSlashes.NO_DECODE, true);

  private interface Entry {
    @Nullable Hit map(String encoded, @Nullable String query) throws BadTargetException;
  }

  /**
   * An entry covers the request.
   *
   * @param path the decoded path that sections and expressions see
   * @param result where the request goes
   */
  public record Hit(RequestPath path, MappingResult result) {}

  private final List<Entry> entries;

  private EarlyMappings(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Compiles those of {@code specs} that are tried early. */
  static EarlyMappings of(List<MappingSpec> specs) {
    List<Entry> entries = new ArrayList<>();
    for (MappingSpec spec : specs) {
      WorkerSpec worker = spec.worker().orElse(null);
      if (spec.form() == MappingSpec.Form.SERVLET && worker != null) {
        entries.add(servletEntry(spec, worker));
      } else if (spec.form() == MappingSpec.Form.ENCODED) {
        entries.add(encodedEntry(MappingCompiler.compile(spec)));
      }
    }
    return new EarlyMappings(entries);
  }

  private static Entry encodedEntry(Mapping mapping) {
    return (encoded, query) -> {
      MappingResult result = mapping.map(new RequestPath(encoded, null, query, Escapes.ALL), null);
      return result == null ? null : new Hit(seen(encoded, query), result);
    };
  }

  private static Entry servletEntry(MappingSpec spec, WorkerSpec worker) {
    String prefix = Utf8Bytes.of(((PathPattern.Prefix) spec.pattern()).path());
    String targetPath = MappingCompiler.afterAuthority(Utf8Bytes.of(spec.target()));
    return (encoded, query) -> {
      ServletPath path = ServletPath.of(encoded, prefix);
      if (path == null) {
        return null;
      }
      String target = RequestTargets.of(targetPath + path.rest(), query);
      return new Hit(
          seen(path.bare(), query),
          new MappingResult.Forward(new BackendTarget(worker, target, false), spec));
    };
  }

  /** What sections and expressions see of an encoded path; refused when it is not safe. */
  private static RequestPath seen(String encoded, @Nullable String query)
      throws BadTargetException {
    return new RequestPath(CanonicalPath.of(encoded, FORM), null, query, Escapes.SLASHES);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * What the first entry makes of the request that covers it.
   *
   * @param encoded the path as {@link CanonicalPath#encodedForm} makes it, relative to us
   * @param query the raw query, or null
   * @return null when no entry covers it
   * @throws BadTargetException when one does and the path is not safe
   */
  public @Nullable Hit map(String encoded, @Nullable String query) throws BadTargetException {
    for (Entry entry : entries) {
      Hit hit = entry.map(encoded, query);
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }
}
