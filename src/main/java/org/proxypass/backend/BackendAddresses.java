package org.proxypass.backend;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of one backend's name as long as they are believed ({@code addressttl}). Nobody
 * waits for a look-up while older addresses are known, except whoever makes it.
 */
final class BackendAddresses implements DnsResolver {
  private static final Logger LOG = LoggerFactory.getLogger(BackendAddresses.class);

  private record Known(List<InetAddress> addresses, long nanos) {}

  private final String host;
  private final NameResolver names;
  private final @Nullable Duration believed;
  private final LongSupplier nanoTime;
  private final Runnable whenChanged;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile @Nullable Known known;
  private volatile boolean changed;

  /**
   * Asks nobody yet.
   *
   * @param host what is looked up
   * @param believed how long an answer is used; zero for once, null for as long as its addresses
   *     can be connected to
   * @param nanoTime as {@link System#nanoTime}
   * @param whenChanged called when a later answer names other addresses than the one before
   */
  BackendAddresses(
      String host,
      NameResolver names,
      @Nullable Duration believed,
      LongSupplier nanoTime,
      Runnable whenChanged) {
    this.host = host;
    this.names = names;
    this.believed = believed;
    this.nanoTime = nanoTime;
    this.whenChanged = whenChanged;
  }

  /** The addresses known so far, or null. */
  @Nullable List<InetAddress> known() {
    Known now = known;
    return now == null ? null : now.addresses();
  }

  /** The addresses to connect to, looked up if none is known. */
  List<InetAddress> current() throws UnknownHostException {
    Known now = known;
    if (now != null && (believed == null || !believed.isZero())) {
      return now.addresses();
    }
    lookUp();
    return known == null ? List.of() : known.addresses();
  }

  /** Looks up again what was believed for long enough. An answer that fails changes nothing. */
  void refreshIfDue() {
    Duration limit = believed;
    Known now = known;
    if (limit == null || now == null || limit.isZero()) {
      return;
    }
    if (nanoTime.getAsLong() - now.nanos() >= limit.toNanos()) {
      lookUpAlone(now);
    }
  }

  /**
   * Looks up again because no connection came about.
   *
   * @param tried the addresses known before the attempt, or null
   * @return whether other ones are known now
   */
  boolean renewAfter(@Nullable List<InetAddress> tried) {
    Known now = known;
    if (tried == null || now == null || (believed != null && believed.isZero())) {
      return false;
    }
    if (now.addresses() == tried) {
      lookUpAlone(now);
    }
    Known then = known;
    return then != null && !same(then.addresses(), tried);
  }

  private void lookUpAlone(Known before) {
    if (!asking.compareAndSet(false, true)) {
      return;
    }
    try {
      lookUp();
    } catch (UnknownHostException failure) {
      LOG.warn("{} cannot be looked up now; its last addresses are used on", host);
      known = new Known(before.addresses(), nanoTime.getAsLong());
    } finally {
      asking.set(false);
    }
  }

  private void lookUp() throws UnknownHostException {
    List<InetAddress> answer = names.resolve(host);
    if (answer.isEmpty()) {
      throw new UnknownHostException(host);
    }
    Known before = known;
    known = new Known(List.copyOf(answer), nanoTime.getAsLong());
    if (before != null && !same(before.addresses(), answer)) {
      changed = true;
      whenChanged.run();
    }
  }

  /** Their order does not count: name servers rotate it. */
  private static boolean same(List<InetAddress> some, List<InetAddress> others) {
    return new HashSet<>(some).equals(new HashSet<>(others));
  }

  /** Whether {@code connection} may serve further requests: its address is still one of them. */
  boolean admits(BackendConnection connection) {
    Known now = known;
    if (!changed || now == null) {
      return true;
    }
    InetAddress address = connection.remoteAddress();
    return address != null && now.addresses().contains(address);
  }

  @Override
  public InetAddress[] resolve(String name) throws UnknownHostException {
    return current().toArray(new InetAddress[0]);
  }

  @Override
  public String resolveCanonicalHostname(String name) {
    return name;
  }
}
