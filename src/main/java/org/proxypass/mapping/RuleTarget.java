package org.proxypass.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.BadTargetException;
import org.proxypass.http.PathEncoding;

/** Finds the way to a backend whose URL came out of a rewrite rule. */
final class RuleTarget {
  private static final Settings NO_REUSE = Settings.EMPTY.with(WorkerSettings.REUSE, false);

  private RuleTarget() {}

  /**
   * The target of {@code url}; see {@link HostMap#targetOf}.
   *
   * @param workers longest URL first
   */
  static BackendTarget of(
      List<WorkerSpec> workers,
      String url,
      @Nullable String query,
      boolean escaped,
      RequestPath path)
      throws BadTargetException {
    BackendUrl backend = parse(url);
    if (PathEncoding.hasDotSegment(backend.path())) {
      throw new BadTargetException(403, "dot segment in the backend's target");
    }
    String encoded = escaped ? backend.path() : path.encode(backend.path(), 0);
    String target = RequestTargets.of(encoded, query);
    if (backend.isBalancer()) {
      return new BackendTarget(new WorkerSpec(backend, Settings.EMPTY), target, false);
    }
    for (WorkerSpec worker : workers) {
      if (covers(worker.url(), backend)) {
        return new BackendTarget(worker, target, false);
      }
    }
    BackendUrl origin = new BackendUrl(backend.scheme(), backend.host(), backend.port(), "");
    return new BackendTarget(new WorkerSpec(origin, NO_REUSE), target, true);
  }

  private static BackendUrl parse(String url) throws BadTargetException {
    try {
      return BackendUrl.parse(url);
    } catch (IllegalArgumentException e) {
      throw new BadTargetException(400, "a rule gives no valid backend: " + e.getMessage());
    }
  }

  private static boolean covers(BackendUrl worker, BackendUrl target) {
    return worker.port() == target.port()
        && worker.host().equals(target.host())
        && worker.scheme().equals(target.scheme())
        && target.path().startsWith(worker.path());
  }
}
