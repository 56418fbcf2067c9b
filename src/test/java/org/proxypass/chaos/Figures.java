package org.proxypass.chaos;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;

/**
 * The status page at one moment, by the names of its metrics with their labels.
 *
 * @param values by {@code name{labels}}
 */
record Figures(Map<String, Double> values) {

  /** Asks for them on a connection of its own. */
  static Figures of(int port) throws IOException {
    RawResponse response =
        RawClient.exchange(
            port,
            "GET /server-status?format=prometheus HTTP/1.1\r\nHost: front.test\r\n"
                + "Connection: close\r\n\r\n");
    if (response.status() != 200) {
      throw new IOException("status page: " + response.status());
    }
    Map<String, Double> values = new HashMap<>();
    response
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
    return new Figures(values);
  }

  /** The value without labels of this name. */
  long of(String metric) {
    Double value = values.get(metric);
    if (value == null) {
      throw new AssertionError("no " + metric + " in " + values.keySet());
    }
    return value.longValue();
  }

  /** One figure of one member, such as {@code elected_total}. */
  long ofMember(String figure, BackendProcess backend) {
    return of(memberMetric(figure, backend));
  }

  private static String memberMetric(String figure, BackendProcess backend) {
    return "proxypass_member_" + figure + "{balancer=\"app\",member=\"" + backend.url() + "\"}";
  }

  /** Whether {@code backend} is a member at all. */
  boolean hasMember(BackendProcess backend) {
    return values.containsKey(memberMetric("usable", backend));
  }

  /** One figure of all members together. */
  long ofMembers(String figure) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("proxypass_member_" + figure + "{"))
        .mapToLong(entry -> entry.getValue().longValue())
        .sum();
  }
}
