package org.proxypass.webapp;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.proxypass.logging.LogFiles;
import org.proxypass.logging.LoggedTotals;
import org.proxypass.logging.PendingLine;
import org.proxypass.tunnel.EndReason;
import org.proxypass.tunnel.TunnelListener;
import org.proxypass.tunnel.TunnelTraffic;

/**
 * Writes the lines of a tunnel when it is over. Bytes count as in mod_logio: the heads, and what
 * went by behind them. The request is another one's by then, so nothing of it is kept.
 */
final class TunnelLog implements TunnelListener {
  private final LogFiles files;
  private final List<Line> lines;
  private final long headReceived;
  private final long headSent;
  private final long startMicros;
  private final long handshakeMicros;

  /** A line for one file. */
  record Line(Path file, PendingLine line) {}

  /**
   * Will write {@code lines}.
   *
   * @param handshake the exchange so far, its 101 written
   */
  TunnelLog(LogFiles files, List<Line> lines, LoggedTotals handshake) {
    this.files = files;
    this.lines = List.copyOf(lines);
    this.headReceived = handshake.bytesReceived();
    this.headSent = handshake.bytesSent();
    this.startMicros = handshake.startMicros();
    this.handshakeMicros = handshake.elapsedMicros();
  }

  @Override
  public void ended(TunnelTraffic traffic, EndReason reason) {
    Totals totals =
        new Totals(
            traffic.fromBackend(),
            headSent + traffic.fromBackend(),
            headReceived + traffic.fromClient(),
            startMicros,
            handshakeMicros + TimeUnit.NANOSECONDS.toMicros(traffic.duration().toNanos()));
    StringBuilder text = new StringBuilder(256);
    for (Line line : lines) {
      text.setLength(0);
      line.line().append(totals, text);
      files.append(line.file(), text.append('\n'));
    }
  }

  /** A connection is closed behind its tunnel, whoever closed it. */
  private record Totals(
      long bodyBytesSent, long bytesSent, long bytesReceived, long startMicros, long elapsedMicros)
      implements LoggedTotals {
    @Override
    public char connectionState() {
      return '-';
    }
  }
}
