package org.proxypass.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.HealthCheckSettings.Method;

/** When checks take a member out and bring it back. */
class HealthRuleTest {

  @ParameterizedTest(name = "hcpasses={0} hcfails={1}, {2}: after {3} it is {4}")
  @CsvSource({
    "1, 1, in,  +,       in",
    "1, 1, in,  -,       out",
    "1, 1, out, +,       in",
    "1, 1, out, -,       out",
    "1, 1, in,  -+,      in",
    "1, 1, in,  -+-,     out",
    "1, 3, in,  --,      in",
    "1, 3, in,  ---,     out",
    "1, 3, in,  --+--,   in",
    "1, 3, in,  --+---,  out",
    "1, 3, in,  -+-+-+-, in",
    "2, 1, out, +,       out",
    "2, 1, out, ++,      in",
    "2, 1, out, +-+,     out",
    "2, 1, out, +-++,    in",
    "2, 2, in,  --+-+,   out",
    "2, 2, in,  --++-,   in",
    "2, 2, in,  --++--,  out",
    "3, 2, out, ++-+++-, in"
  })
  void judge(int passes, int fails, String start, String checks, String end) {
    HealthCheck check =
        new HealthCheck(Method.TCP, Duration.ofSeconds(1), passes, fails, "", Optional.empty());
    boolean out = start.equals("out");
    HealthReport report = HealthReport.NONE;
    for (char found : checks.toCharArray()) {
      HealthRule.Verdict verdict = HealthRule.judge(report, out, found == '+', check);
      report = new HealthReport(verdict.passes(), verdict.fails(), "", 0, Duration.ZERO);
      switch (verdict.change()) {
        case UP -> {
          assertThat(out).isTrue();
          out = false;
        }
        case DOWN -> {
          assertThat(out).isFalse();
          out = true;
        }
        case NONE -> {}
      }
    }
    assertThat(out ? "out" : "in").isEqualTo(end);
  }
}
