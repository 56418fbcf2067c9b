package org.proxypass.webapp;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.ConfigException;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;
import org.proxypass.config.ServerSettings;
import org.proxypass.config.SourceFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a configuration again when somebody asks for it or when its files changed, and hands it to
 * what serves by it. A configuration with errors is told in the log and changes nothing. Files are
 * looked at twice a second rather than left to the notices of the file system, which tell nothing
 * of a mounted volume or of the target of a symbolic link. Safe for many threads.
 */
public final class ConfigurationReloader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReloader.class);
  private static final long LOOK_MILLIS = 500;

  /** Where configurations come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads the configuration as it is written now.
     *
     * @throws ConfigException with everything that is wrong
     */
    ConfigLoader.Loaded load() throws ConfigException;
  }

  /** What serves by a configuration. */
  @FunctionalInterface
  public interface Target {
    /**
     * Serves by {@code config} from now on.
     *
     * @throws Exception when that is not possible; the one before goes on serving
     */
    void apply(ProxyConfig config) throws Exception;
  }

  private final ManagementBean bean;
  private final Source source;
  private final Target target;

  // All below guarded by this.
  private ProxyConfig config;
  private SourceFiles files;
  private @Nullable SourceFiles changing;
  private Instant lastLoad = Instant.now();
  private String lastError = "";
  private boolean closed;
  private @Nullable Thread watcher;

  /**
   * Prepares; does nothing yet.
   *
   * @param name the properties of the name under which JMX shows it
   * @param first what {@code target} serves by now
   */
  public ConfigurationReloader(
      Map<String, String> name, ConfigLoader.Loaded first, Source source, Target target) {
    this.bean = new ManagementBean("Configuration", name, () -> new ConfigurationBean(this));
    this.source = source;
    this.target = target;
    this.config = first.config();
    this.files = first.files();
  }

  /** Begins to look at the files and shows itself to JMX, unless there is no file at all. */
  public synchronized void start() {
    if (files.isEmpty() || watcher != null || closed) {
      return;
    }
    watcher = new Thread(this::watch, "configuration-watch");
    watcher.setDaemon(true);
    watcher.start();
    bean.open();
  }

  private void watch() {
    try {
      while (lookAgain()) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException closing) {
      LOG.debug("no longer watching");
    }
  }

  /** One round of watching; false at the end. */
  synchronized boolean lookAgain() {
    if (!closed && config.global().get(ServerSettings.RELOAD)) {
      look();
    }
    return !closed;
  }

  /** Looks at the files once; a change is applied when the look after it finds no further one. */
  synchronized void look() {
    SourceFiles now = files.now();
    if (now.equals(files)) {
      changing = null;
    } else if (now.equals(changing)) {
      changing = null;
      load(false);
    } else {
      changing = now;
    }
  }

  /**
   * Reads the files and applies what they say, changed or not. Every error is in the log.
   *
   * @return empty when that was done, else why it was not
   */
  public synchronized String reload() {
    if (closed) {
      return "stopped";
    }
    load(true);
    return lastError;
  }

  private void load(boolean evenIfEqual) {
    try {
      ConfigLoader.Loaded loaded = source.load();
      files = loaded.files();
      boolean equal = loaded.config().equals(config);
      if (!equal || evenIfEqual) {
        loaded.warnings().forEach(warning -> LOG.warn("{}", warning));
        target.apply(loaded.config());
        config = loaded.config();
        lastLoad = Instant.now();
      }
      lastError = "";
      LOG.info(equal ? "configuration read again: no difference" : "new configuration applied");
    } catch (ConfigException e) {
      files = e.files();
      lastError = String.valueOf(e.getMessage());
      e.problems().forEach(problem -> LOG.error("{}", problem));
      LOG.error("the configuration has errors; the one before stays in force");
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      // A file nested too deeply, a JAR replaced under a running JVM: neither may end the watching.
      lastError = e.toString();
      LOG.error("the configuration cannot be applied; the one before stays in force", e);
    } catch (Exception e) {
      lastError = String.valueOf(e.getMessage());
      LOG.error("{}: cannot be applied; the configuration before stays in force", lastError);
    }
  }

  /** The configuration in force. */
  public synchronized ProxyConfig config() {
    return config;
  }

  synchronized List<String> files() {
    return files.stamps().keySet().stream().map(Path::toString).sorted().toList();
  }

  synchronized Instant lastLoad() {
    return lastLoad;
  }

  synchronized String lastError() {
    return lastError;
  }

  /** Reloads no more; waits for a reload that is going on. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (watcher != null) {
        watcher.interrupt();
      }
    }
    // Not under the lock: whoever asks the bean while it goes waits for it.
    bean.close();
  }
}
