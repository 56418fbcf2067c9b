package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/reference.md says what the declarations say. {@code -Dproxypass.update=true} writes it anew.
 */
class ReferencePageTest {
  private static final Path PAGE = Path.of("docs", "reference.md");

  @Test
  void page_in_docs_is_the_generated_one() throws Exception {
    String generated = ReferencePage.markdown();
    if (Boolean.getBoolean("proxypass.update")) {
      Files.createDirectories(PAGE.toAbsolutePath().getParent());
      Files.writeString(PAGE, generated);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(generated);
  }

  @Test
  void every_example_of_the_page_is_a_valid_configuration() throws Exception {
    for (DirectiveTable.Group group : DirectiveTable.create().groups()) {
      for (DirectiveSpec directive : group.directives()) {
        if (directive.name().equals("Include")) {
          continue; // names files
        }
        ConfigLoader.create()
            .loadText(inItsPlace(directive), "example of " + directive.displayName());
      }
    }
  }

  private static String inItsPlace(DirectiveSpec directive) {
    String example = "Define backend http://127.0.0.1:8081\n" + directive.example() + "\n";
    if (directive.contexts().contains(Context.SERVER) || directive.example().startsWith("<")) {
      return example;
    }
    return directive.contexts().contains(Context.VIRTUAL_HOST)
        ? "<VirtualHost *>\n" + example + "</VirtualHost>"
        : "<Location />\n" + example + "</Location>";
  }
}
