package org.proxypass.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.proxypass.testing.Browser;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RecordingBackend;

/** The balancer manager in a real browser, as a person uses it. */
class ManagerInBrowserTest {
  /** Where pictures of the page are left to look at; none without this property. */
  private static final String PICTURES = "proxypass.pictures";

  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";

  private RecordingBackend backend;
  private ProxyUnderTest proxy;
  private Browser browser;

  @BeforeEach
  void start() throws IOException {
    Browser.require();
    backend = RecordingBackend.start("backend");
    proxy = Implementation.PROXYPASS.start(port -> configuration());
    browser = Browser.start(1280, 900);
    browser.open("http://127.0.0.1:" + proxy.port() + "/balancer-manager");
  }

  @AfterEach
  void stop() throws IOException {
    if (browser != null) {
      browser.close();
      proxy.close();
      backend.close();
    }
  }

  private String configuration() {
    return """
        <Proxy balancer://shop>
          BalancerMember http://%1$s/one route=one loadfactor=2
          BalancerMember http://%1$s/two route=two
          BalancerMember http://%1$s/reserve status=+H
          BalancerMember http://%1$s/old status=+D lbset=1
          ProxySet stickysession=ROUTEID growth=1
        </Proxy>
        ProxyPass / balancer://shop/
        <Location /balancer-manager>
          SetHandler balancer-manager
        </Location>
        """
        .formatted(backend.authority());
  }

  private String member(String path) {
    return "[data-member='http://" + backend.authority() + "/" + path + "'] ";
  }

  private String states(String path) throws IOException {
    return browser.text(member(path) + "[data-figure=states]").strip();
  }

  private void get(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      RawClient.exchange(proxy.port(), "GET /x HTTP/1.1\r\nHost: front.test\r\n\r\n");
    }
  }

  @Test
  void one_click_drains_a_member_and_one_brings_it_back() throws IOException {
    assertThat(states("one")).isEqualTo("Ready");
    browser.click(member("one") + "[data-action=Drain]");
    assertThat(states("one")).isEqualTo("Draining");
    assertThat(browser.text(".notice")).contains("balancer://shop is in force");
    assertThat(browser.script("return location.search")).isEqualTo("?saved=shop");
    get(3);
    assertThat(backend.requests()).extracting(request -> request.target()).containsOnly("/two/x");
    browser.click(member("one") + "[data-action=Enable]");
    assertThat(states("one")).isEqualTo("Ready");
  }

  @Test
  void a_disabled_member_is_enabled_and_a_stopped_one_shows_it() throws IOException {
    assertThat(states("old")).isEqualTo("Disabled");
    browser.click(member("old") + "[data-action=Enable]");
    assertThat(states("old")).isEqualTo("Ready");
    browser.click(member("old") + "[data-action=Stop]");
    assertThat(states("old")).isEqualTo("Stopped");
  }

  @Test
  void settings_are_changed_without_any_script() throws IOException {
    browser.withoutScripts();
    browser.open("http://127.0.0.1:" + proxy.port() + "/balancer-manager");
    browser.click(member("one") + "summary");
    browser.clear(member("one") + "[name=w_lf]");
    browser.type(member("one") + "[name=w_lf]", "3.5");
    browser.click(member("one") + "details button");
    assertThat(browser.text(member("one") + "[data-figure=traits]")).startsWith("factor 3.50");
  }

  @Test
  void a_member_is_added_by_the_keyboard_alone() throws IOException {
    browser.script(
        "[...document.querySelectorAll('summary')]"
            + ".find(s => s.textContent === 'Add a member').focus()");
    browser.press(ENTER + TAB);
    assertThat(browser.script("return document.activeElement.name")).isEqualTo("b_nwrkr");
    browser.press("http://" + backend.authority() + "/new" + ENTER);
    await().untilAsserted(() -> assertThat(browser.text("main")).contains("/new"));
    assertThat(states("new")).isEqualTo("Disabled");
    assertThat(browser.text("main")).doesNotContain("Add a member");
  }

  @Test
  void figures_are_fresh_and_typed_text_stays() throws IOException {
    browser.click(member("one") + "summary");
    browser.clear(member("one") + "[name=w_wr]");
    browser.type(member("one") + "[name=w_wr]", "half-typ");
    get(3);
    await()
        .untilAsserted(
            () -> assertThat(browser.text(member("one") + "[data-figure=elected]")).isEqualTo("2"));
    assertThat(browser.text(member("one") + "[data-figure=share]")).isEqualTo("67 %");
    assertThat(browser.script("return document.activeElement.name")).isEqualTo("w_wr");
    assertThat(browser.script("return document.activeElement.value")).isEqualTo("half-typ");
  }

  @Test
  void refreshing_can_be_paused() throws IOException {
    browser.click("#pause");
    get(3);
    String refreshes = "return performance.getEntriesByName(location.href + '?format=json').length";
    String before = browser.script(refreshes);
    browser.script("window.ticks = 0; setInterval(() => window.ticks++, 2000)");
    await().untilAsserted(() -> assertThat(browser.script("return window.ticks")).isEqualTo("2"));
    assertThat(browser.script(refreshes)).isEqualTo(before);
    assertThat(browser.text(member("one") + "[data-figure=elected]")).isEqualTo("0");
  }

  @Test
  void a_phone_shows_all_of_it_without_scrolling_sideways() throws IOException {
    get(5);
    browser.click(member("two") + "[data-action=Drain]");
    picture("desktop");
    browser.preferDark(true);
    picture("dark");
    browser.preferDark(false);
    browser.resize(390, 844);
    picture("phone");
    String overflow = "return document.documentElement.scrollWidth - innerWidth";
    assertThat(browser.script(overflow)).isEqualTo("0");
    browser.script("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(browser.script(overflow)).isEqualTo("0");
    picture("phone-open");
  }

  private void picture(String name) throws IOException {
    String directory = System.getProperty(PICTURES);
    if (directory != null) {
      Files.write(Path.of(directory, "balancer-manager-" + name + ".png"), browser.screenshot());
    }
  }
}
