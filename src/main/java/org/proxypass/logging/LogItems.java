package org.proxypass.logging;

import org.jspecify.annotations.Nullable;

/** What the letters of a log format stand for. */
final class LogItems {
  /** What others call a text of an exchange. */
  private interface Text {
    @Nullable String of(LoggedExchange exchange);
  }

  private LogItems() {}

  /**
   * The item of {@code letter}.
   *
   * @param argument what stands in braces before it; empty without
   */
  static LogItem of(char letter, String argument) throws LogFormatException {
    return switch (letter) {
      case 'a' -> address(argument);
      case 'A' -> text(LoggedExchange::localAddress);
      case 'b' -> bytesOrDash();
      case 'B' -> totals((totals, line) -> line.append(totals.bodyBytesSent()));
      case 'C' -> text(exchange -> CookieValues.find(exchange, argument), letter, argument);
      case 'D' -> totals((totals, line) -> line.append(totals.elapsedMicros()));
      case 'e' -> text(exchange -> exchange.environment(argument), letter, argument);
      case 'h' -> text(LoggedExchange::clientHost);
      case 'H' -> text(LoggedExchange::protocol);
      case 'i' -> text(exchange -> exchange.requestField(argument), letter, argument);
      case 'I' -> totals((totals, line) -> line.append(totals.bytesReceived()));
      case 'k' -> (exchange, line) -> line.append(exchange.requestsBefore());
      // Nobody asks clients by RFC 1413 any more, but every format has it.
      case 'l' -> (exchange, line) -> line.append('-');
      case 'm' -> text(LoggedExchange::method);
      case 'n' -> text(exchange -> exchange.note(argument), letter, argument);
      case 'o' -> text(exchange -> exchange.responseField(argument), letter, argument);
      case 'O' -> totals((totals, line) -> line.append(totals.bytesSent()));
      case 'p' -> port(argument);
      case 'q' -> LogItems::query;
      case 'r' -> text(LoggedExchange::requestLine);
      case 's' -> (exchange, line) -> line.append(exchange.status());
      case 'S' ->
          totals((totals, line) -> line.append(totals.bytesReceived() + totals.bytesSent()));
      case 't' -> LogTime.item(argument);
      case 'T' -> elapsed(argument);
      case 'u' -> text(LoggedExchange::user);
      case 'U' -> text(LoggedExchange::path);
      case 'v' -> text(LoggedExchange::serverName);
      case 'V' -> text(LoggedExchange::calledName);
      case 'X' -> totals((totals, line) -> line.append(totals.connectionState()));
      default -> throw unknown(letter, argument);
    };
  }

  private static LogFormatException unknown(char letter, String argument) {
    String written = argument.isEmpty() ? "%" + letter : "%{" + argument + "}" + letter;
    return new LogFormatException("'" + written + "' is not supported");
  }

  private static LogItem text(Text text) {
    return (exchange, line) -> LogText.append(text.of(exchange), line);
  }

  private static LogItem text(Text text, char letter, String argument) throws LogFormatException {
    if (argument.isEmpty()) {
      throw new LogFormatException("'%" + letter + "' needs a name: %{name}" + letter);
    }
    return text(text);
  }

  /** Both are the address of the connection as long as nothing speaks for another. */
  private static LogItem address(String argument) throws LogFormatException {
    if (!argument.isEmpty() && !argument.equals("c")) {
      throw unknown('a', argument);
    }
    return text(LoggedExchange::clientAddress);
  }

  private static TotalsItem totals(TotalsItem item) {
    return item;
  }

  private static TotalsItem bytesOrDash() {
    return (exchange, line) -> {
      long bytes = exchange.bodyBytesSent();
      if (bytes == 0) {
        line.append('-');
      } else {
        line.append(bytes);
      }
    };
  }

  private static LogItem port(String argument) throws LogFormatException {
    return switch (argument) {
      case "", "canonical" -> text(LoggedExchange::calledPort);
      case "local" -> (exchange, line) -> line.append(exchange.localPort());
      case "remote" -> (exchange, line) -> line.append(exchange.clientPort());
      default -> throw unknown('p', argument);
    };
  }

  private static void query(LoggedExchange exchange, StringBuilder line) {
    String query = exchange.query();
    if (query != null) {
      line.append('?');
      LogText.append(query, line);
    }
  }

  private static TotalsItem elapsed(String unit) throws LogFormatException {
    return switch (unit) {
      case "", "s" -> (exchange, line) -> line.append(exchange.elapsedMicros() / 1_000_000);
      case "ms" -> (exchange, line) -> line.append(exchange.elapsedMicros() / 1000);
      case "us" -> (exchange, line) -> line.append(exchange.elapsedMicros());
      default -> throw unknown('T', unit);
    };
  }
}
