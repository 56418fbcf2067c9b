package org.proxypass.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proxypass.expression.Condition;

/** A place directives stand in while the configuration is built: a host, a location, a section. */
final class Scope {
  private final Context context;
  private final HostBuilder host;
  private final @Nullable PathPattern pattern;
  private final @Nullable String backend;
  private final List<RewriteConditionSpec> conditions = new ArrayList<>();
  private final List<List<PlacedBranch>> conditionals = new ArrayList<>();
  private Settings settings = Settings.EMPTY;

  private record PlacedBranch(Optional<Condition> condition, Scope scope) {}

  private Scope(
      Context context, HostBuilder host, @Nullable PathPattern pattern, @Nullable String backend) {
    this.context = context;
    this.host = host;
    this.pattern = pattern;
    this.backend = backend;
  }

  /** The scope of a host outside all sections. */
  static Scope ofHost(Context context, HostBuilder host) {
    return new Scope(context, host, null, null);
  }

  /** The scope of a servlet mapped to a prefix: its paths are relative, so one may be left out. */
  static Scope ofServlet(HostBuilder host) {
    return new Scope(Context.SERVER, host, new PathPattern.Prefix(""), null);
  }

  /** The scope of a location of {@code host}. */
  static Scope ofLocation(HostBuilder host, PathPattern pattern) {
    return new Scope(Context.LOCATION, host, pattern, null);
  }

  /**
   * The scope of a proxy section of {@code host}.
   *
   * @param backend the URL it names; null when it names a pattern
   */
  static Scope ofProxy(HostBuilder host, @Nullable String backend) {
    return new Scope(Context.PROXY, host, null, backend);
  }

  /** The scope of an {@code <If>} inside {@code outer}. */
  static Scope ofCondition(Scope outer) {
    return new Scope(Context.IF, outer.host, outer.pattern, outer.backend);
  }

  /** The scope of a {@code <RequireAll>} or the like inside {@code outer}. */
  static Scope ofRequirement(Scope outer) {
    return new Scope(Context.REQUIREMENT, outer.host, outer.pattern, outer.backend);
  }

  /** Opens an {@code <If>}. */
  Scope addConditional(Condition condition) {
    conditionals.add(new ArrayList<>());
    return addBranch(Optional.of(condition));
  }

  /** Whether an {@code <ElseIf>} or {@code <Else>} may follow here. */
  boolean hasOpenConditional() {
    if (conditionals.isEmpty()) {
      return false;
    }
    List<PlacedBranch> last = conditionals.get(conditionals.size() - 1);
    return last.get(last.size() - 1).condition.isPresent();
  }

  /**
   * Adds a branch to the last {@code <If>}.
   *
   * @param condition empty for {@code <Else>}
   */
  Scope addBranch(Optional<Condition> condition) {
    Scope inner = ofCondition(this);
    conditionals.get(conditionals.size() - 1).add(new PlacedBranch(condition, inner));
    return inner;
  }

  /** The settings with everything that stands inside of this scope. */
  Settings finished() {
    List<ConditionalSettings> finished = new ArrayList<>();
    for (List<PlacedBranch> branches : conditionals) {
      finished.add(
          new ConditionalSettings(
              branches.stream()
                  .map(
                      branch ->
                          new ConditionalSettings.Branch(branch.condition, branch.scope.finished()))
                  .toList()));
    }
    return finished.isEmpty()
        ? settings
        : settings.with(ConditionalSettings.SETTING, List.copyOf(finished));
  }

  Context context() {
    return context;
  }

  HostBuilder host() {
    return host;
  }

  /** The path that directives without one mean, or null when they need one. */
  @Nullable PathPattern pattern() {
    return pattern;
  }

  /** The URL of the {@code <Proxy>} section, or null for a pattern and outside of one. */
  @Nullable String backend() {
    return backend;
  }

  Settings settings() {
    return settings;
  }

  /** Keeps a RewriteCond for the next RewriteRule. */
  void addCondition(RewriteConditionSpec condition) {
    conditions.add(condition);
  }

  /** The conditions since the last rule. */
  List<RewriteConditionSpec> takeConditions() {
    List<RewriteConditionSpec> taken = List.copyOf(conditions);
    conditions.clear();
    return taken;
  }

  /** Replaces {@code setting}. */
  <T> void set(Setting<T> setting, T value) {
    settings = settings.with(setting, value);
  }

  /** Adds {@code value} behind what this scope already has under {@code setting}. */
  <T> void append(Setting<List<T>> setting, T value) {
    List<T> values = new ArrayList<>(settings.get(setting));
    values.add(value);
    set(setting, List.copyOf(values));
  }
}
