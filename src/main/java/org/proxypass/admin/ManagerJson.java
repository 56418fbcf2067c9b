package org.proxypass.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.proxypass.backend.PoolFigures;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.BalancerTraits;
import org.proxypass.balancer.HealthCheck;
import org.proxypass.balancer.HealthReport;
import org.proxypass.balancer.Member;
import org.proxypass.balancer.MemberCounters;
import org.proxypass.balancer.MemberTraits;

/** {@code ?format=json}: all that the page shows, for programs. */
final class ManagerJson {
  private final Json json = new Json();

  private ManagerJson() {}

  static String render(ManagerView view) {
    ManagerJson writer = new ManagerJson();
    writer.json.object().name("persisted").value(view.persisted()).name("balancers").array();
    view.balancers().forEach(balancer -> writer.balancer(balancer, view.nonce(balancer)));
    return writer.json.endArray().endObject() + "\n";
  }

  /** Why nothing was changed (RFC 9457). */
  static String problem(int status, String detail) {
    Json json = new Json().object().name("type").value("about:blank");
    json.name("status").value(status).name("detail").value(detail).endObject();
    return json + "\n";
  }

  private void balancer(Balancer balancer, String nonce) {
    BalancerTraits traits = balancer.traits();
    json.object().name("name").value(balancer.name()).name("nonce").value(nonce);
    json.name("method").value(traits.method().label()).name("stickySession");
    text(Sticky.text(traits.stickySession()));
    json.name("failover").value(!traits.noFailover()).name("timeoutSeconds");
    number(traits.timeout().map(Duration::toSeconds));
    json.name("maxAttempts");
    number(traits.maxAttempts().map(Integer::longValue));
    json.name("freeSlots").value(balancer.freeSlots()).name("members").array();
    long elected = balancer.members().stream().mapToLong(one -> one.counters().elected()).sum();
    for (Member member : balancer.members()) {
      json.object();
      traits(member);
      state(member);
      figures(member, elected);
      json.name("loadStatus").value(balancer.loadStatus(member));
      healthCheck(member.healthCheck(), member.health());
      json.endObject();
    }
    json.endArray().endObject();
  }

  private void traits(Member member) {
    MemberTraits traits = member.traits();
    json.name("url").value(member.name()).name("route").value(traits.route());
    json.name("redirect").value(traits.redirect()).name("factor");
    json.decimal(Amounts.hundredths(traits.loadFactor())).name("set").value(traits.set());
  }

  private void state(Member member) {
    json.name("flags").value(StateText.letters(member.state()));
    json.name("usable").value(member.state().usable()).name("states").array();
    for (StateText.Badge badge : StateText.badges(member.state())) {
      json.object().name("text").value(badge.text()).name("kind").value(badge.kind()).endObject();
    }
    json.endArray().name("lastError");
    long error = member.lastErrorMillis();
    text(error == 0 ? "" : Instant.ofEpochMilli(error).toString());
  }

  private void figures(Member member, long allElected) {
    MemberCounters counters = member.counters();
    PoolFigures pool = member.worker().figures();
    json.name("elected").value(counters.elected());
    json.name("share").value(Amounts.percent(counters.elected(), allElected));
    json.name("busy").value(counters.busy()).name("sent").value(counters.sent());
    json.name("received").value(counters.received()).name("connections").object();
    json.name("leased").value(pool.leased()).name("idle").value(pool.idle());
    json.name("waiting").value(pool.waiting()).name("max");
    number(Optional.of((long) pool.max()).filter(max -> max != Integer.MAX_VALUE));
    json.endObject();
  }

  private void healthCheck(HealthCheck check, HealthReport report) {
    json.name("healthCheck").object().name("method").value(check.method().label());
    json.name("intervalMillis").value(check.interval().toMillis());
    json.name("passes").value(check.passes()).name("fails").value(check.fails());
    json.name("uri").value(check.uri()).name("expression");
    text(check.criterion().map(criterion -> criterion.name()).orElse(""));
    json.name("passed").value(report.passes()).name("failed").value(report.fails());
    json.name("result");
    text(report.result());
    json.name("checked");
    text(
        report.checkedMillis() == 0 ? "" : Instant.ofEpochMilli(report.checkedMillis()).toString());
    json.endObject();
  }

  private void text(String value) {
    if (value.isEmpty()) {
      json.nothing();
    } else {
      json.value(value);
    }
  }

  private void number(Optional<Long> value) {
    if (value.isPresent()) {
      json.value(value.get());
    } else {
      json.nothing();
    }
  }
}
