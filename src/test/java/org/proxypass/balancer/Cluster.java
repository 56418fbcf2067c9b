package org.proxypass.balancer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.proxypass.backend.Worker;
import org.proxypass.config.BalancerSettings;
import org.proxypass.config.BalancerSpec;
import org.proxypass.config.MemberFlag;
import org.proxypass.config.MemberSettings;
import org.proxypass.config.MemberSpec;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.PublicAddress;
import org.proxypass.exchange.Response;
import org.proxypass.exchange.ResponseBody;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.Fields;

/** A balancer of members called by letters, with a clock that stands still; nothing is sent. */
final class Cluster {
  private final AtomicLong now = new AtomicLong(5_000_000_000L);
  private final Balancer balancer;

  private Cluster(Settings parameters, List<MemberSpec> members) {
    BalancerSpec spec = new BalancerSpec("cluster", parameters, members);
    WorkerSource workers = (owner, worker) -> worker(worker);
    balancer =
        new Balancer(
            spec,
            members.stream()
                .map(member -> new Member(member, worker(member.worker()), now::get))
                .toList(),
            workers,
            now::get);
  }

  private static Worker worker(WorkerSpec spec) {
    return new Worker(
        spec,
        Duration.ofSeconds(1),
        () -> {
          throw new IllegalStateException("no TLS here");
        });
  }

  /**
   * A cluster.
   *
   * @param members each {@code name[=factor][:flags][@route][/set]}, as in {@code a=2:D}
   */
  static Cluster of(String members) {
    return of(members, UnaryOperator.identity());
  }

  /** A cluster whose balancer has other parameters than the default. */
  static Cluster of(String members, UnaryOperator<Settings> parameters) {
    List<MemberSpec> specs = new ArrayList<>();
    for (String member : members.split(" ")) {
      specs.add(member(member));
    }
    return new Cluster(parameters.apply(Settings.EMPTY), specs);
  }

  /** A cluster with this method. */
  static Cluster of(String members, BalancerSettings.Method method) {
    return of(members, settings -> settings.with(BalancerSettings.METHOD, method));
  }

  static MemberSpec member(String text) {
    String name = text.substring(0, 1);
    Settings parameters = Settings.EMPTY;
    Set<MemberFlag> flags = EnumSet.noneOf(MemberFlag.class);
    for (String part : text.substring(1).split("(?=[=:@/])")) {
      String value = part.isEmpty() ? "" : part.substring(1);
      if (part.startsWith("=")) {
        parameters =
            parameters.with(
                MemberSettings.LOAD_FACTOR, (int) Math.round(Double.parseDouble(value) * 100));
      } else if (part.startsWith("@")) {
        parameters = parameters.with(MemberSettings.ROUTE, value);
      } else if (part.startsWith("/")) {
        parameters = parameters.with(MemberSettings.SET, Integer.parseInt(value));
      } else if (part.startsWith(":")) {
        for (MemberFlag flag : MemberFlag.values()) {
          if (value.indexOf(flag.letter()) >= 0) {
            flags.add(flag);
          }
        }
      }
    }
    return new MemberSpec(
        new WorkerSpec(BackendUrl.parse("http://" + name + ".example/"), Settings.EMPTY),
        parameters.with(MemberSettings.STATUS, flags));
  }

  Balancer balancer() {
    return balancer;
  }

  Member member(char letter) {
    return balancer.members().stream()
        .filter(member -> letter(member) == letter)
        .findFirst()
        .orElseThrow();
  }

  static char letter(Member member) {
    return member.name().charAt("http://".length());
  }

  /** Lets the clock go on. */
  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** The members of so many requests, each answered at once. */
  String sequence(int requests) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < requests; i++) {
      letters.append(serve(exchange("192.0.2.1")));
    }
    return letters.toString();
  }

  /** The member that serves one request whole. */
  char serve(Exchange exchange) {
    char[] letter = new char[1];
    Response response =
        balancer.send(
            exchange,
            "/",
            attempt(
                member -> {
                  letter[0] = letter(member);
                  return answer(200);
                }));
    response.body().close();
    return letter[0];
  }

  /** What a test lets a member do. */
  interface Answers {
    Response of(Member member);
  }

  /** An attempt of a request that can be repeated. */
  static Attempt attempt(Answers answers) {
    return new Attempt() {
      @Override
      public Response on(Member member, boolean afresh) {
        return answers.of(member);
      }

      @Override
      public boolean repeatable() {
        return true;
      }
    };
  }

  static Response answer(int status) {
    return new Response(status, new Fields(), new NoBody());
  }

  static Exchange exchange(String client) {
    return exchange(client, "GET");
  }

  static Exchange exchange(String client, String method, String... fields) {
    return new Exchange(
        new PlainRequest(method, client, Fields.of(fields)),
        new PublicAddress("http", "front.test", "front.test", ""));
  }

  /** A body of no bytes. */
  static final class NoBody implements ResponseBody {
    @Override
    public int read(byte[] buffer, int offset, int length) {
      return -1;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public long remaining() {
      return 0;
    }

    @Override
    public void close() {}

    @Override
    public void abort() {}
  }
}
