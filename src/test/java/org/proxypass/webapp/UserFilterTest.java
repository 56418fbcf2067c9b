package org.proxypass.webapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.proxypass.config.ConfigLoader;
import org.proxypass.testing.CapturedLog;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;
import org.proxypass.testing.WebSocketFrames;

/** A filter of somebody else's between ours and the servlet. */
class UserFilterTest {
  private static final String GET =
      "GET /x HTTP/1.1\r\nHost: a\r\nX-User: mallory\r\nConnection: close\r\n\r\n";

  /** What one test's filter does. */
  private interface Behaviour {
    void run(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException;
  }

  @TempDir private Path folder;
  private RecordingBackend backend;
  private @Nullable Tomcat tomcat;

  @BeforeEach
  void startBackend() throws IOException {
    backend = RecordingBackend.start("backend");
  }

  @AfterEach
  void stop() throws Exception {
    if (tomcat != null) {
      tomcat.stop();
      tomcat.destroy();
    }
    backend.close();
  }

  private int start(Behaviour behaviour) throws Exception {
    String text =
        "ErrorDocument 500 \"our own page\"\nProxyPass / http://"
            + backend.authority()
            + "/ upgrade=websocket\n";
    ProxyApplication application =
        new ProxyApplication(ConfigLoader.create().loadText(text, "test.conf").config());
    Tomcat server = new Tomcat();
    server.setBaseDir(folder.toString());
    server.setPort(0);
    server.getConnector().setProperty("address", "127.0.0.1");
    Context context = server.addContext("", folder.toString());
    context.addServletContainerInitializer(
        (classes, servletContext) -> {
          application.register(servletContext);
          addFilter(servletContext, behaviour);
        },
        null);
    server.start();
    tomcat = server;
    return server.getConnector().getLocalPort();
  }

  private static void addFilter(ServletContext context, Behaviour behaviour) {
    FilterRegistration.Dynamic filter =
        context.addFilter(
            "user",
            new HttpFilter() {
              @Override
              protected void doFilter(
                  HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                  throws IOException, ServletException {
                behaviour.run(request, response, chain);
              }
            });
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
  }

  @Test
  void a_wrapper_s_fields_are_the_ones_that_are_forwarded() throws Exception {
    int port = start((request, response, chain) -> chain.doFilter(new SignedOn(request), response));
    assertThat(RawClient.exchange(port, GET).status()).isEqualTo(200);
    assertThat(backend.requests().get(0).values("X-User")).containsExactly("alice");
  }

  @Test
  void a_wrapper_s_body_is_the_one_that_is_forwarded() throws Exception {
    int port =
        start((request, response, chain) -> chain.doFilter(new OtherBody(request), response));
    RawClient.exchange(
        port, "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
    assertThat(backend.requests().get(0).bodyText()).isEqualTo("ABC");
  }

  @Test
  void a_filter_that_answers_keeps_the_backend_out_of_it() throws Exception {
    int port = start((request, response, chain) -> response.setStatus(204));
    assertThat(RawClient.exchange(port, GET).status()).isEqualTo(204);
    assertThat(backend.requests()).isEmpty();
  }

  @Test
  void a_filter_that_fails_is_a_500_with_our_page_and_nothing_of_the_failure() throws Exception {
    int port =
        start(
            (request, response, chain) -> {
              throw new IOException("secret.internal refused");
            });
    RawResponse answer = RawClient.exchange(port, GET);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.text()).isEqualTo("our own page");
  }

  /** A container that cannot upgrade says so in one of these ways. */
  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("UnsupportedOperationException", new UnsupportedOperationException("no")),
        Arguments.of("ServletException", new ServletException("no")),
        Arguments.of("AbstractMethodError", new AbstractMethodError("no")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void a_container_without_upgrade_answers_501_and_the_log_says_why(String name, Throwable refusal)
      throws Exception {
    int port =
        start(
            (request, response, chain) -> chain.doFilter(new Refusing(request, refusal), response));
    backend.play(Script.bytes(WebSocketFrames.response()));
    CapturedLog log = CapturedLog.start("org.proxypass.fault");
    try {
      RawResponse answer = RawClient.exchange(port, WebSocketFrames.request("/x"));
      assertThat(answer.status()).isEqualTo(501);
      assertThat(answer.values("Sec-WebSocket-Accept")).isEmpty();
      await().until(() -> log.text().contains("cannot upgrade the connection"));
    } finally {
      log.stop();
    }
  }

  /** A request of a container that cannot upgrade. */
  private static final class Refusing extends HttpServletRequestWrapper {
    private final Throwable refusal;

    Refusing(HttpServletRequest request, Throwable refusal) {
      super(request);
      this.refusal = refusal;
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws ServletException {
      if (refusal instanceof ServletException exception) {
        throw exception;
      }
      if (refusal instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) refusal;
    }
  }

  @Test
  void a_response_that_its_backend_breaks_off_is_logged_once_as_the_backend_s() throws Exception {
    int port = start((request, response, chain) -> chain.doFilter(request, response));
    backend.play(
        exchange -> {
          exchange.request();
          exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc");
          exchange.close();
        });
    CapturedLog log = CapturedLog.start("org.proxypass.fault");
    try {
      RawResponse answer = RawClient.exchange(port, GET);
      assertThat(answer.ending()).isEqualTo(RawResponse.Ending.TRUNCATED);
      await().until(() -> log.text().contains("502 GET /x"));
      assertThat(log.text().split("502 GET /x", -1)).hasSize(2);
    } finally {
      log.stop();
    }
  }

  /** Says who the user is, whatever the client says. */
  private static final class SignedOn extends HttpServletRequestWrapper {
    SignedOn(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return name.equalsIgnoreCase("X-User")
          ? Collections.enumeration(List.of("alice"))
          : super.getHeaders(name);
    }
  }

  /** Sends the body in capitals. */
  private static final class OtherBody extends HttpServletRequestWrapper {
    OtherBody(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Capitals(super.getInputStream());
    }
  }

  private static final class Capitals extends ServletInputStream {
    private final ServletInputStream source;

    Capitals(ServletInputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      return Character.toUpperCase(source.read());
    }

    @Override
    public boolean isFinished() {
      return source.isFinished();
    }

    @Override
    public boolean isReady() {
      return source.isReady();
    }

    @Override
    public void setReadListener(jakarta.servlet.ReadListener listener) {
      source.setReadListener(listener);
    }
  }
}
