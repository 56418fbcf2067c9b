package org.proxypass.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** mod_ssl's names for what a container knows; the expected texts are OpenSSL's. */
class TlsVariablesTest {
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBqzCCAVCgAwIBAgIDAKsSMAoGCCqGSM49BAMCMDIxCzAJBgNVBAYTAkRFMRMw
      EQYDVQQKDApTaG9wLCBJbmMuMQ4wDAYDVQQDDAVhbGljZTAgFw0yNjExMjExNjA2
      NTlaGA8yMTI2MTAyODE2MDY1OVowMjELMAkGA1UEBhMCREUxEzARBgNVBAoMClNo
      b3AsIEluYy4xDjAMBgNVBAMMBWFsaWNlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD
      QgAECaJ1L3DAlBCIPfPAzkjWXOD2vElGf6WZgdW+T9wvlvgGnsVscBNSSflWy6A6
      f/m5E6V6RHhWfy9QTYrKZTX/t6NTMFEwHQYDVR0OBBYEFF9cLvVuiRpA19GVDtlm
      UbbwFxz2MB8GA1UdIwQYMBaAFF9cLvVuiRpA19GVDtlmUbbwFxz2MA8GA1UdEwEB
      /wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAKnrPhGSWA75T5++2Hq9DjGKD3og
      QgSBHWKG0+GcO7GRAiEA2ls4n9+GQp4GbyKSo0bJpaOSeNiZe6M+8N7kcHvXyA0=
      -----END CERTIFICATE-----
      """;

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "HTTPS; on",
        "SSL_PROTOCOL; TLSv1.3",
        "SSL_CIPHER; TLS_AES_256_GCM_SHA384",
        "SSL_CIPHER_USEKEYSIZE; 256",
        "SSL_SESSION_ID; 0a0b",
        "SSL_CLIENT_VERIFY; SUCCESS",
        "SSL_CLIENT_S_DN; CN=alice,O=Shop\\, Inc.,C=DE",
        "SSL_CLIENT_I_DN; CN=alice,O=Shop\\, Inc.,C=DE",
        "SSL_CLIENT_S_DN_CN; alice",
        "SSL_CLIENT_S_DN_O; Shop, Inc.",
        "SSL_CLIENT_I_DN_C; DE",
        "SSL_CLIENT_M_SERIAL; AB12",
        "SSL_CLIENT_M_VERSION; 3",
        "SSL_CLIENT_V_START; Nov 21 16:06:59 2026 GMT",
        "SSL_CLIENT_V_END; Oct 28 16:06:59 2126 GMT",
      })
  void variable_of_a_connection_with_a_certificate(String name, String value) throws Exception {
    assertThat(TlsVariables.value(request(true, certificate()), name)).isEqualTo(value);
  }

  @Test
  void certificate_comes_back_as_it_was() throws Exception {
    assertThat(TlsVariables.value(request(true, certificate()), "SSL_CLIENT_CERT"))
        .isEqualTo(CERTIFICATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSL_NO_SUCH", "SSL_CLIENT_NO_SUCH", "SSL_CLIENT_S_DN_XX", "no"})
  void unknown_name_has_no_value(String name) throws Exception {
    assertThat(TlsVariables.value(request(true, certificate()), name)).isNull();
  }

  @Test
  void without_a_certificate_there_is_none() {
    HttpServletRequest request = request(true, null);

    assertThat(TlsVariables.value(request, "SSL_CLIENT_VERIFY")).isEqualTo("NONE");
    assertThat(TlsVariables.value(request, "SSL_CLIENT_S_DN")).isNull();
  }

  @Test
  void without_tls_nothing_is_believed() throws Exception {
    HttpServletRequest request = request(false, certificate());

    assertThat(TlsVariables.value(request, "HTTPS")).isEqualTo("off");
    assertThat(TlsVariables.value(request, "SSL_CLIENT_VERIFY")).isNull();
    assertThat(TlsVariables.value(request, "SSL_PROTOCOL")).isNull();
  }

  private static X509Certificate certificate() throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(CERTIFICATE.getBytes(StandardCharsets.US_ASCII)));
  }

  /** A request that answers isSecure and getAttribute, which is all that is asked. */
  private static HttpServletRequest request(boolean secure, @Nullable X509Certificate certificate) {
    Map<String, Object> attributes =
        Map.of(
            "org.apache.tomcat.util.net.secure_protocol_version", "TLSv1.3",
            "jakarta.servlet.request.cipher_suite", "TLS_AES_256_GCM_SHA384",
            "jakarta.servlet.request.key_size", 256,
            "jakarta.servlet.request.ssl_session_id", "0a0b");
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            TlsVariablesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "isSecure" -> secure;
                  case "getAttribute" ->
                      arguments[0].equals("jakarta.servlet.request.X509Certificate")
                          ? chain(certificate)
                          : attributes.get(String.valueOf(arguments[0]));
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  private static X509Certificate @Nullable [] chain(@Nullable X509Certificate certificate) {
    return certificate == null ? null : new X509Certificate[] {certificate};
  }
}
