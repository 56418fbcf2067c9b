package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.proxypass.http.Utf8Bytes;

/**
 * What the container tells of the client's TLS connection, under the names of mod_ssl (Servlet §3.9
 * for the attributes).
 */
final class TlsVariables {
  private static final String CIPHER = "jakarta.servlet.request.cipher_suite";
  private static final String KEY_SIZE = "jakarta.servlet.request.key_size";
  private static final String SESSION_ID = "jakarta.servlet.request.ssl_session_id";
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
  private static final String PROTOCOL = "jakarta.servlet.request.secure_protocol";
  // Before Servlet 6.1 the protocol had no standard name.
  private static final String TOMCAT_PROTOCOL =
      "org.apache.tomcat.util.net.secure_protocol_version";

  private TlsVariables() {}

  static @Nullable String value(HttpServletRequest request, String name) {
    if (name.equals("HTTPS")) {
      return request.isSecure() ? "on" : "off";
    }
    if (!request.isSecure()) {
      return null;
    }
    return switch (name) {
      case "SSL_PROTOCOL" -> protocol(request);
      case "SSL_CIPHER" -> text(request, CIPHER);
      case "SSL_CIPHER_USEKEYSIZE", "SSL_CIPHER_ALGKEYSIZE" -> text(request, KEY_SIZE);
      case "SSL_SESSION_ID" -> text(request, SESSION_ID);
      case "SSL_CLIENT_VERIFY" -> certificate(request) == null ? "NONE" : "SUCCESS";
      default -> name.startsWith("SSL_CLIENT_") ? ofCertificate(request, name) : null;
    };
  }

  private static @Nullable String text(HttpServletRequest request, String attribute) {
    Object value = request.getAttribute(attribute);
    return value == null ? null : value.toString();
  }

  private static @Nullable String protocol(HttpServletRequest request) {
    String standard = text(request, PROTOCOL);
    return standard == null ? text(request, TOMCAT_PROTOCOL) : standard;
  }

  private static @Nullable X509Certificate certificate(HttpServletRequest request) {
    return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
        ? chain[0]
        : null;
  }

  private static @Nullable String ofCertificate(HttpServletRequest request, String name) {
    X509Certificate certificate = certificate(request);
    if (certificate == null) {
      return null;
    }
    return switch (name) {
      case "SSL_CLIENT_CERT" -> pem(certificate);
      case "SSL_CLIENT_M_SERIAL" ->
          certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
      case "SSL_CLIENT_M_VERSION" -> Integer.toString(certificate.getVersion());
      case "SSL_CLIENT_V_START" -> date(certificate.getNotBefore().toInstant());
      case "SSL_CLIENT_V_END" -> date(certificate.getNotAfter().toInstant());
      case "SSL_CLIENT_S_DN" -> whole(certificate.getSubjectX500Principal());
      case "SSL_CLIENT_I_DN" -> whole(certificate.getIssuerX500Principal());
      default -> partOfName(certificate, name);
    };
  }

  private static @Nullable String partOfName(X509Certificate certificate, String name) {
    if (name.startsWith("SSL_CLIENT_S_DN_")) {
      return part(certificate.getSubjectX500Principal(), name.substring(16));
    }
    return name.startsWith("SSL_CLIENT_I_DN_")
        ? part(certificate.getIssuerX500Principal(), name.substring(16))
        : null;
  }

  private static String whole(X500Principal principal) {
    return Utf8Bytes.of(principal.getName(X500Principal.RFC2253));
  }

  private static @Nullable String part(X500Principal principal, String type) {
    try {
      for (Rdn rdn : new LdapName(principal.getName(X500Principal.RFC2253)).getRdns()) {
        if (rdn.getType().equalsIgnoreCase(type) && rdn.getValue() instanceof String value) {
          return Utf8Bytes.of(value);
        }
      }
      return null;
    } catch (InvalidNameException e) {
      return null;
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
      return "-----BEGIN CERTIFICATE-----\n"
          + lines.encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that came encoded", e);
    }
  }

  /** As OpenSSL prints it: {@code Jan 5 09:00:00 2026 GMT}. */
  private static String date(Instant instant) {
    return DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(instant);
  }
}
