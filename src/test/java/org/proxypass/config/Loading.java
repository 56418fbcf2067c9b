package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;

/** Short ways to load texts in tests. */
final class Loading {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME_SERVER", "http://home.example", "PHRASE", "two words");
  private static final Map<String, String> SYSTEM_PROPERTIES = Map.of("backend.port", "8081");

  private Loading() {}

  /** A loader with a small environment of its own. */
  static ConfigLoader loader() {
    return new ConfigLoader(ENVIRONMENT::get, SYSTEM_PROPERTIES::get, Map.of());
  }

  /** The configuration of {@code lines} in httpd syntax. */
  static ProxyConfig config(String... lines) throws ConfigException {
    return loader().loadText(String.join("\n", lines), "proxy.conf").config();
  }

  /** The main server of {@code lines}. */
  static HostConfig main(String... lines) throws ConfigException {
    return config(lines).mainHost();
  }

  /** The only balancer of {@code lines}. */
  static BalancerSpec balancer(String... lines) throws ConfigException {
    List<BalancerSpec> balancers = main(lines).balancers();
    org.assertj.core.api.Assertions.assertThat(balancers).hasSize(1);
    return balancers.get(0);
  }

  /** The warnings about {@code lines}, as they are shown. */
  static List<String> warnings(String... lines) throws ConfigException {
    return loader().loadText(String.join("\n", lines), "proxy.conf").warnings().stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  /** Asserts on everything that is wrong with {@code lines}, as it is shown. */
  static ListAssert<String> assertErrors(String... lines) {
    return assertErrors(() -> config(lines));
  }

  /** Asserts on everything that is wrong with what {@code load} loads. */
  static ListAssert<String> assertErrors(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable load) {
    Throwable thrown = catchThrowable(load);
    assertThatThrownBy(load).isInstanceOf(ConfigException.class);
    return org.assertj.core.api.Assertions.assertThat(
            ((ConfigException) thrown).problems().stream().map(ConfigProblem::toString).toList())
        .asInstanceOf(InstanceOfAssertFactories.list(String.class));
  }
}
