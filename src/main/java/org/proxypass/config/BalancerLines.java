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

  private static void add(
      BalancerBuilder balancer, String target, List<String> parameters, Invocation call)
      throws InvalidDirectiveException {
    UnixTarget unix = UnixTarget.parse(target, call);
    BackendUrl url = memberUrl(unix.url());
    ParameterTable.Written written = ParameterTables.member(parameters, call);
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
