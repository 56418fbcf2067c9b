package org.proxypass.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.FieldValue;
import org.proxypass.config.HeaderAction;
import org.proxypass.config.HeaderRule;
import org.proxypass.config.HeaderSettings;
import org.proxypass.config.RuleCondition;
import org.proxypass.config.Settings;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.expression.Regex;
import org.proxypass.expression.Template;
import org.proxypass.http.Fields;

/** Single rules, above all those that cannot be compared with an httpd. */
class HeaderEditorTest {

  @ParameterizedTest(name = "edit* {1} {2} on {0} is {3}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "foo        , ^(.*)$       , <$1>   , <foo>",
        "``         , ^(.*)$       , <$1>   , <>",
        "aaa        , ^a           , b      , baa",
        "bar        , ^            , foo    , foobar",
        "bar        , x*           , -      , -b-a-r-",
        "ababa      , (?<=a)(ba)   , cd     , acdcd",
        "a.b.c      , [.]          , $0$0   , a..b..c",
      })
  @Timeout(10)
  void edit_of_every_hit_ends(String value, String regex, String replacement, String expected)
      throws Exception {
    Fields fields = Fields.of("X", value);

    apply(HeaderAction.EDIT_ALL, regex, text(replacement), fields);

    assertThat(fields.all("X")).containsExactly(expected);
  }

  @Test
  void unsafe_value_is_refused_and_changes_nothing() throws Exception {
    for (String unsafe : List.of("a\r\nY: b", "a\nb", "a\rb", "a\0b", "a\u007f")) {
      Fields fields = Fields.of("X", "before");
      FieldValue value = new FieldValue(List.of(new FieldValue.Text(unsafe)));

      assertThatThrownBy(() -> apply(HeaderAction.SET, "", value, fields))
          .isInstanceOf(HeaderEditor.UnsafeValueException.class)
          .hasMessage("the value for X has a control character");
      assertThat(fields.all("X")).containsExactly("before");
    }
  }

  @Test
  void edit_cannot_bring_a_line_break_in() throws Exception {
    Fields fields = Fields.of("X", "a");
    FieldValue value =
        new FieldValue(
            List.of(new FieldValue.Expression(Template.compile("%{unescape:b%0D%0Ac}"))));

    assertThatThrownBy(() -> apply(HeaderAction.EDIT, "a", value, fields))
        .isInstanceOf(HeaderEditor.UnsafeValueException.class);
  }

  @Test
  void echo_leaves_out_what_belongs_to_the_connection_and_the_length() throws Exception {
    Exchange exchange = exchange();
    exchange.setRequestFields(
        Fields.of("Content-Length", "3", "Connection", "X-Hop", "X-Hop", "1", "X-End", "2"));
    Fields fields = new Fields();
    HeaderRule rule =
        new HeaderRule(
            HeaderAction.ECHO,
            ".",
            Optional.of(Regex.of(".", false)),
            FieldValue.EMPTY,
            RuleCondition.UNCONDITIONAL);

    HeaderEditor.ofResponse(ExchangeExpressions.ofRequest(exchange), fields).apply(rule);

    assertThat(fields).hasToString("X-End: 2\n");
  }

  @Test
  void certificate_becomes_one_line() throws Exception {
    Fields fields = new Fields();
    FieldValue value = new FieldValue(List.of(new FieldValue.TlsVariable("SSL_CLIENT_CERT")));

    apply(HeaderAction.SET, "", value, fields);

    assertThat(fields.all("X")).containsExactly("-----BEGIN----- abc -----END-----");
  }

  @Test
  void duration_is_measured_from_the_opening_of_the_exchange() {
    Exchange exchange = exchange();
    long before = exchange.elapsedMicros();

    assertThat(exchange.elapsedMicros()).isGreaterThanOrEqualTo(before);
    assertThat(Duration.ofNanos(before * 1000)).isLessThan(Duration.ofMinutes(1));
  }

  @ParameterizedTest(name = "a line break in {0} is refused with 400")
  @CsvSource({"REQUEST_EARLY", "REQUEST"})
  void request_that_would_become_unsafe_is_refused(String place) throws Exception {
    HeaderRule rule =
        new HeaderRule(
            HeaderAction.SET,
            "X",
            Optional.empty(),
            new FieldValue(List.of(new FieldValue.Expression(Template.compile("%{unescape:%0A}")))),
            RuleCondition.UNCONDITIONAL);
    boolean early = place.equals("REQUEST_EARLY");
    Settings settings =
        Settings.EMPTY.with(
            early ? HeaderSettings.REQUEST_EARLY : HeaderSettings.REQUEST, List.of(rule));

    assertThatThrownBy(
            () -> {
              if (early) {
                RequestRules.beforeMapping(exchange(), settings);
              } else {
                RequestRules.beforeForwarding(exchange(), settings);
              }
            })
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(400));
  }

  @Test
  void unsafe_rule_of_our_own_error_is_left_out() throws Exception {
    FieldValue unsafe =
        new FieldValue(List.of(new FieldValue.Expression(Template.compile("%{unescape:%0A}"))));
    List<HeaderRule> rules =
        List.of(
            new HeaderRule(
                HeaderAction.SET, "A", Optional.empty(), unsafe, RuleCondition.UNCONDITIONAL),
            new HeaderRule(
                HeaderAction.SET, "B", Optional.empty(), text("b"), RuleCondition.UNCONDITIONAL));

    Fields own =
        ResponseRules.always(
            exchange(), Settings.EMPTY.with(HeaderSettings.RESPONSE_ALWAYS, rules), 503);

    assertThat(own).hasToString("B: b\n");
  }

  private static FieldValue text(String text) {
    return new FieldValue(List.of(new FieldValue.Text(text)));
  }

  private static void apply(HeaderAction action, String regex, FieldValue value, Fields fields)
      throws HeaderEditor.UnsafeValueException {
    HeaderRule rule =
        new HeaderRule(
            action, "X", Optional.of(Regex.of(regex, false)), value, RuleCondition.UNCONDITIONAL);
    HeaderEditor.ofResponse(ExchangeExpressions.ofRequest(exchange()), fields).apply(List.of(rule));
  }

  private static Exchange exchange() {
    return new Exchange(
        new FixedRequest(), new PublicAddress("http", "front.test", "front.test", ""));
  }
}
