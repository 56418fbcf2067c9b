package org.proxypass.config;

import java.util.List;
import java.util.stream.Collectors;
import org.proxypass.http.BackendUrl;

/** Reads the lines that fill balancers (mod_proxy.c, add_member). */
final class BalancerLines {
  private BalancerLines() {}

  /** Reads a BalancerMember. */
  static void member(Invocation call) throws InvalidDirectiveException {
    List<String> words = call.words();
    String section = call.scope().backend();
    boolean inSection = call.scope().context() == Context.PROXY;
    if (inSection && (section == null || !BalancerNames.isBalancer(section))) {
      throw new InvalidDirectiveException("must stand in a <Proxy balancer://name>");
    }
    if (section == null && !BalancerNames.isBalancer(words.get(0))) {
      throw new InvalidDirectiveException(
          "needs the balancer's URL in front where it does not stand in a <Proxy balancer://name>");
    }
    if (section == null && words.size() < 2) {
      throw new InvalidDirectiveException("needs the URL of a member behind the balancer's");
    }
    BalancerBuilder balancer =
        call.scope()
            .host()
            .balancers()
            .get(BalancerNames.parse(section == null ? words.get(0) : section));
    int target = section == null ? 1 : 0;
    add(balancer, words.get(target), words.subList(target + 1, words.size()), call);
  }

  /** Reads a ProxySet. */
  static void set(Invocation call) throws InvalidDirectiveException {
    List<String> words = call.words();
    boolean inSection = call.scope().context() == Context.PROXY;
    String section = call.scope().backend();
    boolean named = isUrl(words.get(0));
    List<String> parameters = words.subList(named ? 1 : 0, words.size());
    if (inSection && section == null) {
      throw new InvalidDirectiveException("needs a URL in its <Proxy>, not a pattern");
    }
    if (section == null && !named) {
      throw new InvalidDirectiveException("needs a URL in front where it stands in no <Proxy>");
    }
    if (parameters.isEmpty()) {
      throw new InvalidDirectiveException("needs key=value");
    }
    if (section != null && named) {
      change(section, words.get(0), parameters, call);
    } else {
      set(section == null ? words.get(0) : section, section != null, parameters, call);
    }
  }

  /** Whether {@code word} is no {@code key=value} but a URL. */
  private static boolean isUrl(String word) {
    int scheme = word.indexOf("://");
    int equals = word.indexOf('=');
    return scheme >= 0 && (equals < 0 || scheme < equals);
  }

  /**
   * Sets parameters of a balancer or of a worker that is no member.
   *
   * @param creates whether it comes into being when nothing has named it yet
   */
  static void set(String target, boolean creates, List<String> parameters, Invocation call)
      throws InvalidDirectiveException {
    UnixTarget unix = UnixTarget.parse(target, call);
    HostBuilder host = call.scope().host();
    if (BalancerNames.isBalancer(unix.url())) {
      String name = BalancerNames.parse(unix.url());
      if (!creates && host.balancers().find(name) == null) {
        throw new InvalidDirectiveException("no line before this one names '" + target + "'");
      }
      host.balancers().get(name).set(ParameterTables.balancer(parameters, call).settings());
      return;
    }
    BackendUrl url = TargetUrl.plain(unix.url());
    Settings settings = unix.addedTo(ParameterTables.worker(parameters, call).settings());
    if (!host.workers().change(url, settings, creates)) {
      throw new InvalidDirectiveException("no line before this one names '" + target + "'");
    }
  }

  /** Changes a member of the balancer that is the section's. */
  private static void change(
      String section, String target, List<String> parameters, Invocation call)
      throws InvalidDirectiveException {
    if (!BalancerNames.isBalancer(section)) {
      throw new InvalidDirectiveException("takes no URL in the <Proxy> of one backend");
    }
    UnixTarget unix = UnixTarget.parse(target, call);
    BackendUrl url = memberUrl(unix.url());
    BalancerBuilder balancer = call.scope().host().balancers().get(BalancerNames.parse(section));
    MemberSpec member = balancer.find(url, unix.addedTo(Settings.EMPTY));
    if (member == null) {
      throw new InvalidDirectiveException("'" + target + "' is no member before this line");
    }
    Settings before = member.worker().parameters().mergedWith(member.parameters());
    Settings after = ParameterTables.member(parameters, call, before).settings();
    balancer.replace(
        member,
        new MemberSpec(
            new WorkerSpec(url, ParameterTables.connectionPart(after)),
            ParameterTables.memberPart(after)));
  }

  private static void add(
      BalancerBuilder balancer, String target, List<String> parameters, Invocation call)
      throws InvalidDirectiveException {
    UnixTarget unix = UnixTarget.parse(target, call);
    BackendUrl url = memberUrl(unix.url());
    ParameterTable.Written written = ParameterTables.member(parameters, call, Settings.EMPTY);
    Settings connection = unix.addedTo(ParameterTables.connectionPart(written.settings()));
    if (balancer.find(url, connection) != null) {
      String ignored = written.settingsByName().keySet().stream().collect(Collectors.joining(", "));
      call.warning(
          "'"
              + target
              + "' is a member already"
              + (ignored.isEmpty() ? "" : ", so these have no effect: " + ignored));
      return;
    }
    balancer.add(
        new MemberSpec(
            new WorkerSpec(url, connection), ParameterTables.memberPart(written.settings())));
  }

  private static BackendUrl memberUrl(String text) throws InvalidDirectiveException {
    BackendUrl url = TargetUrl.plain(text);
    if (url.isBalancer()) {
      throw new InvalidDirectiveException("'" + text + "' is a balancer and cannot be a member");
    }
    return url;
  }
}
