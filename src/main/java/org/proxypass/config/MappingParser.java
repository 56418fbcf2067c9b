package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proxypass.expression.Interpolation;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.Utf8Bytes;

/**
 * Reads one ProxyPass or ProxyPassMatch (mod_proxy.c, add_pass) and puts the mapping where it
 * belongs. One instance reads one directive.
 */
final class MappingParser {
  private final Invocation call;
  private final Scope scope;

  MappingParser(Invocation call) {
    this.call = call;
    this.scope = call.scope();
  }

  /** Reads {@code [path | ~ regex] target parameters}. */
  void proxyPass() throws InvalidDirectiveException {
    List<String> words = call.words();
    if (words.get(0).equals("~")) {
      if (inLocation()) {
        throw new InvalidDirectiveException("takes no path inside a location");
      }
      if (words.size() < 3) {
        throw new InvalidDirectiveException("takes a regular expression and a URL behind ~");
      }
      PathPattern pattern =
          new PathPattern.Matching(RegularExpressions.parse(Utf8Bytes.of(words.get(1))));
      finish(pattern, words.subList(2, words.size()));
    } else if (pathIsLeftOut(words)) {
      finish(implied(), words);
    } else {
      finish(new PathPattern.Prefix(path(words)), words.subList(1, words.size()));
    }
  }

  /** Reads {@code [regex] target parameters}. */
  void proxyPassMatch() throws InvalidDirectiveException {
    List<String> words = call.words();
    if (words.get(0).equals("~")) {
      throw new InvalidDirectiveException("takes a regular expression without ~");
    }
    if (inLocation()) {
      refusePath(words);
      PathPattern implied = implied();
      finish(
          implied instanceof PathPattern.Matching
              ? implied
              : new PathPattern.Matching(RegularExpressions.parse(Utf8Bytes.of(implied.text()))),
          words);
    } else {
      needTarget(words);
      PathPattern pattern =
          new PathPattern.Matching(RegularExpressions.parse(Utf8Bytes.of(words.get(0))));
      finish(pattern, words.subList(1, words.size()));
    }
  }

  private boolean inLocation() {
    return scope.context() == Context.LOCATION;
  }

  private boolean pathIsLeftOut(List<String> words) throws InvalidDirectiveException {
    if (inLocation()) {
      refusePath(words);
      return true;
    }
    return scope.pattern() != null && !words.get(0).startsWith("/");
  }

  private static void refusePath(List<String> words) throws InvalidDirectiveException {
    if (words.get(0).startsWith("/")) {
      throw new InvalidDirectiveException(
          "takes no path inside a location; that of the location is used");
    }
  }

  private static String path(List<String> words) throws InvalidDirectiveException {
    needTarget(words);
    String path = words.get(0);
    if (!path.startsWith("/")) {
      throw new InvalidDirectiveException("'" + path + "' is not a path; it must begin with /");
    }
    return path;
  }

  private static void needTarget(List<String> words) throws InvalidDirectiveException {
    if (words.get(0).equals("!") || words.get(0).contains("://")) {
      throw new InvalidDirectiveException("needs a path where it does not stand in a location");
    }
    if (words.size() < 2) {
      throw new InvalidDirectiveException("needs a URL or ! behind '" + words.get(0) + "'");
    }
  }

  private PathPattern implied() {
    PathPattern pattern = scope.pattern();
    return pattern == null ? new PathPattern.Prefix("") : pattern;
  }

  private void finish(PathPattern pattern, List<String> targetAndParameters)
      throws InvalidDirectiveException {
    String target = targetAndParameters.get(0);
    List<String> rest = targetAndParameters.subList(1, targetAndParameters.size());
    if (target.equals("!")) {
      if (!rest.isEmpty()) {
        throw new InvalidDirectiveException("takes no parameters behind !");
      }
      add(new MappingSpec(pattern, "", false, Optional.empty()));
      return;
    }
    List<String> parameterWords = new ArrayList<>();
    boolean nocanon = false;
    boolean interpolate = false;
    MappingSpec.Form form = MappingSpec.Form.DECODED;
    for (String word : rest) {
      if (word.equalsIgnoreCase("nocanon")) {
        nocanon = true;
      } else if (word.regionMatches(true, 0, "mapping=", 0, 8)) {
        form = form(word.substring(8), pattern);
      } else if (word.equalsIgnoreCase("interpolate")) {
        interpolate = true;
      } else if (word.equalsIgnoreCase("noquery")) {
        call.error("'" + word + "' is not supported yet");
      } else {
        parameterWords.add(word);
      }
    }
    if (interpolate && form != MappingSpec.Form.DECODED) {
      // Such an entry is tried before any variable is set.
      throw new InvalidDirectiveException("takes either interpolate or mapping=, not both");
    }
    UnixTarget unix = UnixTarget.parse(target, call);
    ParameterTable.Written written =
        BalancerNames.isBalancer(unix.url())
            ? ParameterTables.balancer(parameterWords, call)
            : ParameterTables.worker(parameterWords, call);
    ParameterTable.Written parameters =
        new ParameterTable.Written(unix.addedTo(written.settings()), written.settingsByName());
    Optional<WorkerSpec> worker =
        interpolate && Interpolation.isIn(unix.url())
            ? interpolatedWorker(pattern, unix.url(), parameters)
            : worker(pattern, unix.url(), parameters);
    if (worker.isPresent() && worker.get().url().isBalancer()) {
      scope.host().balancers().get(worker.get().url().host()).set(parameters.settings());
    }
    if (worker.isEmpty() && unix.socket().isPresent()) {
      throw new InvalidDirectiveException("needs a host without $n or ${} behind a unix socket");
    }
    add(new MappingSpec(pattern, unix.url(), nocanon, worker, form, interpolate));
  }

  private MappingSpec.Form form(String name, PathPattern pattern) throws InvalidDirectiveException {
    if (inLocation()) {
      throw new InvalidDirectiveException("takes no mapping= inside a location");
    }
    if (name.equalsIgnoreCase("encoded")) {
      return MappingSpec.Form.ENCODED;
    }
    if (!name.equalsIgnoreCase("servlet")) {
      throw new InvalidDirectiveException("'mapping=" + name + "' is not encoded or servlet");
    }
    if (!(pattern instanceof PathPattern.Prefix)) {
      throw new InvalidDirectiveException("mapping=servlet needs a path, not a pattern");
    }
    return MappingSpec.Form.SERVLET;
  }

  private Optional<WorkerSpec> worker(
      PathPattern pattern, String target, ParameterTable.Written parameters)
      throws InvalidDirectiveException {
    if (pattern instanceof PathPattern.Matching matching) {
      TargetUrl url = TargetUrl.ofExpression(target, matching.regex());
      url.warning().ifPresent(call::warning);
      return url.worker().map(backend -> assign(backend, url.substituted(), parameters));
    }
    BackendUrl backend = TargetUrl.plain(target);
    MappingChecks.warnAboutSlashes(pattern.text(), target, backend, call);
    return Optional.of(assign(backend, false, parameters));
  }

  /** The worker of a target with variables; empty when one can change host or port. */
  private Optional<WorkerSpec> interpolatedWorker(
      PathPattern pattern, String target, ParameterTable.Written parameters)
      throws InvalidDirectiveException {
    Optional<BackendUrl> fixed = TargetUrl.beforeVariables(target);
    if (fixed.isEmpty()) {
      if (!parameters.settingsByName().isEmpty()) {
        call.warning("parameters have no effect where a variable decides about the backend's host");
      }
      return Optional.empty();
    }
    if (pattern instanceof PathPattern.Matching matching) {
      TargetUrl url = TargetUrl.ofExpression(target, matching.regex());
      url.warning().ifPresent(call::warning);
      return url.worker().map(backend -> assign(fixed.get(), url.substituted(), parameters));
    }
    return Optional.of(assign(fixed.get(), false, parameters));
  }

  private WorkerSpec assign(
      BackendUrl backend, boolean substituted, ParameterTable.Written parameters) {
    if (backend.isBalancer()) {
      return new WorkerSpec(backend, Settings.EMPTY);
    }
    return scope.host().workers().assign(backend, substituted, parameters, call);
  }

  private void add(MappingSpec mapping) {
    if (!inLocation()) {
      scope.host().addMapping(new HostBuilder.PlacedMapping(mapping, call.origin(), call.name()));
      return;
    }
    if (scope.settings().get(ForwardingSettings.LOCATION_MAPPING).isPresent()) {
      call.warning("replaces an earlier one in the same location");
    }
    scope.set(ForwardingSettings.LOCATION_MAPPING, Optional.of(mapping));
  }
}
