package org.proxypass.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines reach their files whoever writes them and whatever log rotation does. */
class LogFilesTest {
  @TempDir Path directory;

  @Test
  void lines_of_many_threads_are_all_written_in_the_order_of_each() throws Exception {
    Path path = directory.resolve("log");
    try (LogFiles files = opened(path)) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        String name = "t" + t + " ";
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 1000; i++) {
                    files.append(path, name + i + "\n");
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    List<String> lines = Files.readAllLines(path);
    assertThat(lines).hasSize(4000).doesNotHaveDuplicates();
    assertThat(lines.stream().filter(line -> line.startsWith("t2 ")).toList())
        .element(999)
        .isEqualTo("t2 999");
  }

  @Test
  void a_file_is_appended_to() throws Exception {
    Path path = directory.resolve("log");
    Files.writeString(path, "old\n");
    try (LogFiles files = opened(path)) {
      files.append(path, "new\n");
    }
    assertThat(path).hasContent("old\nnew\n");
  }

  @Test
  void a_file_that_was_moved_away_is_opened_anew() throws Exception {
    Path path = directory.resolve("log");
    try (LogFiles files = opened(path)) {
      files.append(path, "first\n");
      await().until(() -> Files.size(path) > 0);
      Files.move(path, directory.resolve("log.1"));
      await()
          .until(
              () -> {
                files.append(path, "next\n");
                return Files.exists(path);
              });
    }
    assertThat(Files.readString(directory.resolve("log.1"))).startsWith("first\n");
    assertThat(Files.readString(path)).startsWith("next\n");
  }

  @Test
  void a_file_that_was_dropped_is_left_to_log_rotation() throws Exception {
    Path kept = directory.resolve("kept");
    Path dropped = directory.resolve("dropped");
    try (LogFiles files = opened(kept)) {
      files.open(Set.of(dropped));
      files.retainOnly(Set.of(kept));
      Files.delete(dropped);
      Files.delete(kept);
      await()
          .until(
              () -> {
                files.append(kept, "next\n");
                return Files.exists(kept);
              });
      assertThat(dropped).doesNotExist();

      files.append(dropped, "late\n");
      await().until(() -> Files.exists(dropped) && Files.size(dropped) > 0);
    }
    assertThat(dropped).hasContent("late");
  }

  @Test
  void a_file_that_cannot_be_written_is_told_at_once() {
    Path path = directory.resolve("absent/log");
    try (LogFiles files = new LogFiles(complaint -> {})) {
      assertThatThrownBy(() -> files.open(Set.of(path)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("absent");
    }
  }

  private static LogFiles opened(Path path) throws IOException {
    LogFiles files = new LogFiles(complaint -> {});
    files.open(Set.of(path));
    return files;
  }
}
