package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.backend.ProbeAnswer;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.expression.Condition;
import org.proxypass.http.Fields;

/** What is asked, and which answer is good. */
class MemberCheckTest {

  @ParameterizedTest(name = "path {0} and hcuri {1} make {2}")
  @CsvSource({
    "'',     '',         /",
    "/,      '',         /",
    "/ctx,   '',         /ctx",
    "'',     /up,        /up",
    "/,      /up,        /up",
    "/ctx,   /up,        /ctx/up",
    "/ctx/,  /up,        /ctx/up",
    "/ctx/,  up,         /ctx/up",
    "/ctx,   up?deep=1,  /ctx/up?deep=1",
    "'',     up,         /up"
  })
  void target(String path, String uri, String expected) {
    assertThat(MemberCheck.target(path, uri)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} passes: {1}")
  @CsvSource({
    "200, true",
    "204, true",
    "301, true",
    "399, true",
    "400, false",
    "404, false",
    "503, false"
  })
  void without_a_condition_the_status_counts(int status, boolean passed) {
    ProbeAnswer answer = new ProbeAnswer(status, new Fields(), "");

    assertThat(MemberCheck.judge(answer, Optional.empty()))
        .isEqualTo(new MemberCheck.Finding(passed, "status " + status));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "%{REQUEST_STATUS} =~ /^[45]/; true",
        "%{REQUEST_STATUS} -lt 400; false",
        "hc('body') =~ /maintenance/; true",
        "%{hc:body} =~ /maintenance/; true",
        "hc('other') == ''; true",
        "! (hc('body') =~ /maintenance/); false",
        "%{resp:X-Version} == '7'; true",
        "resp('X-Version') == '8'; false",
        "%{CONTENT_TYPE} == 'text/plain'; true",
        "%{HTTP:X-Version} == ''; true",
        "%{REQUEST_URI} == ''; true"
      })
  void a_condition_sees_status_fields_and_body(String condition, boolean passed) throws Exception {
    Fields fields = Fields.of("X-Version", "7", "Content-Type", "text/plain");
    Criterion criterion = new Criterion("mine", Condition.compileForHealthCheck(condition));
    MemberCheck.Finding finding =
        MemberCheck.judge(
            new ProbeAnswer(503, fields, "down for maintenance"), Optional.of(criterion));

    assertThat(finding.passed()).isEqualTo(passed);
    assertThat(finding.words()).isEqualTo("status 503 " + (passed ? "meets" : "fails") + " mine");
  }

  @Test
  void a_body_too_deep_for_its_regular_expression_fails() throws Exception {
    Criterion criterion =
        new Criterion("deep", Condition.compileForHealthCheck("hc('body') =~ /^(a|b)*$/"));
    String body = "ab".repeat(ProbeAnswer.LONGEST_BODY / 2);

    assertThat(MemberCheck.judge(new ProbeAnswer(200, new Fields(), body), Optional.of(criterion)))
        .isEqualTo(new MemberCheck.Finding(false, "status 200, too long for deep"));
  }
}
