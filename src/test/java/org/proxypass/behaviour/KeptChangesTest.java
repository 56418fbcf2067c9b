package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;
import org.proxypass.launcher.EmbeddedServer;
import org.proxypass.launcher.LaunchException;
import org.proxypass.testing.CapturedLog;
import org.proxypass.testing.RawClient;

/** BalancerPersist: what the manager changed is there again behind a restart. */
class KeptChangesTest {
  private static final String MEMBER = "http://127.0.0.1:1/";

  @TempDir Path directory;

  private Path file;
  private Path state;
  private CapturedLog log;
  private EmbeddedServer server;

  @BeforeEach
  void begin() throws Exception {
    file = directory.resolve("proxy.conf");
    state = directory.resolve("proxy.conf.state");
    log = CapturedLog.start("org.proxypass");
    configure("route=a");
    start();
  }

  @AfterEach
  void end() {
    server.stop(Duration.ZERO);
    log.stop();
  }

  private void configure(String parameters) throws IOException {
    Files.writeString(
        file,
        """
        Listen 127.0.0.1:0
        BalancerPersist On
        <Proxy balancer://shop>
          BalancerMember http://127.0.0.1:1/one %s
          BalancerMember http://127.0.0.1:1/two
          ProxySet nonce=n growth=2
        </Proxy>
        ProxyPass / balancer://shop/
        <Location /manager>
          SetHandler balancer-manager
        </Location>
        """
            .formatted(parameters));
  }

  private ProxyConfig load() throws ConfigException {
    return ConfigLoader.create().load(file).config();
  }

  private void start() throws ConfigException, LaunchException {
    server = EmbeddedServer.start(load());
  }

  private void restart() throws ConfigException, LaunchException {
    server.stop(Duration.ZERO);
    start();
  }

  private String change(String form) throws IOException {
    String body = "b=shop&nonce=n&xml=1&" + form;
    String head =
        "POST /manager HTTP/1.1\r\nHost: front.test\r\nReferer: http://front.test/manager\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
    return exchange(head + body.length() + "\r\n\r\n" + body);
  }

  private String xml() throws IOException {
    return exchange(
        "GET /manager?xml=1 HTTP/1.1\r\nHost: front.test\r\nReferer: http://front.test/x\r\n\r\n");
  }

  private String exchange(String request) throws IOException {
    return RawClient.exchange(server.ports().get(0), request).text();
  }

  /** The element of one member. */
  private String member(String path) throws IOException {
    String xml = xml();
    int start = xml.indexOf("<httpd:name>" + MEMBER + path + "<");
    return start < 0 ? "" : xml.substring(start, xml.indexOf("</httpd:worker>", start));
  }

  @Test
  void nothing_is_written_before_something_is_changed() {
    assertThat(state).doesNotExist();
  }

  @Test
  void a_time_that_no_configuration_could_say_is_dropped() throws Exception {
    Files.writeString(state, "version 1\n\nbalancer shop main\ntimeout\t9223372036854775807ms\t\n");
    restart();
    assertThat(log.text()).contains("a change of the manager is dropped");
    assertThat(xml()).contains("<httpd:timeout>0<");
  }

  @Test
  void flags_traits_and_settings_survive_a_restart() throws Exception {
    change("w=" + MEMBER + "one&w_status_N=1&w_lf=2.5&w_wr=b&w_ls=3&w_hm=TCP&w_hi=2000");
    change("b_lbm=bytraffic&b_tmo=4&b_ss=SID&b_max=7&b_sforce=1");
    restart();
    assertThat(member("one"))
        .contains("Init Drn Ok ", ">2.50<", "<httpd:route>b<", "<httpd:lbset>3<");
    assertThat(xml())
        .contains(">bytraffic<", "<httpd:timeout>4<", ">SID<", "maxattempts>7<", "nofailover>On<");
    assertThat(exchange("GET /manager HTTP/1.1\r\nHost: front.test\r\n\r\n"))
        .contains("TCP every 2 s");
  }

  @Test
  void only_what_differs_is_written() throws Exception {
    change("w=" + MEMBER + "two&w_status_D=1");
    assertThat(state)
        .content()
        .endsWith("balancer shop main\nmember " + MEMBER + "two\nstatus\tD\t\n");
    change("w=" + MEMBER + "two&w_status_D=0");
    assertThat(state).content().endsWith("version 1\n");
  }

  @Test
  void an_added_member_is_there_again_as_it_was() throws Exception {
    change("b_nwrkr=" + MEMBER + "new&b_wyes=1");
    change("b_nwrkr=" + MEMBER + "newer&b_wyes=1");
    change("w=" + MEMBER + "new&w_status_D=0&w_wr=n");
    restart();
    assertThat(member("new")).contains("Init Ok ", "<httpd:route>n<");
    assertThat(member("newer")).contains("Init Dis ");
  }

  @Test
  void a_value_changed_in_the_configuration_wins() throws Exception {
    change("w=" + MEMBER + "one&w_wr=b&w_lf=7");
    configure("route=c");
    restart();
    assertThat(member("one")).contains("<httpd:route>c<", ">7.00<");
    assertThat(log.text()).contains("route was changed in the configuration");
  }

  @Test
  void a_reload_forgets_what_the_configuration_took_over() throws Exception {
    change("w=" + MEMBER + "one&w_wr=b&w_lf=7");
    configure("route=c loadfactor=7");
    server.reload(load());
    assertThat(state).content().doesNotContain("route", "loadfactor");
    assertThat(member("one")).contains("<httpd:route>c<", ">7.00<");
  }

  @Test
  void a_change_that_a_reload_overtakes_is_made_in_the_new_configuration() throws Exception {
    String form = "b=shop&nonce=n&xml=1&w=" + MEMBER + "one&w_status_D=1";
    try (RawClient client = RawClient.connect(server.ports().get(0))) {
      client.send(
          "POST /manager HTTP/1.1\r\nHost: front.test\r\nReferer: http://front.test/manager\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n"
              + "Expect: 100-continue\r\nContent-Length: "
              + form.length()
              + "\r\n\r\n");
      // The form is being read now, by what the configuration was when the request came.
      assertThat(client.readHead().status()).isEqualTo(100);
      configure("route=a timeout=7");
      server.reload(load());

      assertThat(client.send(form).read().status()).isEqualTo(200);
    }
    assertThat(member("one")).contains("Init Dis ");
    restart();
    assertThat(member("one")).contains("Init Dis ");
  }

  @Test
  void what_is_gone_is_dropped_and_named() throws Exception {
    change("w=" + MEMBER + "two&w_status_D=1");
    Files.writeString(file, Files.readString(file).replace("/two", "/three"));
    restart();
    assertThat(log.text()).contains(MEMBER + "two is no member any more");
    assertThat(member("three")).contains("Init Ok ");
    Files.writeString(file, Files.readString(file).replace("shop", "store"));
    restart();
    assertThat(log.text()).contains("there is no balancer://shop any more");
  }

  @Test
  void a_corrupt_file_is_set_aside() throws Exception {
    Files.writeString(state, "version 1\nrubbish\n");
    restart();
    assertThat(log.text()).contains("line 2 is not understood");
    assertThat(state).doesNotExist();
    assertThat(directory.resolve("proxy.conf.state.corrupt")).hasContent("version 1\nrubbish\n");
    assertThat(member("one")).contains("Init Ok ");
  }

  @Test
  void where_nothing_can_be_written_changes_hold_all_the_same() throws Exception {
    Files.createDirectory(directory.resolve("proxy.conf.state.new"));
    assertThat(change("w=" + MEMBER + "two&w_status_D=1")).contains("Init Dis ");
    assertThat(log.text()).contains("a restart will lose changes");
  }
}
