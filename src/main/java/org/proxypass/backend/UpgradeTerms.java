package org.proxypass.backend;

import java.time.Duration;

/**
 * What is known of a connection that leaves HTTP.
 *
 * @param protocol the one it changes to
 * @param timeout of one read or write
 * @param owner the worker it belongs to
 */
record UpgradeTerms(String protocol, Duration timeout, Worker owner) {}
