package org.proxypass.admin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.proxypass.balancer.Balancer;
import org.proxypass.config.BalancerSettings;

/**
 * The tokens that a form must bring to change a balancer: the configured one, or one that lasts as
 * long as this JVM and so through every reload.
 */
final class Nonces {
  private static final String ALGORITHM = "HmacSHA256";
  private static final SecretKeySpec KEY = randomKey();

  private Nonces() {}

  private static SecretKeySpec randomKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * The token of {@code balancer}; empty for {@code nonce=None}.
   *
   * @param host tells the virtual hosts apart
   */
  static String of(Balancer balancer, String host) {
    Optional<String> configured = balancer.spec().parameters().get(BalancerSettings.NONCE);
    if (configured.isPresent()) {
      return configured.get().equalsIgnoreCase("None") ? "" : configured.get();
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(KEY);
      mac.update(host.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      ByteBuffer hash =
          ByteBuffer.wrap(mac.doFinal(balancer.name().getBytes(StandardCharsets.UTF_8)));
      // The shape of httpd's, which scripts look for.
      return new UUID(hash.getLong(), hash.getLong()).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has " + ALGORITHM, e);
    }
  }

  /** Whether {@code given} is {@code expected}, told in a time that says nothing about either. */
  static boolean equal(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
