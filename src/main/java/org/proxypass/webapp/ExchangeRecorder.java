package org.proxypass.webapp;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.proxypass.admin.Statistics;
import org.proxypass.exchange.Exchange;
import org.proxypass.tunnel.TunnelListener;

/** Counts and logs the exchanges of one configuration. Does nothing that a client could notice. */
final class ExchangeRecorder {
  private final Statistics statistics;
  private final EntryTable entries;
  private final AccessLogs accessLogs;

  ExchangeRecorder(Statistics statistics, EntryTable entries, AccessLogs accessLogs) {
    this.statistics = statistics;
    this.entries = entries;
    this.accessLogs = accessLogs;
  }

  /** Its configuration takes the requests from now on. */
  void inForce() {
    accessLogs.inForce();
  }

  /** An exchange begins; {@link #end} must follow. */
  void begin() {
    statistics.begin();
  }

  /**
   * The thread is done with {@code passage}; another one may go on with it.
   *
   * @param thrown whether it ended with an exception: the response was broken off, or the client is
   *     gone, or the container has to answer
   */
  void end(
      Passage passage, HttpServletRequest request, HttpServletResponse response, boolean thrown) {
    if (!thrown && !passage.exchange().brokenOff() && request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new AtCompletion(passage, request, response));
    } else {
      record(passage, request, response, thrown);
    }
  }

  private void record(
      Passage passage, HttpServletRequest request, HttpServletResponse response, boolean thrown) {
    Exchange exchange = passage.exchange();
    int status =
        thrown && !response.isCommitted()
            ? HttpServletResponse.SC_INTERNAL_SERVER_ERROR
            : response.getStatus();
    statistics.end(
        entries.of(passage),
        status,
        exchange.brokenOff(),
        exchange.bodyBytesSent(),
        exchange.startNanos());
    if (status != HttpServletResponse.SC_SWITCHING_PROTOCOLS
        || !Attributes.loggedByTunnel(request, accessLogs)) {
      accessLogs.log(passage, request, response, status);
    }
  }

  /**
   * The exchange becomes a tunnel, its 101 is written: it is logged when that is over.
   *
   * @return who has to hear of that
   */
  TunnelListener beginTunnel(
      Passage passage, HttpServletRequest request, HttpServletResponse response) {
    TunnelListener log = accessLogs.begin(passage, request, response);
    Attributes.setLoggedByTunnel(request, accessLogs);
    return log == null ? TunnelListener.NONE : log;
  }

  /** Counts an exchange that a filter behind us goes on with on another thread. */
  private final class AtCompletion implements AsyncListener {
    private final Passage passage;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    AtCompletion(Passage passage, HttpServletRequest request, HttpServletResponse response) {
      this.passage = passage;
      this.request = request;
      this.response = response;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      record(passage, request, response, false);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Listeners belong to one cycle; the next one wants them again (Servlet 6.0 §9.6).
      event.getAsyncContext().addListener(this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}
  }
}
