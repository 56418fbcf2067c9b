package org.proxypass.balancer;

import java.time.Duration;
import java.util.Optional;
import org.proxypass.backend.ProbeAnswer;
import org.proxypass.backend.ProbeRequest;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.config.HealthCheckSettings.Method;
import org.proxypass.config.MemberFlag;
import org.proxypass.exchange.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One check of one member, and what follows from it. */
final class MemberCheck {
  private static final Logger LOG = LoggerFactory.getLogger(MemberCheck.class);

  /** What a check found, and how to say it. */
  record Finding(boolean passed, String words) {}

  private MemberCheck() {}

  /** Asks the member as {@code check} says; takes as long as its connection lets it. */
  static Finding look(Member member, HealthCheck check) {
    try {
      if (check.method() == Method.TCP) {
        member.worker().probeConnection();
        return new Finding(true, "connected");
      }
      return judge(member.worker().probe(request(member, check)), check.criterion());
    } catch (Fault fault) {
      return new Finding(false, fault.message());
    }
  }

  static ProbeRequest request(Member member, HealthCheck check) {
    String target = target(member.spec().worker().url().path(), check.uri());
    return switch (check.method()) {
      case OPTIONS -> new ProbeRequest("OPTIONS", "*", true);
      case OPTIONS11 -> new ProbeRequest("OPTIONS", "*", false);
      case HEAD -> new ProbeRequest("HEAD", target, true);
      case HEAD11 -> new ProbeRequest("HEAD", target, false);
      case GET -> new ProbeRequest("GET", target, true);
      case GET11 -> new ProbeRequest("GET", target, false);
      case NONE, TCP -> throw new IllegalArgumentException(check.method() + " asks nothing");
    };
  }

  /** The member's path and {@code uri} with one slash between them; httpd makes it two. */
  static String target(String path, String uri) {
    if (uri.isEmpty()) {
      return path.isEmpty() ? "/" : path;
    }
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return base + (uri.startsWith("/") ? uri : "/" + uri);
  }

  static Finding judge(ProbeAnswer answer, Optional<Criterion> criterion) {
    int status = answer.status();
    String words = "status " + status;
    if (criterion.isEmpty()) {
      return new Finding(status >= 200 && status < 400, words);
    }
    Criterion expected = criterion.get();
    try {
      boolean passed = expected.condition().test(new CheckedAnswer(answer));
      return new Finding(passed, words + (passed ? " meets " : " fails ") + expected.name());
    } catch (StackOverflowError e) {
      // A regular expression that java.util.regex can only match by recursion.
      return new Finding(false, words + ", too long for " + expected.name());
    }
  }

  /**
   * Lets a finding take effect on the flags; only a change of them is logged.
   *
   * @param balancer the name of the member's
   * @param endMillis since 1970
   */
  static void apply(
      String balancer,
      Member member,
      HealthCheck check,
      Finding finding,
      long endMillis,
      Duration took) {
    MemberState state = member.state();
    boolean out = state.has(MemberFlag.HEALTH_CHECK_FAILED) || state.has(MemberFlag.ERROR);
    MemberHealth health = member.checks();
    HealthRule.Verdict verdict = HealthRule.judge(health.report(), out, finding.passed(), check);
    health.report(
        new HealthReport(verdict.passes(), verdict.fails(), finding.words(), endMillis, took));
    switch (verdict.change()) {
      case UP -> {
        // ERROR first: the member must not be usable before both are gone.
        state.set(MemberFlag.ERROR, false);
        state.set(MemberFlag.HEALTH_CHECK_FAILED, false);
        LOG.info(
            "balancer://{}: {} is back: its health check passes ({})",
            balancer,
            member.name(),
            finding.words());
      }
      case DOWN -> {
        state.set(MemberFlag.HEALTH_CHECK_FAILED, true);
        LOG.warn(
            "balancer://{}: {} is taken out: its health check fails ({})",
            balancer,
            member.name(),
            finding.words());
      }
      case NONE -> {
        // Nothing new.
      }
    }
  }
}
