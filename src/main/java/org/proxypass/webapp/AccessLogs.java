package org.proxypass.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.AccessLogSpec;
import org.proxypass.config.HostConfig;
import org.proxypass.config.LogSettings;
import org.proxypass.config.RuleCondition;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;
import org.proxypass.http.Fields;
import org.proxypass.logging.LogFiles;
import org.proxypass.tunnel.TunnelListener;

/** The access logs of one configuration. */
final class AccessLogs {
  private final LogFiles files;
  private final Set<Path> paths = new TreeSet<>();
  private final boolean active;
  private final boolean countsRequests;
  private final ConnectionCounts connections = new ConnectionCounts();

  /**
   * Opens the files that {@code hosts} log to.
   *
   * @throws UncheckedIOException when one cannot be written
   */
  AccessLogs(List<HostConfig> hosts, LogFiles files) {
    this.files = files;
    List<AccessLogSpec> logs =
        hosts.stream()
            .flatMap(host -> host.settings().get(LogSettings.ACCESS_LOGS).stream())
            .toList();
    this.active = !logs.isEmpty();
    this.countsRequests = logs.stream().anyMatch(log -> log.format().countsRequests());
    logs.forEach(log -> paths.add(log.file()));
    try {
      files.open(paths);
    } catch (IOException e) {
      throw new UncheckedIOException("CustomLog: cannot write " + described(e), e);
    }
  }

  /** The message of most of these is nothing but the file's name. */
  private static String described(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return failure.getMessage() + ": its directory does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return failure.getMessage() + ": permission denied";
    }
    return String.valueOf(failure.getMessage());
  }

  /**
   * Lets go of the files that only other configurations have; requests of theirs are still logged.
   */
  void inForce() {
    files.retainOnly(paths);
  }

  /** Logs an exchange that is over, under the {@code status} that the client got. */
  void log(Passage passage, HttpServletRequest request, HttpServletResponse response, int status) {
    if (!active) {
      return;
    }
    int before =
        countsRequests
            ? connections.countedBefore(passage.exchange().clientRequest().connectionId())
            : 0;
    List<AccessLogSpec> logs = passage.host().config().settings().get(LogSettings.ACCESS_LOGS);
    if (logs.isEmpty()) {
      return;
    }
    ServletLoggedExchange logged =
        new ServletLoggedExchange(passage, request, response, status, before);
    StringBuilder line = new StringBuilder(256);
    for (AccessLogSpec log : logs) {
      if (holds(log.condition(), passage.exchange(), response, status)) {
        line.setLength(0);
        log.format().append(logged, line);
        files.append(log.file(), line.append('\n'));
      }
    }
  }

  /**
   * Begins the lines of an exchange that becomes a tunnel; they are written when that is over.
   *
   * @return null when there is nothing to log
   */
  @Nullable TunnelListener begin(
      Passage passage, HttpServletRequest request, HttpServletResponse response) {
    List<AccessLogSpec> logs = passage.host().config().settings().get(LogSettings.ACCESS_LOGS);
    if (logs.isEmpty()) {
      return null;
    }
    Exchange exchange = passage.exchange();
    int status = HttpServletResponse.SC_SWITCHING_PROTOCOLS;
    int before =
        countsRequests ? connections.countedBefore(exchange.clientRequest().connectionId()) : 0;
    ServletLoggedExchange logged =
        new ServletLoggedExchange(passage, request, response, status, before);
    List<TunnelLog.Line> lines = new ArrayList<>();
    for (AccessLogSpec log : logs) {
      if (holds(log.condition(), exchange, response, status)) {
        lines.add(new TunnelLog.Line(log.file(), log.format().begin(logged)));
      }
    }
    return lines.isEmpty() ? null : new TunnelLog(files, lines, logged);
  }

  private static boolean holds(
      RuleCondition condition, Exchange exchange, HttpServletResponse response, int status) {
    if (condition instanceof RuleCondition.Variable variable) {
      return (exchange.variable(variable.name()) != null) == variable.set();
    }
    return !(condition instanceof RuleCondition.Holds expression)
        || expression
            .condition()
            .test(
                new ExchangeExpressions(
                    exchange, exchange.requestFields(), fieldsOf(response), status));
  }

  private static Fields fieldsOf(HttpServletResponse response) {
    Fields fields = new Fields();
    for (String name : response.getHeaderNames()) {
      response.getHeaders(name).forEach(value -> fields.add(name, value));
    }
    return fields;
  }
}
