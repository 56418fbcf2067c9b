package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declarations are complete, and the listing shows them. */
class DirectiveTableTest {

  @ParameterizedTest
  @MethodSource("directives")
  void declaration_is_complete(DirectiveSpec directive) {
    assertThat(directive.contexts()).isNotEmpty();
    assertThat(directive.arguments().isBlank()).isEqualTo(directive.maximum() == 0);
    assertThat(directive.summary()).isNotBlank().endsWith(".").doesNotContain("\n");
    assertThat(directive.details()).isNotBlank().endsWith(".");
    assertThat(directive.example()).contains(directive.name());
    assertThat(LaterDirectives.contains(directive.name())).as("also declared as later").isFalse();
  }

  @ParameterizedTest
  @MethodSource("directives")
  void listing_shows_the_directive_and_its_line(DirectiveSpec directive) {
    assertThat(DirectiveListing.text())
        .contains(directive.syntax() + "\n    " + directive.summary() + "\n");
  }

  static List<DirectiveSpec> directives() {
    return DirectiveTable.create().groups().stream()
        .flatMap(group -> group.directives().stream())
        .toList();
  }

  @Test
  void names_are_declared_once() {
    assertThat(directives()).extracting(DirectiveSpec::name).doesNotHaveDuplicates();
  }

  @Test
  void listing_shows_the_worker_parameters() {
    assertThat(DirectiveListing.text())
        .contains("connectiontimeout=time, in s without a unit, at least 1ms\n")
        .contains("responsefieldsize=bytes, at least 0\n    Default: 8192\n");
  }

  @Test
  void worker_parameters_are_either_supported_or_later() {
    assertThat(WorkerParameters.all())
        .extracting(WorkerParameter::name)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(ParameterTables.unsupported().keySet());
  }
}
