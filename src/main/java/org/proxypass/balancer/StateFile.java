package org.proxypass.balancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.SavedState.SavedBalancer;
import org.proxypass.config.HealthCheckSettings;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.config.HostConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where changes of the manager survive a restart (BalancerPersist). The file is replaced as a
 * whole; only what differs from the configuration is in it.
 */
public final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

  private final Path file;
  private final List<LiveState> states = new ArrayList<>();

  /**
   * Uses {@code file}, which need not exist.
   *
   * @param hosts all hosts, the main server first
   * @param balancers theirs
   */
  public StateFile(Path file, List<HostConfig> hosts, Balancers balancers) {
    this.file = file;
    Set<Balancer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (HostConfig host : hosts) {
      Map<String, Criterion> criteria = host.settings().get(HealthCheckSettings.CRITERIA);
      for (Balancer balancer : balancers.of(host)) {
        // One that is inherited belongs to the main server.
        if (seen.add(balancer)) {
          states.add(new LiveState(balancer, label(host), criteria));
        }
      }
    }
  }

  private static String label(HostConfig host) {
    if (host.addresses().isEmpty()) {
      return "main";
    }
    StringJoiner label = new StringJoiner(" ");
    host.addresses().forEach(address -> label.add(address.address() + ":" + address.port()));
    host.name().ifPresent(name -> label.add(name.host()));
    return label.toString();
  }

  /**
   * Puts into live balancers what is in the file. Balancers that are gone are left out and logged;
   * a file that cannot be understood is set aside.
   */
  public void restore() {
    SavedState saved = read();
    for (SavedBalancer balancer : saved == null ? List.<SavedBalancer>of() : saved.balancers()) {
      LiveState live =
          states.stream()
              .filter(
                  state ->
                      state.balancer().name().equals(balancer.name())
                          && state.host().equals(balancer.host()))
              .findFirst()
              .orElse(null);
      if (live == null) {
        LOG.warn("{}: there is no balancer://{} any more", file, balancer.name());
      } else {
        live.restore(balancer);
      }
    }
  }

  private @Nullable SavedState read() {
    try {
      return Files.exists(file) ? SavedState.parse(Files.readString(file)) : null;
    } catch (IllegalArgumentException | IOException e) {
      setAside(e);
      return null;
    }
  }

  private void setAside(Exception reason) {
    Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("{}: {}; set aside as {}", file, reason.getMessage(), aside);
    } catch (IOException e) {
      LOG.error("{}: {}; it cannot be set aside: {}", file, reason.getMessage(), e.toString());
    }
  }

  /** Writes what differs now. Where that fails, the changes hold until the next restart. */
  public synchronized void save() {
    List<SavedBalancer> changed =
        states.stream().map(LiveState::capture).filter(Objects::nonNull).toList();
    try {
      if (!changed.isEmpty() || Files.exists(file)) {
        replace(new SavedState(changed).render());
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} cannot be written; a restart will lose changes: {}", file, e.toString());
    }
  }

  private void replace(String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
