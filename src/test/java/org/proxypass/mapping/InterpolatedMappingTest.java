package org.proxypass.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.MappingSpec;
import org.proxypass.config.PathPattern;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.expression.Regex;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.BadTargetException;

class InterpolatedMappingTest {

  private record OneVariable(String value) implements ExpressionContext {
    @Override
    public @Nullable String variable(String name) {
      return null;
    }

    @Override
    public @Nullable String requestField(String name) {
      return null;
    }

    @Override
    public @Nullable String responseField(String name) {
      return null;
    }

    @Override
    public @Nullable String environment(String name) {
      return name.equals("V") ? value : null;
    }
  }

  private static BackendTarget target(PathPattern pattern, String template, String value)
      throws BadTargetException {
    boolean fixed = template.startsWith("http://b/");
    Optional<WorkerSpec> worker =
        fixed
            ? Optional.of(new WorkerSpec(BackendUrl.parse("http://b/"), Settings.EMPTY))
            : Optional.empty();
    MappingSpec spec =
        new MappingSpec(pattern, template, false, worker, MappingSpec.Form.DECODED, true);
    MappingResult result =
        MappingCompiler.compile(spec)
            .map(new RequestPath("/a/x", "/a/x", null), new OneVariable(value));
    assertThat(result).isInstanceOf(MappingResult.Forward.class);
    return ((MappingResult.Forward) java.util.Objects.requireNonNull(result)).target();
  }

  @ParameterizedTest(name = "{0} with {1} is refused with {2}")
  @CsvSource({
    "http://${V}.internal, evil/, 400",
    "http://${V}.internal, evil?, 400",
    "http://${V}.internal, evil#, 400",
    "http://${V}.internal, u@evil, 400",
    "http://${V}:8080/, evil:80, 400",
    "http://${V}/, '', 400",
    "http://${V}/, a b, 400",
    "http://b/${V}, .., 403",
    "http://b/${V}, x/../.., 403",
    "http://b/p${V}, /., 403",
  })
  void a_value_stays_in_its_part(String template, String value, int status) {
    assertThatThrownBy(() -> target(new PathPattern.Prefix("/a"), template, value))
        .isInstanceOfSatisfying(
            BadTargetException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  @Test
  void a_value_brings_no_reference_to_a_group() throws Exception {
    PathPattern pattern = new PathPattern.Matching(Regex.of("^/a/(.*)$", false));
    assertThat(target(pattern, "http://b/${V}/$1", "$1").requestTarget()).isEqualTo("/$1/x");
    assertThatThrownBy(() -> target(pattern, "http://${V}.internal/", "$1"))
        .isInstanceOf(BadTargetException.class);
  }

  @Test
  void a_host_by_variable_is_kept_for_the_request_alone() throws Exception {
    BackendTarget target = target(new PathPattern.Prefix("/a"), "http://${V}:81/p", "node");
    assertThat(target.worker().url().origin()).isEqualTo("http://node:81");
    assertThat(target.requestTarget()).isEqualTo("/p/x");
    assertThat(target.dynamic()).isTrue();
  }
}
