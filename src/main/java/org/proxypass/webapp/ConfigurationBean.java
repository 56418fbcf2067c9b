package org.proxypass.webapp;

import java.util.List;

/** A reloader in the eyes of JMX. */
final class ConfigurationBean implements ConfigurationMXBean {
  private final ConfigurationReloader reloader;

  ConfigurationBean(ConfigurationReloader reloader) {
    this.reloader = reloader;
  }

  @Override
  public List<String> getFiles() {
    return reloader.files();
  }

  @Override
  public String getLastLoad() {
    return reloader.lastLoad().toString();
  }

  @Override
  public String getLastError() {
    return reloader.lastError();
  }

  @Override
  public String reload() {
    return reloader.reload();
  }
}
