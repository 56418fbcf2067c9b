package org.proxypass.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;
import org.proxypass.http.Product;

/** The status in the eyes of JMX. */
public final class StatusBean implements StatusMXBean {
  private final Statistics statistics;
  private final Supplier<StatusReport> reports;

  /**
   * A bean.
   *
   * @param reports what is known at the moment, all balancers included
   */
  public StatusBean(Statistics statistics, Supplier<StatusReport> reports) {
    this.statistics = statistics;
    this.reports = reports;
  }

  @Override
  public String getVersion() {
    return Product.TOKEN;
  }

  @Override
  public long getUptimeSeconds() {
    return statistics.server().uptimeMillis(System.nanoTime()) / 1000;
  }

  @Override
  public long getRequests() {
    return statistics.server().requests();
  }

  @Override
  public Map<String, Long> getRequestsByClass() {
    List<Long> counts = statistics.server().requestsByClass();
    Map<String, Long> byClass = new LinkedHashMap<>();
    for (int i = 0; i < counts.size(); i++) {
      byClass.put(i + 1 + "xx", counts.get(i));
    }
    return byClass;
  }

  @Override
  public double getRequestsPerSecond() {
    return statistics.server().requestsPerSecond(System.nanoTime());
  }

  @Override
  public long getBusy() {
    return statistics.server().busy();
  }

  @Override
  public long getBroken() {
    return statistics.server().broken();
  }

  @Override
  public long getBytesSent() {
    return statistics.server().bytes();
  }

  @Override
  public long getTunnels() {
    return statistics.tunnels().open();
  }

  @Override
  public Map<String, MappingView> getMappings() {
    Map<String, MappingView> mappings = new LinkedHashMap<>();
    for (StatusReport.Entry entry : reports.get().entries()) {
      EntryName name = entry.name();
      String key = (name.host() + " " + name.path() + " " + name.target()).strip();
      mappings.put(key, new MappingView(entry));
    }
    return mappings;
  }

  @Override
  public Map<String, PoolView> getWorkers() {
    Map<String, PoolView> workers = new LinkedHashMap<>();
    for (StatusReport.Pool pool : reports.get().pools()) {
      workers.put(pool.worker(), new PoolView(pool.figures()));
    }
    return workers;
  }

  @Override
  public Map<String, MemberView> getMembers() {
    Map<String, MemberView> members = new LinkedHashMap<>();
    for (Balancer balancer : reports.get().balancers()) {
      for (Member member : balancer.members()) {
        members.putIfAbsent(
            "balancer://" + balancer.name() + " " + member.name(), new MemberView(member));
      }
    }
    return members;
  }
}
