package org.proxypass.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this program calls itself in messages (RFC 9110 §10.1.5, product). */
public final class Product {
  /** Name and version, like {@code proxypass/1.0.0}. */
  public static final String TOKEN = "proxypass/" + property("version");

  /** The time that the build gives itself, as in RFC 3339. */
  public static final String BUILT = property("built");

  private Product() {}

  private static String property(String name) {
    Properties properties = new Properties();
    try (InputStream content = Product.class.getResourceAsStream("product.properties")) {
      if (content != null) {
        properties.load(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(name, "unknown");
  }
}
