package org.proxypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ConfigProblem;
import org.proxypass.config.ProxyConfig;
import org.proxypass.mapping.HostTable;

/**
 * Whatever somebody writes into a configuration, it can be used or everything that is wrong with it
 * is named with its place; nothing else happens.
 */
class ConfigurationFuzzTest {
  private static final ConfigLoader LOADER =
      new ConfigLoader(
          name -> name.equals("HOME") ? "/home/x y" : null,
          name -> name.equals("port") ? "8080" : null,
          Map.of("TEST", "", "PORT", "81"));

  @TempDir static Path directory;

  private interface Load {
    ConfigLoader.Loaded run() throws ConfigException;
  }

  @FuzzTest(maxDuration = "10m")
  void httpdSyntax(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (FuzzInput.isTooLong(bytes) || FuzzInput.mayInclude(text)) {
      return;
    }
    ProxyConfig config = usable(() -> LOADER.loadText(text, "fuzz.conf"));
    ProxyConfig again = usable(() -> LOADER.loadParameters(Map.of("directives", text)));
    assertThat(again).as("the same in another carrier").isEqualTo(config);
  }

  @FuzzTest(maxDuration = "10m")
  void propertiesSyntax(byte[] bytes) throws IOException {
    if (FuzzInput.isTooLong(bytes)
        || FuzzInput.mayInclude(new String(bytes, StandardCharsets.ISO_8859_1))) {
      return;
    }
    Path file = Files.write(directory.resolve("fuzz.properties"), bytes);
    usable(() -> LOADER.load(file));
  }

  /** One line {@code name=line of the value} for each line of a parameter's value. */
  @FuzzTest(maxDuration = "10m")
  void webXmlParameters(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (FuzzInput.isTooLong(bytes) || FuzzInput.mayInclude(text)) {
      return;
    }
    Map<String, String> parameters = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals);
      parameters.merge(name, line.substring(equals + 1), (a, b) -> a + "\n" + b);
    }
    parameters.keySet().forEach(ConfigLoader::resemblesDirective);
    usable(() -> LOADER.loadParameters(parameters));
    usable(() -> LOADER.loadServletParameters(parameters));
  }

  /** The configuration, which then also compiles; null when it was refused as it should be. */
  private static @Nullable ProxyConfig usable(Load load) {
    try {
      ConfigLoader.Loaded loaded = load.run();
      loaded.warnings().forEach(ConfigurationFuzzTest::hasPlaceAndReason);
      HostTable hosts = new HostTable(loaded.config(), true);
      assertThat(hosts.find("127.0.0.1", 80, "localhost")).isNotNull();
      return loaded.config();
    } catch (ConfigException refused) {
      assertThat(refused.problems()).isNotEmpty();
      refused.problems().forEach(ConfigurationFuzzTest::hasPlaceAndReason);
      return null;
    }
  }

  private static void hasPlaceAndReason(ConfigProblem problem) {
    assertThat(problem.origin().source()).as("place of: %s", problem).isNotBlank();
    assertThat(problem.message()).as("reason").isNotBlank();
  }
}
