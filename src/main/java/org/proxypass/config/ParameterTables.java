package org.proxypass.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which parameters may stand where, and what they become there. */
final class ParameterTables {
  private static final String AJP = "belongs to AJP, which is not supported";

  /** Known to httpd (mod_proxy.c, set_worker_param), and not to be had here. */
  private static final Map<String, String> UNSUPPORTED =
      Map.of(
          "flushwait",
          "is not supported: nothing is held back for which one could wait",
          "iobuffersize",
          "is not supported: the size of the buffers is fixed",
          "secret",
          AJP,
          "flusher",
          "belongs to CGI-like backends, which are not supported",
          "multipathtcp",
          "is not supported: Java has no Multipath TCP");

  private static final Set<Setting<?>> MEMBER_ONLY =
      memberOnly().stream()
          .flatMap(parameter -> Stream.ofNullable(parameter.setting()))
          .collect(Collectors.toUnmodifiableSet());

  private ParameterTables() {}

  /** The names that are refused and why, sorted. */
  static Map<String, String> unsupported() {
    return new TreeMap<>(UNSUPPORTED);
  }

  /** The parameters of a member beyond those of every worker, for documentation. */
  static List<WorkerParameter> memberOnly() {
    return memberOnly(new HealthDefinitions(null));
  }

  private static List<WorkerParameter> memberOnly(HealthDefinitions definitions) {
    return Stream.concat(
            MemberParameters.all().stream(), HealthParameters.all(definitions).stream())
        .toList();
  }

  /**
   * Reads the parameters of a BalancerMember.
   *
   * @param before what the member has already; stays in the result
   */
  static ParameterTable.Written member(List<String> words, Invocation call, Settings before) {
    return workerTable(call).parse(words, call, before);
  }

  /** Reads the parameters of a ProxyHCTemplate. */
  static Settings template(List<String> words, Invocation call) {
    List<WorkerParameter> allowed =
        HealthParameters.all(call.scope().host().healthDefinitions()).stream()
            .filter(parameter -> !parameter.name().equals("hctemplate"))
            .toList();
    return new ParameterTable("health check", allowed, Map.of())
        .parse(words, call, Settings.EMPTY)
        .settings();
  }

  /** Reads the parameters of a backend that is no member; those of members mean nothing there. */
  static ParameterTable.Written worker(List<String> words, Invocation call) {
    ParameterTable.Written written = workerTable(call).parse(words, call, Settings.EMPTY);
    Map<String, Setting<?>> kept = new LinkedHashMap<>(written.settingsByName());
    kept.values().removeIf(MEMBER_ONLY::contains);
    String ignored =
        written.settingsByName().keySet().stream()
            .filter(name -> !kept.containsKey(name))
            .collect(Collectors.joining(", "));
    if (!ignored.isEmpty()) {
      call.warning("only a member of a balancer has these, so they have no effect: " + ignored);
    }
    return new ParameterTable.Written(
        written.settings().only(setting -> !MEMBER_ONLY.contains(setting)), kept);
  }

  /** Reads the parameters of a balancer. */
  static ParameterTable.Written balancer(List<String> words, Invocation call) {
    Map<String, String> refused = new HashMap<>(UNSUPPORTED);
    Stream.concat(WorkerParameters.all().stream(), memberOnly().stream())
        .forEach(
            parameter ->
                refused.put(
                    parameter.name(), "belongs to a member; write it behind a BalancerMember"));
    BalancerParameters.all().forEach(parameter -> refused.remove(parameter.name()));
    return new ParameterTable("Balancer", BalancerParameters.all(), refused)
        .parse(words, call, Settings.EMPTY);
  }

  private static ParameterTable workerTable(Invocation call) {
    List<WorkerParameter> allowed = new ArrayList<>(WorkerParameters.all());
    allowed.addAll(memberOnly(call.scope().host().healthDefinitions()));
    Map<String, String> refused = new HashMap<>(UNSUPPORTED);
    BalancerParameters.all()
        .forEach(
            parameter ->
                refused.put(
                    parameter.name(),
                    "belongs to a balancer; write it behind balancer://name or with ProxySet in"
                        + " <Proxy balancer://name>"));
    allowed.forEach(parameter -> refused.remove(parameter.name()));
    return new ParameterTable("Worker", allowed, refused);
  }

  /** Those of a member's {@code settings} that belong to its connections. */
  static Settings connectionPart(Settings settings) {
    return settings.only(setting -> !belongsToMember(setting));
  }

  /** Those of a member's {@code settings} that belong to its place among the others. */
  static Settings memberPart(Settings settings) {
    return settings.only(ParameterTables::belongsToMember);
  }

  private static boolean belongsToMember(Setting<?> setting) {
    return setting == MemberSettings.RETRY || MEMBER_ONLY.contains(setting);
  }
}
