package org.proxypass.balancer;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSpec;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;

/**
 * The attempts of one request (mod_proxy's proxy_handler). Another member is tried after a failure
 * to reach one, when nothing of the request was sent; after anything else the request may have been
 * processed, and is not sent again unless {@link RetryRules} says so.
 */
final class Failover {
  private final String balancer;
  private final List<Member> members;
  private final Selector selector;
  private final StickyCookies stickyCookies;
  private final RetryRules retries;
  private final BalancerLog log;
  private final LongSupplier nanoClock;

  Failover(
      BalancerSpec spec,
      List<Member> members,
      Selector selector,
      StickyCookies stickyCookies,
      BalancerLog log,
      LongSupplier nanoClock) {
    this.balancer = "balancer://" + spec.name();
    this.members = members;
    this.selector = selector;
    this.stickyCookies = stickyCookies;
    this.retries = new RetryRules(spec.parameters());
    this.log = log;
    this.nanoClock = nanoClock;
  }

  /** See {@link Balancer#send}. */
  Response send(BalancerTraits traits, Exchange exchange, String requestTarget, Attempt attempt) {
    String method = exchange.clientRequest().method();
    Session session =
        stickyCookies.enabled()
            ? stickyCookies.sessionOf(exchange)
            : StickySessions.find(exchange, requestTarget, traits);
    retries.requestCame();
    int repeats = 0;
    Member avoided = null;
    Session home = session;
    for (int attempts = 0; ; ) {
      Member member = selector.select(exchange, home, avoided);
      boolean changed = announce(traits, exchange, session, member);
      Response response;
      try {
        response = attempt(traits, member, attempt, repeats > 0);
      } catch (Fault fault) {
        judge(traits, member, fault);
        // A session's member is asked once more, as mostly only a connection was stale; if it
        // breaks again, it is the member.
        boolean twice = repeats == 1 && member == avoided && mayLeave(traits, session, member);
        if ((repeats == 0 || twice) && retries.allow(fault, method, attempt)) {
          home = twice ? null : session;
          avoided = member;
          repeats++;
          continue;
        }
        boolean another = fault.retryable() && !member.state().usable();
        if (another && attempts++ < maxAttempts(traits)) {
          continue;
        }
        throw fault;
      }
      judge(traits, member, response);
      if (response.status() >= 502
          && repeats == 0
          && mayLeave(traits, session, member)
          && retries.allow(response.status(), method, attempt)) {
        home = null;
        avoided = member;
        repeats++;
        response.body().abort();
        continue;
      }
      return changed ? stickyCookies.announce(response, member, exchange) : response;
    }
  }

  /** Whether a request that {@code member} has seen can go to another one. */
  private boolean mayLeave(BalancerTraits traits, @Nullable Session session, Member member) {
    return selector.hasOther(member) && (session == null || !traits.noFailover());
  }

  private int maxAttempts(BalancerTraits traits) {
    return traits.maxAttempts().isPresent() ? traits.maxAttempts().get() : members.size() - 1;
  }

  /** Says whether the client's session, if there is such a thing, gets another member. */
  private boolean announce(
      BalancerTraits traits, Exchange exchange, @Nullable Session session, Member member) {
    boolean sticky = stickyCookies.enabled() || traits.stickySession().isPresent();
    boolean changed = sticky && (session == null || !session.names(member));
    BalancerVariables.set(exchange, balancer, member, session, changed);
    return changed;
  }

  /** One attempt, which {@link Selector#select} began; it is over when its response's body is. */
  private Response attempt(BalancerTraits traits, Member member, Attempt attempt, boolean afresh) {
    boolean answered = false;
    try {
      boolean timed = traits.method() == BalancerSettings.Method.LEAST_TIME;
      long begun = timed ? nanoClock.getAsLong() : 0;
      Response response = attempt.on(member, afresh);
      if (timed) {
        long now = nanoClock.getAsLong();
        member.latency().observe(now - begun, now);
      }
      Response counted =
          new Response(
              response.status(),
              response.fields(),
              new AttemptBody(response.body(), member.counters()));
      answered = true;
      return counted;
    } finally {
      if (!answered) {
        member.counters().end();
      }
    }
  }

  private void judge(BalancerTraits traits, Member member, Fault fault) {
    if (fault.side() != Fault.Side.BACKEND) {
      return;
    }
    boolean late = traits.failOnTimeout() && fault.kind() == Fault.Kind.TIMEOUT;
    if (fault.status() == 500
        || fault.retryable()
        || late
        || traits.failOnStatus().contains(fault.status())) {
      log.failed(member, fault.message());
    }
  }

  private void judge(BalancerTraits traits, Member member, Response response) {
    if (!traits.failOnStatus().isEmpty() && traits.failOnStatus().contains(response.status())) {
      log.failed(member, "answered " + response.status() + " (failonstatus)");
    } else {
      log.succeeded(member);
    }
  }
}
