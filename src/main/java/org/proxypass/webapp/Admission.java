package org.proxypass.webapp;

/**
 * A passage and the engine that opened it: whatever happens to the configuration meanwhile, this
 * engine serves the request to its last byte, error page included.
 */
record Admission(ProxyEngine engine, Passage passage) {}
