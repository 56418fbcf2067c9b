package org.proxypass.balancer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSettings.StickyCookie;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.MemberSettings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.Response;

/**
 * The cookie by which the balancer itself keeps a client at its member (ProxySticky). Its value is
 * derived from the member's route, or its URL where it has none, and is the same after a restart
 * and on every proxy of the same configuration. It is slow to derive, so that addresses cannot be
 * guessed from it; a secret {@code nonce} of the balancer goes into it, too.
 */
final class StickyCookies {
  private static final int ITERATIONS = 10_000;
  private static final int VALUE_BITS = 96;

  private final BalancerSpec spec;
  private final Optional<StickyCookie> cookie;

  StickyCookies(BalancerSpec spec) {
    this.spec = spec;
    this.cookie = spec.parameters().get(BalancerSettings.STICKY_COOKIE);
  }

  /** Whether there is such a cookie. */
  boolean enabled() {
    return cookie.isPresent();
  }

  /** By what the cookie names {@code member}; empty when there is no cookie. */
  String valueOf(Member member) {
    if (cookie.isEmpty()) {
      return "";
    }
    String route = member.spec().parameters().get(MemberSettings.ROUTE);
    String identity = route.isEmpty() ? member.name() : route;
    String nonce = spec.parameters().get(BalancerSettings.NONCE).orElse("");
    String salt = "ProxySticky " + spec.name() + " " + cookie.get().name() + " " + nonce;
    PBEKeySpec derived =
        new PBEKeySpec(
            identity.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), ITERATIONS, VALUE_BITS);
    try {
      byte[] value =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(derived).getEncoded();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no PBKDF2WithHmacSHA256", e);
    }
  }

  /** The session that a request's cookie names, or null. */
  @Nullable Session sessionOf(Exchange exchange) {
    if (cookie.isEmpty()) {
      return null;
    }
    String name = cookie.get().name();
    String value = CookieValue.find(exchange.requestFields(), name);
    return value == null ? null : new Session(name, value, true);
  }

  /** Tells the client of its member, if there is such a cookie. */
  Response announce(Response response, Member member, Exchange exchange) {
    cookie.ifPresent(
        own -> response.fields().add("Set-Cookie", text(own, member.stickyValue(), exchange)));
    return response;
  }

  private static String text(StickyCookie cookie, String value, Exchange exchange) {
    StringBuilder text = new StringBuilder(128);
    text.append(cookie.name()).append('=').append(value);
    text.append("; Path=").append(path(cookie, exchange.publicAddress().contextPath()));
    cookie.maxAge().ifPresent(age -> text.append("; Max-Age=").append(age.toSeconds()));
    if (cookie.secure().orElseGet(() -> exchange.publicAddress().scheme().equals("https"))) {
      text.append("; Secure");
    }
    if (cookie.httpOnly()) {
      text.append("; HttpOnly");
    }
    cookie.sameSite().ifPresent(site -> text.append("; SameSite=").append(site));
    return text.toString();
  }

  /**
   * Paths of the configuration are relative to where the application is mounted; a __Host- cookie
   * must have Path=/ (RFC 6265bis §4.1.3.2).
   */
  private static String path(StickyCookie cookie, String contextPath) {
    if (cookie.name().startsWith("__Host-")) {
      return "/";
    }
    boolean root = cookie.path().equals("/") && !contextPath.isEmpty();
    return root ? contextPath : contextPath + cookie.path();
  }
}
