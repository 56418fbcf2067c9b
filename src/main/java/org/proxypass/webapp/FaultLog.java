package org.proxypass.webapp;

import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each exchange that went wrong, loud in proportion to whose matter it is. */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger("org.proxypass.fault");

  /** Records {@code fault}; nothing that a client sent can break the line (RFC 9110 §17.4). */
  void record(Passage passage, Fault fault) {
    boolean loud = fault.side() != Fault.Side.CLIENT;
    if (loud ? !LOG.isWarnEnabled() : !LOG.isInfoEnabled()) {
      return;
    }
    ClientRequest request = passage.exchange().clientRequest();
    String line =
        fault.status()
            + " "
            + printable(request.method())
            + " "
            + printable(request.rawPath())
            + " from "
            + request.remoteAddress()
            + ": "
            + printable(fault.message());
    switch (fault.side()) {
      case CLIENT -> LOG.info(line);
      case BACKEND -> LOG.warn(line);
      case INTERNAL -> LOG.error(line, fault.getCause());
    }
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length() && i < 2000; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\\') {
        out.append("\\x").append(Character.forDigit(c >> 4 & 0xf, 16));
        out.append(Character.forDigit(c & 0xf, 16));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
