package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load says it was read from, and whether a change of that is noticed. */
class SourceFilesTest {
  @TempDir private Path directory;
  private Path main;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectory(directory.resolve("sites"));
    Files.writeString(directory.resolve("sites/a.conf"), "ProxyPass /a http://127.0.0.1:1/a\n");
    Files.writeString(directory.resolve("common.conf"), "ProxyVia On\n");
    main =
        Files.writeString(
            directory.resolve("proxy.conf"),
            """
            Include common.conf
            IncludeOptional local.conf
            Include sites/*.conf
            """);
  }

  private SourceFiles load() throws ConfigException {
    return Loading.loader().load(main).files();
  }

  @Test
  void they_are_the_file_its_includes_and_the_directories_of_patterns() throws Exception {
    assertThat(load().stamps().keySet())
        .containsExactlyInAnyOrder(
            main,
            directory.resolve("common.conf"),
            directory.resolve("local.conf"),
            directory.resolve("sites"),
            directory.resolve("sites/a.conf"));
  }

  @Test
  void what_nobody_touched_is_unchanged() throws Exception {
    SourceFiles files = load();

    assertThat(files.now()).isEqualTo(files);
  }

  @Test
  void an_included_file_that_was_written_is_a_change() throws Exception {
    SourceFiles files = load();
    Files.writeString(directory.resolve("common.conf"), "ProxyVia Full\n");

    assertThat(files.now()).isNotEqualTo(files);
  }

  @Test
  void a_file_that_was_replaced_by_one_of_equal_size_is_a_change() throws Exception {
    SourceFiles files = load();
    Path other = Files.writeString(directory.resolve("new"), "ProxyVia No\n");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(directory.resolve("common.conf")));
    Files.move(
        other, directory.resolve("common.conf"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(files.now()).isNotEqualTo(files);
  }

  @Test
  void a_file_that_a_pattern_matches_now_is_a_change() throws Exception {
    SourceFiles files = load();
    Files.writeString(directory.resolve("sites/b.conf"), "ProxyPass /b http://127.0.0.1:1/b\n");

    assertThat(files.now()).isNotEqualTo(files);
  }

  @Test
  void an_optional_file_that_exists_now_is_a_change() throws Exception {
    SourceFiles files = load();
    Files.writeString(directory.resolve("local.conf"), "");

    assertThat(files.now()).isNotEqualTo(files);
  }

  @Test
  void a_file_that_is_gone_is_a_change() throws Exception {
    SourceFiles files = load();
    Files.delete(directory.resolve("sites/a.conf"));

    assertThat(files.now()).isNotEqualTo(files);
  }

  @Test
  void another_target_of_a_symbolic_link_to_the_directory_is_a_change() throws Exception {
    Path first = Files.createDirectory(directory.resolve("..1"));
    Path second = Files.createDirectory(directory.resolve("..2"));
    for (Path version : new Path[] {first, second}) {
      Files.writeString(version.resolve("proxy.conf"), "ProxyVia On\n");
    }
    Path data = Files.createSymbolicLink(directory.resolve("..data"), first);
    main =
        Files.createSymbolicLink(directory.resolve("mounted.conf"), Path.of("..data/proxy.conf"));
    SourceFiles files = load();
    Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), second);
    Files.move(next, data, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(files.now()).isNotEqualTo(files);
  }

  @Test
  void the_file_of_a_rewrite_map_that_was_written_is_a_change() throws Exception {
    Path map = Files.writeString(directory.resolve("map.txt"), "key value\n");
    Files.writeString(directory.resolve("local.conf"), "RewriteMap words txt:" + map + "\n");
    SourceFiles files = load();
    Files.writeString(map, "key other-value\n");

    assertThat(files.now()).isNotEqualTo(files);
  }

  @Test
  void a_broken_configuration_tells_its_files_too() throws Exception {
    Files.writeString(directory.resolve("sites/a.conf"), "ProxyPas /a\n");

    ConfigException broken = catchThrowableOfType(ConfigException.class, this::load);

    assertThat(broken.files().stamps()).containsKey(directory.resolve("sites/a.conf"));
    assertThat(broken.files().now()).isEqualTo(broken.files());
  }

  @Test
  void parameters_alone_have_no_files() throws Exception {
    ConfigLoader.Loaded loaded =
        Loading.loader().load(Optional.empty(), Map.of("ProxyPass", "/a http://127.0.0.1:1/a"));

    assertThat(loaded.files().isEmpty()).isTrue();
  }

  @Test
  void parameters_may_include_files() throws Exception {
    Path included = directory.resolve("common.conf");
    ConfigLoader.Loaded loaded =
        Loading.loader().load(Optional.empty(), Map.of("Include", included.toString()));

    assertThat(loaded.files().stamps()).containsOnlyKeys(included);
  }
}
