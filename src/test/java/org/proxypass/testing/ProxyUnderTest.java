package org.proxypass.testing;

import java.io.IOException;

/** A running reverse proxy, whichever program it is. */
public interface ProxyUnderTest extends AutoCloseable {

  /** The loopback port it listens on. */
  int port();

  /** Its {@code ServerName}; what requests send as Host unless they say otherwise. */
  String host();

  /** What it logged so far; empty when nothing. */
  String log() throws IOException;

  /** Stops it and waits for its end. */
  @Override
  void close() throws IOException;
}
