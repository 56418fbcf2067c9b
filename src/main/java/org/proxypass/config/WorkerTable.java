package org.proxypass.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.BackendUrl;

/**
 * The workers of one host. As in httpd a target whose URL lies under a worker that exists already
 * shares it, and its own parameters then mean nothing.
 */
final class WorkerTable {

  /** A worker and how it came about. */
  private static final class Entry {
    private WorkerSpec worker;

    /**
     * Its target holds a backreference; a plain target does not share such a worker, because its
     * connections are by default not reused.
     */
    private final boolean expression;

    Entry(WorkerSpec worker, boolean expression) {
      this.worker = worker;
      this.expression = expression;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  // By identity: what a mapping was given before a ProxySet changed it.
  private final IdentityHashMap<WorkerSpec, Entry> assigned = new IdentityHashMap<>();

  /**
   * The worker for {@code url}, a new one unless one exists that covers it.
   *
   * @param expression whether the target holds a backreference
   * @param parameters what was written behind the target
   */
  WorkerSpec assign(
      BackendUrl url, boolean expression, ParameterTable.Written parameters, Invocation call) {
    Entry covering = covering(url, expression, parameters.settings());
    if (covering != null) {
      WorkerSpec shared = covering.worker;
      String ignored =
          parameters.settingsByName().entrySet().stream()
              .filter(written -> differs(written.getValue(), parameters.settings(), shared))
              .map(written -> written.getKey())
              .collect(Collectors.joining(", "));
      if (!ignored.isEmpty()) {
        call.warning(
            "shares the worker of " + shared.url() + ", so these have no effect: " + ignored);
      }
      return shared;
    }
    Settings settings = parameters.settings();
    if (expression && settings.configured(WorkerSettings.REUSE) == null) {
      // httpd: a backreference in the path makes disablereuse=On the default.
      settings = settings.with(WorkerSettings.REUSE, false);
    }
    return add(url, settings, expression);
  }

  private WorkerSpec add(BackendUrl url, Settings settings, boolean expression) {
    WorkerSpec added = new WorkerSpec(url, settings);
    Entry entry = new Entry(added, expression);
    entries.add(entry);
    assigned.put(added, entry);
    return added;
  }

  /**
   * Changes the worker that serves {@code url}, as ProxySet does.
   *
   * @param creates whether there is one afterwards in any case
   * @return whether there was or is one
   */
  boolean change(BackendUrl url, Settings settings, boolean creates) {
    Entry plain = covering(url, false, settings);
    Entry covering = plain == null ? covering(url, true, settings) : plain;
    if (covering == null) {
      if (creates) {
        add(url, settings, false);
      }
      return creates;
    }
    WorkerSpec before = covering.worker;
    covering.worker = new WorkerSpec(before.url(), before.parameters().mergedWith(settings));
    assigned.put(covering.worker, covering);
    return true;
  }

  /** What became of {@code worker}, which this table gave out; itself when it is none of these. */
  WorkerSpec current(WorkerSpec worker) {
    Entry entry = assigned.get(worker);
    return entry == null ? worker : entry.worker;
  }

  private static <T> boolean differs(Setting<T> setting, Settings written, WorkerSpec worker) {
    return !written.get(setting).equals(worker.parameters().get(setting));
  }

  private @Nullable Entry covering(BackendUrl url, boolean expression, Settings settings) {
    Entry longest = null;
    for (Entry entry : entries) {
      WorkerSpec worker = entry.worker;
      if ((expression || !entry.expression)
          && covers(worker.url(), url)
          && sameSocket(worker.parameters(), settings)
          && (longest == null || length(worker) > length(longest.worker))) {
        longest = entry;
      }
    }
    return longest;
  }

  private static int length(WorkerSpec worker) {
    return worker.url().path().length();
  }

  private static boolean sameSocket(Settings worker, Settings target) {
    return worker.get(WorkerSettings.UNIX_SOCKET).equals(target.get(WorkerSettings.UNIX_SOCKET));
  }

  private static boolean covers(BackendUrl worker, BackendUrl target) {
    return worker.scheme().equals(target.scheme())
        && worker.host().equals(target.host())
        && worker.port() == target.port()
        && target.path().startsWith(worker.path());
  }

  /**
   * These workers and {@code inherited} ones, each URL once and the longest first. Of two with one
   * URL the own one stays before the inherited, the plain one before that of an expression.
   */
  List<WorkerSpec> longestFirst(@Nullable WorkerTable inherited) {
    List<Entry> all = new ArrayList<>(entries);
    if (inherited != null) {
      all.addAll(inherited.entries);
    }
    all.sort(Comparator.comparing((Entry entry) -> entry.expression));
    List<WorkerSpec> distinct = new ArrayList<>();
    for (Entry entry : all) {
      BackendUrl url = entry.worker.url();
      Settings settings = entry.worker.parameters();
      if (distinct.stream()
          .noneMatch(
              worker -> worker.url().equals(url) && sameSocket(worker.parameters(), settings))) {
        distinct.add(entry.worker);
      }
    }
    distinct.sort(
        Comparator.comparingInt((WorkerSpec worker) -> worker.url().toString().length())
            .reversed());
    return distinct;
  }
}
