package org.proxypass.differential;

import java.io.IOException;
import org.junit.jupiter.api.function.Executable;

/** The test of one row; a value, so that rows can be read out of the tests without running them. */
record RowTest(Differential group, Row row) implements Executable {
  @Override
  public void execute() throws IOException {
    group.check(row);
  }
}
