package org.proxypass.admin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;
import org.proxypass.http.Product;

/**
 * The status for scripts, line by line as mod_status writes it for {@code ?auto}. Lines about what
 * httpd alone has (processes, its scoreboard) are left out.
 */
final class StatusLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, dd-MMM-yyyy HH:mm:ss zzz", Locale.ENGLISH);

  private final StringBuilder text = new StringBuilder(1024);

  private StatusLines() {}

  static String of(StatusReport report) {
    StatusLines lines = new StatusLines();
    lines.text.append(Html.escape(report.host())).append('\n');
    lines.server(report.life(), report.machine());
    lines.traffic(report.traffic(), report.life().uptime().toSeconds());
    for (int i = 0; i < report.balancers().size(); i++) {
      lines.balancer("ProxyBalancer[" + i + "]", report.balancers().get(i));
    }
    return lines.text.toString();
  }

  private void server(StatusReport.Life life, StatusReport.Machine machine) {
    line("ServerVersion", Product.TOKEN);
    line("ServerMPM", "servlet");
    line("Server Built", Product.BUILT);
    line("CurrentTime", time(life.now()));
    line("RestartTime", time(life.configured()));
    line("ParentServerConfigGeneration", Integer.toString(life.generation()));
    line("ServerUptimeSeconds", Long.toString(life.uptime().toSeconds()));
    line("ServerUptime", inWords(life.uptime()));
    machine.load().ifPresent(load -> line("Load1", number(load)));
  }

  private void traffic(StatusReport.Traffic traffic, long uptime) {
    long requests = traffic.requests();
    long millis = traffic.duration().toMillis();
    line("Total Accesses", Long.toString(requests));
    line("Total kBytes", Long.toString(traffic.bytes() / 1024));
    line("Total Duration", Long.toString(millis));
    line("Uptime", Long.toString(uptime));
    line("ReqPerSec", ratio(requests, uptime));
    line("BytesPerSec", ratio(traffic.bytes(), uptime));
    if (requests > 0) {
      line("BytesPerReq", ratio(traffic.bytes(), requests));
      line("DurationPerReq", ratio(millis, requests));
    }
    line("BusyWorkers", Long.toString(traffic.busy()));
    traffic.idleThreads().ifPresent(idle -> line("IdleWorkers", Long.toString(idle)));
  }

  private void balancer(String name, Balancer balancer) {
    line(name + "Name", "balancer://" + balancer.name());
    List<Member> members = balancer.members();
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      String worker = name + "Worker[" + i + "]";
      line(worker + "Name", member.name());
      line(worker + "Status", StateText.httpd(member.state()));
      line(worker + "Elected", Long.toString(member.counters().elected()));
      line(worker + "Busy", Integer.toString(member.counters().busy()));
      line(worker + "Sent", member.counters().sent() / 1024 + "K");
      line(worker + "Rcvd", member.counters().received() / 1024 + "K");
    }
  }

  /** Control characters in a value would begin a line of their own. */
  private void line(String name, String value) {
    text.append(name).append(": ");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(c < ' ' || c == 0x7f ? '?' : c);
    }
    text.append('\n');
  }

  private static String time(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }

  private static String ratio(long part, long whole) {
    return whole == 0 ? "0" : number((double) part / whole);
  }

  private static String number(double value) {
    // As printf's %g: six digits that count.
    return value == 0
        ? "0"
        : new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }

  /** {@code 2 days 1 hour 5 seconds}; units of which there is none are left out. */
  static String inWords(Duration duration) {
    StringBuilder words = new StringBuilder();
    unit(words, duration.toDays(), "day");
    unit(words, duration.toHoursPart(), "hour");
    unit(words, duration.toMinutesPart(), "minute");
    unit(words, duration.toSecondsPart(), "second");
    return words.toString();
  }

  private static void unit(StringBuilder words, long count, String name) {
    if (count > 0) {
      words.append(words.length() == 0 ? "" : " ").append(count).append(' ').append(name);
      words.append(count == 1 ? "" : "s");
    }
  }
}
