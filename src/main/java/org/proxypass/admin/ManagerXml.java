package org.proxypass.admin;

import java.time.Duration;
import java.util.Optional;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.BalancerTraits;
import org.proxypass.balancer.Member;
import org.proxypass.balancer.MemberCounters;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.HttpDate;

/** {@code ?xml=1}: httpd's elements in httpd's order. */
final class ManagerXml {
  private static final String NO_LIMIT = "-1";

  private final StringBuilder xml = new StringBuilder(4096);

  private ManagerXml() {}

  static String render(ManagerView view) {
    ManagerXml writer = new ManagerXml();
    writer.xml.append("<?xml version='1.0' encoding='UTF-8' ?>\n");
    writer.xml.append("<httpd:manager xmlns:httpd='http://httpd.apache.org'>\n");
    writer.open(1, "balancers");
    view.balancers().forEach(balancer -> writer.balancer(balancer, view.nonce(balancer)));
    writer.close(1, "balancers");
    return writer.xml.append("</httpd:manager>").toString();
  }

  private void balancer(Balancer balancer, String nonce) {
    BalancerTraits traits = balancer.traits();
    open(2, "balancer");
    element(3, "name", "balancer://" + balancer.name());
    element(3, "nonce", nonce);
    traits
        .stickySession()
        .ifPresent(
            sticky -> {
              element(3, "stickysession", sticky.cookie());
              element(3, "nofailover", onOff(traits.noFailover()));
            });
    element(3, "timeout", seconds(traits.timeout().orElse(Duration.ZERO)));
    traits.maxAttempts().ifPresent(most -> element(3, "maxattempts", most.toString()));
    element(3, "lbmethod", traits.method().label());
    if (traits.stickySession().isPresent()) {
      element(3, "scolonpathdelim", onOff(traits.semicolonEndsParameter()));
    }
    open(3, "workers");
    balancer.members().forEach(member -> worker(balancer, member));
    close(3, "workers");
    close(2, "balancer");
  }

  private void worker(Balancer balancer, Member member) {
    BackendUrl url = member.spec().worker().url();
    Settings parameters = member.spec().worker().parameters();
    String factor = Amounts.hundredths(member.traits().loadFactor());
    open(4, "worker");
    element(5, "name", member.name());
    element(5, "scheme", url.scheme());
    element(5, "hostname", url.host());
    element(5, "loadfactor", factor);
    element(5, "port", Integer.toString(url.port()));
    connections(parameters);
    element(5, "status", StateText.httpd(member.state()));
    if (member.lastErrorMillis() != 0) {
      element(5, "error_time", HttpDate.format(member.lastErrorMillis() / 1000));
    }
    element(5, "retries", "0");
    element(5, "lbstatus", Integer.toString(balancer.loadStatus(member)));
    element(5, "loadfactor", factor);
    figures(member);
    if (!parameters.get(WorkerSettings.REUSE)) {
      element(5, "disablereuse", "On");
    }
    seconds("connectiontimeout", parameters.get(WorkerSettings.CONNECTION_TIMEOUT));
    if (member.spec().parameters().configured(WorkerSettings.RETRY) != null) {
      element(5, "retry", seconds(member.traits().retry()));
    }
    close(4, "worker");
  }

  private void connections(Settings parameters) {
    String max = parameters.get(WorkerSettings.MAX).map(String::valueOf).orElse(NO_LIMIT);
    element(5, "min", parameters.get(WorkerSettings.MIN).toString());
    element(5, "smax", parameters.get(WorkerSettings.SMAX).map(String::valueOf).orElse(max));
    element(5, "max", max);
    element(5, "ttl", seconds(parameters.get(WorkerSettings.TTL).orElse(Duration.ZERO)));
    seconds("timeout", parameters.get(WorkerSettings.TIMEOUT));
    parameters
        .get(WorkerSettings.ACQUIRE)
        .ifPresent(time -> element(5, "acquire", Long.toString(time.toMillis())));
    if (parameters.get(WorkerSettings.KEEPALIVE)) {
      element(5, "keepalive", "On");
    }
  }

  private void figures(Member member) {
    MemberCounters counters = member.counters();
    element(5, "transferred", Long.toString(counters.sent()));
    element(5, "read", Long.toString(counters.received()));
    element(5, "elected", Long.toString(counters.elected()));
    element(5, "route", member.traits().route());
    element(5, "redirect", member.traits().redirect());
    element(5, "busy", Integer.toString(counters.busy()));
    element(5, "lbset", Integer.toString(member.traits().set()));
  }

  private void seconds(String name, Optional<Duration> time) {
    time.ifPresent(value -> element(5, name, seconds(value)));
  }

  private static String seconds(Duration time) {
    return Long.toString(time.toSeconds());
  }

  private static String onOff(boolean on) {
    return on ? "On" : "Off";
  }

  private void element(int depth, String name, String text) {
    indent(depth).append("<httpd:").append(name).append('>').append(Html.escape(text));
    xml.append("</httpd:").append(name).append(">\n");
  }

  private void open(int depth, String name) {
    indent(depth).append("<httpd:").append(name).append(">\n");
  }

  private void close(int depth, String name) {
    indent(depth).append("</httpd:").append(name).append(">\n");
  }

  private StringBuilder indent(int depth) {
    return xml.append("  ".repeat(depth));
  }
}
