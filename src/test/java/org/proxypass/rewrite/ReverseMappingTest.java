package org.proxypass.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.ReverseSpec;
import org.proxypass.exchange.PublicAddress;

class ReverseMappingTest {
  private static final PublicAddress ROOT =
      new PublicAddress("https", "front.example", "front.example", "");
  private static final PublicAddress EDGE =
      new PublicAddress("http", "front.example:8080", "front.example", "/edge");
  private static final List<ReverseSpec> RULES =
      List.of(
          new ReverseSpec("/app", "http://b:8080/app"),
          new ReverseSpec("/never", "http://b:8080/app/deep"),
          new ReverseSpec("/root", "http://bare"),
          new ReverseSpec("/front/", "/back/"),
          new ReverseSpec("https://elsewhere.example/", "http://moved/"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a backend's URL becomes ours | http://b:8080/app/x?y | https://front.example/app/x?y",
        "the first hit wins | http://b:8080/app/deep/x | https://front.example/app/deep/x",
        "case does not matter | HTTP://B:8080/APP/x | https://front.example/app/x",
        "no segment border is asked for | http://b:8080/apple | https://front.example/apple",
        "a path-only rule takes any host | http://any/back/x | https://front.example/front/x",
        "and none | /back/x | https://front.example/front/x",
        "an absolute public URL stays absolute | http://moved/x | https://elsewhere.example/x",
        "a bare authority ends at its border | http://bare/x | https://front.example/root/x",
        "and is not the front of another | http://bare.evil/x | http://bare.evil/x",
        "nor another port | http://bare:81/x | http://bare:81/x",
        "another port is another backend | http://b:80801/app | http://b:80801/app",
        "a foreign URL stays | http://other/app | http://other/app",
        "a relative reference stays | foo/bar | foo/bar",
        "a query-only reference stays | ?x | ?x",
      })
  void maps_at_the_root(String sentence, String value, String expected) {
    assertThat(ReverseMapping.map(value, RULES, ROOT)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "below /edge {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a mapped URL gets the context | http://b:8080/app/x | http://front.example:8080/edge/app/x",
        "an absolute path gets the context | /login | /edge/login",
        "unless it has it already | /edge/login | /edge/login",
        "a scheme-relative URL stays | //other/x | //other/x",
        "a relative reference stays | x | x",
      })
  void maps_below_a_context(String sentence, String value, String expected) {
    assertThat(ReverseMapping.map(value, RULES, EDGE)).isEqualTo(expected);
  }
}
