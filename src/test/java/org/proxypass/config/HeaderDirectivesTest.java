package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;
import static org.proxypass.config.Loading.main;
import static org.proxypass.config.Loading.warnings;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of header rules, variables and conditions, and how scopes merge. */
class HeaderDirectivesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "RequestHeader put X a         ¦ RequestHeader: 'put' is not an action; known are set append add merge setifempty unset edit edit* echo note",
        "RequestHeader echo X          ¦ RequestHeader: 'echo' is an action of Header only",
        "RequestHeader note X n        ¦ RequestHeader: 'note' is an action of Header only",
        "RequestHeader set X           ¦ RequestHeader: lacks a value",
        "RequestHeader edit X a        ¦ RequestHeader: lacks a replacement",
        "RequestHeader set X a b       ¦ RequestHeader: 'b' is not a condition; allowed are early, env=[!]NAME and expr=…",
        "RequestHeader set X a env=    ¦ RequestHeader: 'env=' lacks the name of the variable",
        "RequestHeader set X a env=!   ¦ RequestHeader: 'env=!' lacks the name of the variable",
        "RequestHeader set X a env=V early ¦ RequestHeader: 'early' is an argument too many",
        "RequestHeader unset X a       ¦ RequestHeader: 'a' is not a condition; allowed are early, env=[!]NAME and expr=…",
        "RequestHeader set \"X Y\" a   ¦ RequestHeader: 'X Y' is not the name of a field",
        "RequestHeader set : a         ¦ RequestHeader: ':' is not the name of a field",
        "RequestHeader set X %q        ¦ RequestHeader: '%q' has an unknown format specifier; known are %% %t %D %l %i %b %{NAME}e %{NAME}s, and expr=… for expressions",
        "RequestHeader set X %{V       ¦ RequestHeader: '%{' without '}' in '%{V'",
        "RequestHeader set X a\\r\\nY  ¦ RequestHeader: a value must not hold control characters",
        "RequestHeader set X expr=%{NO} ¦ RequestHeader: the expression is not valid: unknown variable 'NO'",
        "RequestHeader set Content-Length 5 ¦ RequestHeader: Content-Length says where the message ends and is made anew",
        "RequestHeader unset transfer-encoding ¦ RequestHeader: transfer-encoding says where the message ends and is made anew",
        "RequestHeader set Upgrade websocket ¦ RequestHeader: Upgrade belongs to one connection and is never forwarded; only unset is allowed",
        "Header set Content-Length 5   ¦ Header: Content-Length says where the message ends and is made anew",
        "Header always add Transfer-Encoding chunked ¦ Header: Transfer-Encoding says where the message ends and is made anew",
        "Header set X a early          ¦ Header: 'early' would be overwritten by the response; write always before the action",
        "SetEnvIf OID(2.5.29.15) a V   ¦ SetEnvIf: an OID of the client's certificate is not supported",
        "SetEnvIf X a =v               ¦ SetEnvIf: '=v' lacks the name of the variable",
        "SetEnvIf X a !                ¦ SetEnvIf: '!' lacks the name of the variable",
      })
  void line_is_refused_in_these_words(String line, String problem) {
    assertErrors(line).containsExactly("proxy.conf:1: " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RequestHeader edit X ( b",
        "Header echo [",
        "SetEnvIf X ( V",
        "BrowserMatch ( V",
        "SetEnvIf X( a V"
      })
  void broken_expression_is_refused(String line) {
    assertErrors(line).singleElement().asString().contains("is not a regular expression: ");
  }

  @Test
  void early_is_refused_in_sections() {
    assertErrors("<Location /a>", "RequestHeader set X a early", "</Location>")
        .containsExactly(
            "proxy.conf:2: RequestHeader: 'early' comes before any section is known; allowed outside"
                + " of sections only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ElseIf \"true\"", "Else"})
  void branch_without_if_is_refused(String section) {
    String name = section.split(" ")[0];
    assertErrors("<" + section + ">", "</" + name + ">")
        .containsExactly(
            "proxy.conf:1: <" + name + ">: must follow an <If> or <ElseIf> in the same place");
  }

  @Test
  void nothing_follows_an_else() {
    assertErrors("<If true>", "</If>", "<Else>", "</Else>", "<ElseIf true>", "</ElseIf>")
        .containsExactly(
            "proxy.conf:5: <ElseIf>: must follow an <If> or <ElseIf> in the same place");
  }

  @Test
  void broken_condition_is_refused_once_and_its_inside_is_checked() {
    assertErrors("<If \"%{NO} == 'a'\">", "Nonsense x", "</If>").hasSize(2);
  }

  @Test
  void mapping_is_refused_in_a_condition() {
    assertErrors("<If true>", "ProxyPass /a http://b/", "</If>")
        .containsExactly(
            "proxy.conf:2: ProxyPass: is not allowed in this place (if section); allowed in server"
                + " config, virtual host, location");
  }

  @Test
  void missing_variable_of_the_process_is_warned_about() throws Exception {
    assertThat(warnings("PassEnv NO_SUCH"))
        .containsExactly(
            "proxy.conf:1: PassEnv: 'NO_SUCH' is not in the environment of this process");
    assertThat(main("PassEnv PHRASE").settings().get(EnvironmentSettings.VARIABLES).values())
        .containsEntry("PHRASE", "two words");
  }

  @Test
  void else_belongs_to_the_last_if() throws Exception {
    List<ConditionalSettings> conditionals =
        main(
                "<If true>",
                "</If>",
                "<If false>",
                "</If>",
                "SetEnv between yes",
                "<ElseIf true>",
                "</ElseIf>",
                "<Else>",
                "</Else>")
            .settings()
            .get(ConditionalSettings.SETTING);

    assertThat(conditionals)
        .extracting(conditional -> conditional.branches().size())
        .containsExactly(1, 3);
  }

  @Test
  void same_lines_make_equal_configurations() throws Exception {
    String[] lines = {
      "Header always edit X ^(.*)$ \"$1 %{V}e %t\" env=!V",
      "RequestHeader set X \"expr=%{REQUEST_URI}\" \"expr=%{REQUEST_METHOD} == 'GET'\"",
      "SetEnvIf Request_URI ^/a V=$0 !W",
      "SetEnvIfExpr true V",
      "SetEnv A b",
      "UnsetEnv C",
      "<If true>",
      "Header echo ^X-",
      "</If>"
    };

    assertThat(main(lines)).isEqualTo(main(lines));
  }

  @Test
  void text_is_sent_as_utf_8() throws Exception {
    List<HeaderRule> rules =
        main("Header set X \"caf\u00e9\"").settings().get(HeaderSettings.RESPONSE);

    assertThat(rules.get(0).value())
        .isEqualTo(new FieldValue(List.of(new FieldValue.Text("caf\u00c3\u00a9"))));
  }
}
