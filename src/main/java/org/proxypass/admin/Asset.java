package org.proxypass.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A style sheet or script that stands inside of a page.
 *
 * @param text what stands between the tags
 * @param source how a Content-Security-Policy allows it; empty text has {@code 'none'}
 */
public record Asset(String text, String source) {
  /** Nothing at all. */
  public static final Asset NONE = new Asset("", "'none'");

  /**
   * Reads the resource {@code name} beside this class.
   *
   * @throws IllegalStateException when there is none
   */
  public static Asset read(String name) {
    try (InputStream resource = Asset.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("no resource " + name);
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return new Asset(text, hash(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** CSP Level 3 §8.3: the digest of exactly the text between the tags. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
