package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;

/** What the balancer manager refuses, what it keeps to itself, and how it answers programs. */
class BalancerManagerSafetyTest {
  private static final String MEMBER = "http://127.0.0.1:1/";
  private static final String OWN = "Referer: http://front.test/manager\r\n";
  private static final String SCRIPT = "\"><script>alert(1)</script>";

  private static ProxyUnderTest proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy =
        Implementation.PROXYPASS.start(
            port ->
                """
                <Proxy balancer://shop>
                  BalancerMember http://127.0.0.1:1/a
                  BalancerMember http://127.0.0.1:1/b route="<b>'&"
                  BalancerMember http://127.0.0.1:1/c
                  BalancerMember http://127.0.0.1:1/d+e&f
                  ProxySet growth=4
                </Proxy>
                <Proxy balancer://open>
                  BalancerMember http://127.0.0.1:1/o
                  ProxySet nonce=None
                </Proxy>
                ProxyPass /shop balancer://shop
                ProxyPass / balancer://open/
                <Location /manager>
                  SetHandler balancer-manager
                </Location>
                """);
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static RawResponse get(String query, String fields) throws IOException {
    return RawClient.exchange(
        proxy.port(),
        "GET /manager" + query + " HTTP/1.1\r\nHost: front.test\r\n" + fields + "\r\n");
  }

  private static RawResponse post(String fields, String form) throws IOException {
    return RawClient.exchange(
        proxy.port(),
        "POST /manager HTTP/1.1\r\nHost: front.test\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n"
            + fields
            + "\r\n"
            + form);
  }

  private static String nonce() throws IOException {
    Matcher link = Pattern.compile("b=shop&amp;nonce=([0-9a-f-]{36})").matcher(get("", "").text());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static String json() throws IOException {
    return get("?format=json", "").text();
  }

  private static String own(String form) throws IOException {
    return "b=shop&nonce=" + nonce() + "&" + form;
  }

  @ParameterizedTest(name = "a form with {0} is refused though its nonce is right")
  @ValueSource(
      strings = {
        "Origin: http://evil.test",
        "Origin: null",
        "Referer: http://evil.test/manager",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
      })
  void foreign(String field) throws IOException {
    String before = json();
    String fields = field.startsWith("Referer") ? field + "\r\n" : OWN + field + "\r\n";
    assertThat(post(fields, own("w=" + MEMBER + "a&w_status_D=1")).status()).isEqualTo(403);
    assertThat(json()).isEqualTo(before);
  }

  @Test
  void the_log_tells_who_changed_what_and_not_the_nonce() throws IOException {
    String nonce = nonce();
    post(OWN, own("w=" + MEMBER + "c&w_status_N=1"));
    assertThat(proxy.log())
        .contains("balancer://shop: 127.0.0.1 changed w=" + MEMBER + "c w_status_N=1")
        .doesNotContain(nonce);
  }

  @Test
  void without_a_nonce_to_check_the_origin_is_still_checked() throws IOException {
    String form = "b=open&w=" + MEMBER + "o&w_wr=x";
    assertThat(post("", form).text()).contains("neither Referer nor Origin");
    assertThat(post("Origin: http://evil.test\r\n", form).status()).isEqualTo(403);
    assertThat(json()).doesNotContain("\"route\":\"x\"");
    assertThat(post("Origin: http://front.test\r\n", form).text()).contains("is in force");
    assertThat(json()).contains("\"route\":\"x\"");
  }

  @Test
  void a_browser_is_sent_to_the_page_behind_a_change() throws IOException {
    String fields = OWN + "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: navigate\r\n";
    RawResponse response = post(fields, own("w=" + MEMBER + "c&w_ls=1"));
    assertThat(response.status()).isEqualTo(303);
    assertThat(response.values("Location")).containsExactly("/manager?saved=shop#shop");
  }

  @Test
  void a_script_sees_the_page_at_once() throws IOException {
    RawResponse response = post(OWN, own("w=" + MEMBER + "c&w_ls=2"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).contains("set 2").contains("is in force");
  }

  @Test
  void a_program_gets_json_and_the_reason_of_a_refusal() throws IOException {
    String fields = OWN + "Accept: application/json\r\n";
    RawResponse changed = post(fields, own("w=" + MEMBER + "c&w_lf=2.25"));
    assertThat(changed.values("Content-Type")).containsExactly("application/json");
    assertThat(changed.text()).contains("\"factor\":2.25");
    RawResponse refused = post(fields, own("w=" + MEMBER + "c&w_lf=0"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.values("Content-Type")).containsExactly("application/problem+json");
    assertThat(refused.text()).contains("\"status\":400", "w_lf: '0' is not");
    assertThat(post("Accept: application/json\r\n", own("w_lf=2")).status()).isEqualTo(403);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "w_lf=-1, 400",
    "w_lf=1e9, 400",
    "w_wr=a%0d%0aX: y, 400",
    "w_hm=PUT, 400",
    "w_hi=99, 400",
    "w_hu=/x y, 400",
    "w_hu=/%0d%0a, 400",
    "w_he=none, 400",
    "w_status_D=yes, 400",
    "w_status_D=1&w_status_D=0, 400",
    "w_lf=%zz, 400",
    "b_tmo=7201, 400",
    "b_max=100, 400",
    "b_ss=a;b, 400",
    "b_nwrkr=unix:/run/x.sock|http://x/&b_wyes=1, 400",
    "b_nwrkr=file:///etc/passwd&b_wyes=1, 400",
    "b_nwrkr=balancer://open&b_wyes=1, 400",
    "b_nwrkr=http://user:secret@127.0.0.1/&b_wyes=1, 400",
    "b_nwrkr=http://127.0.0.1:1/a&b_wyes=1, 400",
    "b_nwrkr=http://127.0.0.1:99999/&b_wyes=1, 400",
    "b_nwrkr=http://127.0.0.1/%3Cscript&b_wyes=1, 400",
    "b_nwrkr=http://169.254.169.254/&b_wyes=1, 400",
    "b_nwrkr=http://2852039166/&b_wyes=1, 400",
    "b_nwrkr=http://[fe80::1]/&b_wyes=1, 400",
    "b_nwrkr=http://[::ffff:169.254.169.254]/&b_wyes=1, 400",
    "b_nwrkr=http://0.0.0.0:8080/&b_wyes=1, 400",
    "b_nwrkr=http://224.0.0.1/&b_wyes=1, 400",
  })
  void refused(String form, int status) throws IOException {
    String before = json();
    assertThat(post(OWN, own("w=" + MEMBER + "a&" + form)).status()).isEqualTo(status);
    assertThat(json()).isEqualTo(before);
  }

  @ParameterizedTest(name = "a page of the origin http://{0} gets {1}")
  @CsvSource({
    "front.test, 200",
    "FRONT.test:8080, 200",
    "www.front.test, 200",
    "127.0.0.1, 200",
    "[::1]:8080, 200",
    "localhost, 200",
    "evil.test, 403",
    "front.test.evil.test, 403",
    "127.0.0.1.evil.test, 403",
  })
  void a_name_that_is_not_ours_is_nobodys_own_page(String host, int status) throws IOException {
    try (ProxyUnderTest named =
        Implementation.PROXYPASS.start(
            port ->
                """
                <VirtualHost *:%d>
                  ServerName front.test
                  ServerAlias *.front.test
                  <Proxy balancer://open>
                    BalancerMember http://127.0.0.1:1/o
                    ProxySet nonce=None
                  </Proxy>
                  <Location /manager>
                    SetHandler balancer-manager
                  </Location>
                </VirtualHost>
                """
                    .formatted(port))) {
      String form = "b=open&w=" + MEMBER + "o&w_wr=x";
      RawResponse response =
          RawClient.exchange(
              named.port(),
              "POST /manager HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Length: %d\r\n\r\n"
                      .formatted(host, host, form.length())
                  + form);
      assertThat(response.status()).isEqualTo(status);
    }
  }

  @Test
  void long_forms_and_other_types_are_refused() throws IOException {
    assertThat(post(OWN, own("w_wr=" + "x".repeat(5000))).status()).isEqualTo(413);
    RawResponse typed =
        RawClient.exchange(
            proxy.port(),
            "POST /manager HTTP/1.1\r\nHost: front.test\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 3\r\n"
                + OWN
                + "\r\nb=a");
    assertThat(typed.status()).isEqualTo(415);
  }

  @Test
  void another_method_is_told_which_there_are() throws IOException {
    RawResponse response =
        RawClient.exchange(proxy.port(), "PATCH /manager HTTP/1.1\r\nHost: front.test\r\n\r\n");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.values("Allow")).containsExactly("GET, HEAD, POST");
  }

  @Test
  void nothing_that_is_sent_or_configured_becomes_markup() throws IOException {
    String encoded = SCRIPT.replace("<", "%3C").replace(">", "%3E").replace("\"", "%22");
    RawResponse unknown = post(OWN, "b=" + encoded + "&nonce=x");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    RawResponse bad = post(OWN, own("w=" + MEMBER + "a&w_wr=" + encoded));
    assertThat(bad.text()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    assertThat(get("", "").text()).contains("&lt;b&gt;&#39;&amp;").doesNotContain("<b>");
    assertThat(get("?xml=1", OWN).text()).contains("&lt;b&gt;&#39;&amp;");
    assertThat(json()).contains("\\u003cb\\u003e'\\u0026");
  }

  @Test
  void the_link_of_a_member_opens_its_settings_whatever_its_url() throws IOException {
    Matcher link =
        Pattern.compile("\\?(b=shop&amp;w=[^\"]*/d[^\"]*)\"").matcher(get("", "").text());
    assertThat(link.find()).isTrue();
    RawResponse page = get("?" + link.group(1).replace("&amp;", "&"), OWN);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).containsOnlyOnce("<details open>");
  }

  @Test
  void the_path_in_links_is_ours_whatever_the_client_wrote() throws IOException {
    String page =
        RawClient.exchange(
                proxy.port(), "GET //evil.test/..//manager HTTP/1.1\r\nHost: front.test\r\n\r\n")
            .text();
    assertThat(page).contains("action=\"/manager\"").doesNotContain("//evil");
  }

  @Test
  void browsers_are_kept_from_misusing_the_page() throws IOException {
    RawResponse page = get("", "");
    assertThat(page.values("X-Frame-Options")).containsExactly("DENY");
    assertThat(page.values("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.values("Cache-Control")).containsExactly("no-store");
    assertThat(page.values("Referrer-Policy")).containsExactly("same-origin");
    assertThat(page.values("Content-Security-Policy").get(0))
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body()).hasSizeLessThan(60_000);
  }
}
