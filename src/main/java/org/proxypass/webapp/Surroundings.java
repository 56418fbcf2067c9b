package org.proxypass.webapp;

import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.proxypass.admin.Statistics;
import org.proxypass.logging.LogFiles;

/**
 * What an application has whatever its configuration is, and so outlives every engine.
 *
 * @param foreignPorts whether somebody else's connectors accept the connections
 * @param tls for https backends
 * @param containerFields reads and writes heads
 * @param statistics counts the exchanges
 * @param logFiles what access logs are written to
 * @param upgrades carries the connections that leave HTTP
 * @param changes held while the manager changes something, and while one engine follows another
 */
record Surroundings(
    boolean foreignPorts,
    Supplier<SSLContext> tls,
    ContainerFields containerFields,
    Statistics statistics,
    LogFiles logFiles,
    Upgrades upgrades,
    Lock changes) {}
