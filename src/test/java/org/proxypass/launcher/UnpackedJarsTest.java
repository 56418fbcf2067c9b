package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedJarsTest {
  @TempDir private Path directory;

  @Test
  void the_jars_of_both_folders_are_copied_and_nothing_else() throws IOException {
    try (UnpackedJars jars = UnpackedJars.of(war())) {
      assertThat(jars.urls())
          .extracting(url -> url.getPath().substring(url.getPath().lastIndexOf('/') + 1))
          .containsExactlyInAnyOrder("a.jar", "b.jar");
      assertThat(Arrays.stream(jars.urls()).map(UnpackedJarsTest::folder))
          .allMatch(Files::isDirectory);
    }
  }

  @Test
  void the_folder_goes_away_on_close() throws IOException {
    UnpackedJars jars = UnpackedJars.of(war());
    Path folder = folder(jars.urls()[0]);

    jars.close();

    assertThat(folder).doesNotExist();
  }

  @Test
  void the_folder_of_a_killed_run_is_removed_and_that_of_a_living_one_kept() throws IOException {
    try (UnpackedJars living = UnpackedJars.of(war())) {
      Path killed = Files.createTempDirectory("proxypass-");
      Files.createFile(killed.resolve("lock"));
      Files.createFile(killed.resolve("a.jar"));
      Path foreign = Files.createTempDirectory("proxypass-");
      try (UnpackedJars next = UnpackedJars.of(war())) {
        assertThat(killed).doesNotExist();
        assertThat(folder(living.urls()[0])).isDirectory();
        assertThat(folder(next.urls()[0])).isDirectory();
        assertThat(foreign).as("a folder that is not known to be ours").isDirectory();
      } finally {
        Files.delete(foreign);
      }
    }
  }

  @Test
  void the_lock_is_held_while_the_folder_is_in_use() throws IOException {
    try (UnpackedJars jars = UnpackedJars.of(war());
        FileChannel other =
            FileChannel.open(folder(jars.urls()[0]).resolve("lock"), StandardOpenOption.WRITE)) {
      assertThatThrownBy(other::tryLock).isInstanceOf(OverlappingFileLockException.class);
    }
  }

  private static Path folder(URL jar) {
    return Path.of(jar.getPath()).getParent();
  }

  private Path war() throws IOException {
    Path war = directory.resolve("some.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      for (String name :
          new String[] {
            "WEB-INF/lib/a.jar", "WEB-INF/lib-provided/b.jar", "WEB-INF/lib/c.txt", "d.jar"
          }) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return war;
  }
}
