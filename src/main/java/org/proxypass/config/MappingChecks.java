package org.proxypass.config;

import java.util.List;
import org.proxypass.http.BackendUrl;

/** Finds mappings that are valid and hardly meant. */
final class MappingChecks {
  private MappingChecks() {}

  /** Warns when exactly one of path and target ends in a slash: the rest is simply appended. */
  static void warnAboutSlashes(String path, String target, BackendUrl url, Invocation call) {
    boolean pathEnds = path.endsWith("/");
    boolean targetEnds = target.endsWith("/");
    if (pathEnds && url.path().isEmpty()) {
      call.warning(
          "'"
              + path
              + "' ends in a slash and '"
              + target
              + "' does not, so the rest of the path would"
              + " continue the host name: write '"
              + target
              + "/'");
    } else if (pathEnds && !targetEnds) {
      call.warning(
          "'"
              + path
              + "' ends in a slash and '"
              + target
              + "' does not, so "
              + path
              + "x becomes "
              + target
              + "x; write a slash at the end of both or of none");
    } else if (!pathEnds && targetEnds) {
      call.warning(
          "'"
              + target
              + "' ends in a slash and '"
              + path
              + "' does not, so "
              + path
              + "/x becomes "
              + target
              + "/x; write a slash at the end of both or of none");
    }
  }

  /**
   * Warns about prefixes that an earlier entry already takes.
   *
   * @param inherited how many entries at the front were checked with the main server
   */
  static void warnAboutUnreachable(
      List<HostBuilder.PlacedMapping> mappings, int inherited, Problems problems) {
    for (int later = inherited; later < mappings.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (covers(mappings.get(earlier).mapping(), mappings.get(later).mapping())) {
          warn(mappings.get(earlier), mappings.get(later), problems);
          break;
        }
      }
    }
  }

  private static void warn(
      HostBuilder.PlacedMapping earlier, HostBuilder.PlacedMapping later, Problems problems) {
    String path = path(later.mapping());
    boolean same = path.equals(path(earlier.mapping()));
    problems.warning(
        later.origin(),
        later.directive(),
        "'"
            + path
            + "' is never reached: "
            + (same
                ? "the same path is mapped at "
                : "'" + path(earlier.mapping()) + "' is mapped at ")
            + earlier.origin()
            + ", and the first match counts");
  }

  private static boolean covers(MappingSpec earlier, MappingSpec later) {
    if (!(earlier.pattern() instanceof PathPattern.Prefix)
        || !(later.pattern() instanceof PathPattern.Prefix)) {
      return false;
    }
    String outer = path(earlier);
    String inner = path(later);
    if (!inner.startsWith(outer)) {
      return false;
    }
    return inner.length() == outer.length()
        || outer.isEmpty()
        || outer.endsWith("/")
        || inner.charAt(outer.length()) == '/';
  }

  /** The prefix with runs of slashes merged, as they match any run. */
  private static String path(MappingSpec mapping) {
    return mapping.pattern() instanceof PathPattern.Prefix prefix
        ? prefix.path().replaceAll("/+", "/")
        : "";
  }
}
