package org.proxypass.webapp;

import java.util.List;

/**
 * What JMX shows of a configuration, as {@code org.proxypass:type=Configuration,context=…}: {@code
 * context} is the context path, {@code /} for the root; {@code servlet} is added for a servlet with
 * a configuration of its own, and {@code instance} where a second one would have the same name.
 */
public interface ConfigurationMXBean {

  /** The files and directories it was read from, sorted. */
  List<String> getFiles();

  /** When the configuration that serves now was applied, as ISO 8601 in UTC. */
  String getLastLoad();

  /** Why the last attempt failed to apply another one, a problem a line; empty when it did not. */
  String getLastError();

  /**
   * Reads the files again and applies what they say now, changed or not.
   *
   * @return empty when that was done, else why the old configuration still serves
   */
  String reload();
}
