package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The table of modules in docs/migrate-from-httpd.md says what the declarations say. {@code
 * -Dproxypass.update=true} writes it anew.
 */
class MigrationPageTest {
  private static final Path PAGE = Path.of("docs", "migrate-from-httpd.md");
  private static final String BEGIN = "<!-- begin of the generated table;";
  private static final String END = "<!-- end of the generated table -->";

  @Test
  void if_module_holds_for_every_module_of_which_something_is_built_in() {
    assertThat(ModuleTable.modulesWithDirectives()).isNotEmpty().allMatch(StandInModules::present);
  }

  @Test
  void table_of_modules_is_the_generated_one() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf('\n', page.indexOf(BEGIN)) + 1;
    int end = page.indexOf(END);
    String generated = "\n" + ModuleTable.markdown() + "\n";
    if (Boolean.getBoolean("proxypass.update")) {
      Files.writeString(PAGE, page.substring(0, begin) + generated + page.substring(end));
    }

    assertThat(Files.readString(PAGE)).contains(generated + END);
  }
}
