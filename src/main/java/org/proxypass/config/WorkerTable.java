package org.proxypass.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.BackendUrl;

/**
 * The workers of one host. As in httpd a target whose URL lies under a worker that exists already
 * shares it, and its own parameters then mean nothing.
 */
final class WorkerTable {

  /**
   * A worker and how it came about.
   *
   * @param expression its target holds a backreference; a plain target does not share such a
   *     worker, because its connections are by default not reused
   */
  private record Entry(WorkerSpec worker, boolean expression) {}

  private final List<Entry> entries = new ArrayList<>();

  /**
   * The worker for {@code url}, a new one unless one exists that covers it.
   *
   * @param expression whether the target holds a backreference
   * @param parameters what was written behind the target
   */
  WorkerSpec assign(
      BackendUrl url, boolean expression, ParameterTable.Written parameters, Invocation call) {
    WorkerSpec shared = covering(url, expression, parameters.settings());
    if (shared != null) {
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
    WorkerSpec added = new WorkerSpec(url, settings);
    entries.add(new Entry(added, expression));
    return added;
  }

  private static <T> boolean differs(Setting<T> setting, Settings written, WorkerSpec worker) {
    return !written.get(setting).equals(worker.parameters().get(setting));
  }

  private @Nullable WorkerSpec covering(BackendUrl url, boolean expression, Settings settings) {
    WorkerSpec longest = null;
    for (Entry entry : entries) {
      WorkerSpec worker = entry.worker();
      if ((expression || !entry.expression())
          && covers(worker.url(), url)
          && sameSocket(worker.parameters(), settings)
          && (longest == null || worker.url().path().length() > longest.url().path().length())) {
        longest = worker;
      }
    }
    return longest;
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
    all.sort(Comparator.comparing(Entry::expression));
    List<WorkerSpec> distinct = new ArrayList<>();
    for (Entry entry : all) {
      BackendUrl url = entry.worker().url();
      Settings settings = entry.worker().parameters();
      if (distinct.stream()
          .noneMatch(
              worker -> worker.url().equals(url) && sameSocket(worker.parameters(), settings))) {
        distinct.add(entry.worker());
      }
    }
    distinct.sort(
        Comparator.comparingInt((WorkerSpec worker) -> worker.url().toString().length())
            .reversed());
    return distinct;
  }
}
