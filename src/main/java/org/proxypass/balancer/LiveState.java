package org.proxypass.balancer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.SavedState.SavedBalancer;
import org.proxypass.balancer.SavedState.SavedMember;
import org.proxypass.balancer.SavedState.Value;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.MemberSettings;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.http.BackendUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of live balancers what differs from their configuration, and puts it into others.
 *
 * @param balancer a live one
 * @param host tells its virtual host from others
 * @param criteria the health check expressions there are, by name
 */
record LiveState(Balancer balancer, String host, Map<String, Criterion> criteria) {
  private static final Logger LOG = LoggerFactory.getLogger(LiveState.class);

  /** What differs; null for nothing. */
  @Nullable SavedBalancer capture() {
    BalancerSpec spec = balancer.spec();
    Map<String, Value> settings =
        differences(
            BalancerTexts.of(balancer.traits()),
            BalancerTexts.of(BalancerTraits.of(spec.parameters())));
    List<SavedMember> members = new ArrayList<>();
    for (Member member : balancer.members()) {
      boolean added = !spec.members().contains(member.spec());
      Map<String, Value> changed = differences(live(member), configured(member));
      if (added || !changed.isEmpty()) {
        members.add(new SavedMember(member.name(), added, changed));
      }
    }
    return settings.isEmpty() && members.isEmpty()
        ? null
        : new SavedBalancer(balancer.name(), host, settings, members);
  }

  private static Map<String, String> live(Member member) {
    return MemberTexts.of(member.traits(), member.state().flags(), member.healthCheck());
  }

  private static Map<String, String> configured(Member member) {
    Settings parameters = member.spec().parameters();
    Set<MemberFlag> flags = parameters.get(MemberSettings.STATUS);
    return MemberTexts.of(MemberTraits.of(parameters), flags, HealthCheck.of(parameters));
  }

  private static Map<String, Value> differences(
      Map<String, String> live, Map<String, String> configured) {
    Map<String, Value> differences = new LinkedHashMap<>();
    live.forEach(
        (name, text) -> {
          String before = configured.getOrDefault(name, "");
          if (!text.equals(before)) {
            differences.put(name, new Value(text, before));
          }
        });
    return differences;
  }

  /** Puts {@code saved} in; what no longer fits is left out and logged. */
  void restore(SavedBalancer saved) {
    BalancerTraits traits = balancer.traits();
    try {
      balancer.change(
          BalancerTexts.with(traits, merged(BalancerTexts.of(traits), saved.settings())));
    } catch (IllegalArgumentException e) {
      dropped(e.getMessage());
    }
    saved.members().forEach(this::restore);
  }

  private void restore(SavedMember saved) {
    try {
      Member member = find(saved.url());
      if (member == null && saved.added()) {
        WorkerSpec worker = new WorkerSpec(BackendUrl.parse(saved.url()), Settings.EMPTY);
        member = balancer.add(new MemberSpec(worker, Settings.EMPTY));
      }
      if (member == null) {
        dropped(saved.url() + " is no member any more");
        return;
      }
      restore(member, merged(configured(member), saved.settings()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      dropped(saved.url() + ": " + e.getMessage());
    }
  }

  private void restore(Member member, Map<String, String> texts) {
    MemberTraits traits = MemberTexts.traits(member.traits(), texts);
    HealthCheck check = MemberTexts.check(texts, criteria);
    balancer.change(member, traits);
    member.change(check);
    MemberTexts.BY_HAND.forEach(
        flag -> balancer.setFlag(member, flag, MemberTexts.has(texts, flag)));
  }

  private @Nullable Member find(String url) {
    return balancer.members().stream()
        .filter(member -> member.name().equals(url))
        .findFirst()
        .orElse(null);
  }

  /** A value of the configuration that was changed in the meantime wins. */
  private Map<String, String> merged(Map<String, String> configured, Map<String, Value> saved) {
    Map<String, String> merged = new LinkedHashMap<>(configured);
    saved.forEach(
        (name, value) -> {
          if (value.configured().equals(configured.get(name))) {
            merged.put(name, value.live());
          } else {
            dropped(name + " was changed in the configuration");
          }
        });
    return merged;
  }

  private void dropped(@Nullable String why) {
    LOG.warn("balancer://{}: a change of the manager is dropped: {}", balancer.name(), why);
  }
}
