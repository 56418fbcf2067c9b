package org.proxypass.differential;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.proxypass.testing.Implementation;

/**
 * Runs a group of rows on every implementation: one server start for all of them, the first test of
 * each group being that start.
 */
final class Differential {
  private final Implementation implementation;
  private final String configuration;
  private @Nullable Stage stage;

  private Differential(Implementation implementation, String configuration) {
    this.implementation = implementation;
    this.configuration = configuration;
  }

  /**
   * The tests of one group.
   *
   * @param configuration httpd syntax, with placeholders
   * @param rows the rows that share it
   */
  static Stream<DynamicNode> run(String configuration, List<Row> rows) {
    return Arrays.stream(Implementation.values())
        .map(
            implementation ->
                dynamicContainer(
                    implementation.name().toLowerCase(java.util.Locale.ROOT),
                    new Differential(implementation, configuration).tests(rows)));
  }

  private Stream<DynamicTest> tests(List<Row> rows) {
    DynamicTest start = dynamicTest("starts with this configuration", this::start);
    Stream<DynamicTest> each =
        rows.stream().map(row -> dynamicTest(row.name(), new RowTest(this, row)));
    return Stream.concat(Stream.of(start), each).onClose(this::stop);
  }

  private void start() throws IOException {
    implementation.require();
    stage = new Stage(implementation, configuration);
  }

  /** Sends the row's request and checks what this implementation makes of it. */
  void check(Row row) throws IOException {
    implementation.require();
    Stage running = stage;
    if (running == null) {
      throw new AssertionError("the server did not start");
    }
    try {
      Outcome outcome = running.run(row);
      row.expectedOf(implementation).forEach(expectation -> expectation.check(outcome));
    } catch (IOException | AssertionError e) {
      throw new AssertionError(
          "%s: %s%n%s".formatted(implementation, row.name(), e.getMessage()), e);
    }
  }

  private void stop() {
    Stage running = stage;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
