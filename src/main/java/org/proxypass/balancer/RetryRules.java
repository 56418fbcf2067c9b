package org.proxypass.balancer;

import java.util.Set;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.RetryCause;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Fault;

/**
 * When a request is sent again although a backend may have seen it ({@code retryon}). Off by
 * default, as httpd never does it; only for methods that may be repeated (RFC 9110 §9.2.2), within
 * the budget.
 */
final class RetryRules {
  private final Set<RetryCause> causes;
  private final RetryBudget budget;

  RetryRules(Settings parameters) {
    this.causes = parameters.get(BalancerSettings.RETRY_ON);
    this.budget = new RetryBudget(parameters.get(BalancerSettings.RETRY_BUDGET));
  }

  /** A request came. */
  void requestCame() {
    if (!causes.isEmpty()) {
      budget.deposit();
    }
  }

  /** Whether a request that met {@code fault} may be sent again. */
  boolean allow(Fault fault, String method, Attempt attempt) {
    return fault.kind() == Fault.Kind.STALE && allow(RetryCause.STALE, method, attempt);
  }

  /** Whether a request that was answered with {@code status} may be sent again. */
  boolean allow(int status, String method, Attempt attempt) {
    return switch (status) {
      case 502 -> allow(RetryCause.STATUS_502, method, attempt);
      case 503 -> allow(RetryCause.STATUS_503, method, attempt);
      case 504 -> allow(RetryCause.STATUS_504, method, attempt);
      default -> false;
    };
  }

  private boolean allow(RetryCause cause, String method, Attempt attempt) {
    return causes.contains(cause)
        && isIdempotent(method)
        && attempt.repeatable()
        && budget.withdraw();
  }

  static boolean isIdempotent(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }
}
