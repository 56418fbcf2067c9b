package org.proxypass.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which requests the backends executed, and which of them more than once. */
final class Journals {
  private final Map<Path, Long> readUpTo = new HashMap<>();
  private final BitSet once = new BitSet();
  private final BitSet twice = new BitSet();
  private final BitSet more = new BitSet();

  /**
   * Reads what {@code backend} noted since it was read last.
   *
   * @return how many that were
   */
  int read(BackendProcess backend) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(backend.journal().toFile(), "r")) {
      long from = readUpTo.getOrDefault(backend.journal(), 0L);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      readUpTo.put(backend.journal(), from + whole.length());
      whole.lines().forEach(line -> note(Integer.parseInt(line)));
      return (int) whole.lines().count();
    }
  }

  private void note(int id) {
    if (twice.get(id)) {
      more.set(id);
    } else if (once.get(id)) {
      twice.set(id);
    } else {
      once.set(id);
    }
  }

  /** Whether the request of this id was executed. */
  boolean executed(int id) {
    return once.get(id);
  }

  /** The ids of requests that were executed more than once. */
  List<Integer> repeated() {
    return twice.stream().boxed().toList();
  }

  /** The ids of requests that were executed more than twice. */
  List<Integer> repeatedAgain() {
    return more.stream().boxed().toList();
  }
}
