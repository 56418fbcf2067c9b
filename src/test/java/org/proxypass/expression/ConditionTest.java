package org.proxypass.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  /** A request for {@code /app/x?a=b} by 192.0.2.7. */
  private static final ExpressionContext REQUEST =
      new ExpressionContext() {
        private final Map<String, String> variables =
            Map.of(
                "REQUEST_URI", "/app/x",
                "QUERY_STRING", "a=b",
                "REQUEST_METHOD", "GET",
                "REQUEST_STATUS", "404",
                "REMOTE_ADDR", "192.0.2.7",
                "HTTP_HOST", "front.example:8080");

        @Override
        public @Nullable String variable(String name) {
          return variables.get(name);
        }

        @Override
        public @Nullable String requestField(String name) {
          return name.equalsIgnoreCase("X-Token") ? "secret" : null;
        }

        @Override
        public @Nullable String responseField(String name) {
          return name.equals("Location") ? "http://b/" : null;
        }

        @Override
        public @Nullable String environment(String name) {
          return name.equals("flag") ? "on" : null;
        }
      };

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "true; true",
        "!false; true",
        "!(true && false); true",
        "true || false && false; true",
        "(true || false) && false; false",
        "%{REQUEST_URI} == '/app/x'; true",
        "%{request_uri} == \"/app/x\"; true",
        "%{REQUEST_URI} = '/app'; false",
        "%{REQUEST_URI} != '/app'; true",
        "'a' < 'b' && 'b' >= 'b'; true",
        "%{REQUEST_STATUS} -eq 404; true",
        "%{REQUEST_STATUS} -ge 400 && %{REQUEST_STATUS} -lt 500; true",
        "%{REQUEST_STATUS} ne 404; false",
        "%{REQUEST_METHOD} in {'GET', 'HEAD'}; true",
        "%{REQUEST_METHOD} -in {'POST','PUT'}; false",
        "%{REQUEST_URI} =~ /^.app/; true",
        "%{REQUEST_URI} =~ m#^/APP/(.*)$#i && $1 == 'x'; true",
        "%{REQUEST_URI} !~ /y$/; true",
        "req('X-Token') == 'secret'; true",
        "%{HTTP:x-token} == 'secret'; true",
        "-n req('X-Token') && -z req('X-Other'); true",
        "resp('Location') =~ m!^http://b/!; true",
        "-T reqenv('flag'); true",
        "-T reqenv('none'); false",
        "-R '192.0.2.0/24'; true",
        "-R '192.0.3.0/24'; false",
        "%{REMOTE_ADDR} -ipmatch '192.0.0.0/22'; true",
        "'2001:db8::1' -ipmatch '2001:db8::/32'; true",
        "'::1' -ipmatch '127.0.0.1'; false",
        "'10.0.0.256' -ipmatch '10.0.0.0/8'; false",
        "'10.0.0.1x' -ipmatch '10.0.0.0/8'; false",
        "'10.0.1' -ipmatch '10.0.0.0/8'; false",
        "'10.0.0.1.2' -ipmatch '10.0.0.0/8'; false",
        "'10..0.1' -ipmatch '10.0.0.0/8'; false",
        "'a.b.c.d' -ipmatch '0.0.0.0/0'; false",
        "'010.000.000.001' -ipmatch '10.0.0.1'; true",
        "%{REQUEST_URI} -strmatch '/a*x'; true",
        "%{REQUEST_URI} -strcmatch '/A*X'; true",
        "%{REQUEST_URI} -fnmatch '/*'; false",
        "tolower('ABC') == 'abc' && toupper('a') == 'A'; true",
        "toupper('z\u00b5\u00ff') == 'Z\u00b5\u00ff'; true",
        "tolower('[Z\u00c3\u0089') == '[z\u00c3\u0089'; true",
        "md5('') == 'd41d8cd98f00b204e9800998ecf8427e'; true",
        "unbase64(base64('x y')) == 'x y'; true",
        "%{escape:a b} == 'a%20b' && unescape('a%20b') == 'a b'; true",
        "'a'.'b' == 'ab'; true",
        "'%{REQUEST_METHOD} %{REQUEST_URI}?%{QUERY_STRING}' == 'GET /app/x?a=b'; true",
        "%{HTTP_HOST} =~ /^(front)\\.(.*):8080$/ && '$2.$1' == 'example.front'; true",
        "12 -eq 12; true",
      })
  void evaluates(String source, boolean expected) throws Exception {
    assertThat(Condition.compile(source).test(REQUEST)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "\"{0}\" is no expression")
  @ValueSource(
      strings = {
        "",
        "true &&",
        "(true",
        "true)",
        "'a",
        "abc == 'a'",
        "hc('body') == 'a'",
        "%{NO_SUCH_THING} == 'a'",
        "%{REQUEST_URI",
        "'a' =~ 'b'",
        "'a' =~ /(/",
        "'a' =~ /a/q",
        "nosuch('a')",
        "'a' ** 'b'",
        "-x 'a'",
        "'a' in 'b'",
        "'a' -in {'b'",
        "tolower('a'",
        "12x == '1'"
      })
  void refuses(String source) {
    assertThatThrownBy(() -> Condition.compile(source))
        .isInstanceOf(ExpressionSyntaxException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void deep_nesting_is_refused_not_a_stack_overflow() {
    String deep = "(".repeat(100_000) + "true" + ")".repeat(100_000);
    assertThatThrownBy(() -> Condition.compile(deep)).isInstanceOf(ExpressionSyntaxException.class);
    String words = "tolower(".repeat(100_000);
    assertThatThrownBy(() -> Condition.compile(words + "=='a'"))
        .isInstanceOf(ExpressionSyntaxException.class);
    assertThatThrownBy(() -> Template.compile("%{escape:".repeat(10_000) + "}".repeat(10_000)))
        .isInstanceOf(ExpressionSyntaxException.class);
  }

  @Test
  void any_number_of_terms_is_evaluated() throws Exception {
    String anyOf = "false || ".repeat(100_000) + "true";
    String allOf = "true && ".repeat(100_000) + "false";
    assertThat(Condition.compile(anyOf).test(REQUEST)).isTrue();
    assertThat(Condition.compile(allOf).test(REQUEST)).isFalse();
  }

  @Test
  void hands_out_the_groups_of_the_last_match() throws Exception {
    Condition condition = Condition.compile("%{REQUEST_URI} =~ m#^/(\\w+)/(\\w+)#");
    assertThat(condition.groups(REQUEST)).startsWith("/app/x", "app", "x", "");
    assertThat(Condition.compile("%{REQUEST_URI} =~ /none/").groups(REQUEST)).isNull();
  }

  @ParameterizedTest(name = "the template {0} becomes {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "plain; plain",
        "%{REQUEST_METHOD}-%{REQUEST_STATUS}; GET-404",
        "%{req:X-Token}%{reqenv:none}; secret",
        "%{escape:%{REQUEST_URI} x}; /app/x%20x",
        "100% \\%{x} \\$1 $; 100% %{x} $1 $",
      })
  void expands(String source, String expected) throws Exception {
    assertThat(Template.compile(source).expand(REQUEST)).isEqualTo(expected);
  }
}
