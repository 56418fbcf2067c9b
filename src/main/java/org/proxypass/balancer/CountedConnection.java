package org.proxypass.balancer;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import org.proxypass.exchange.UpgradedConnection;

/** A member's connection behind a 101, whose bytes are counted. */
record CountedConnection(UpgradedConnection connection, MemberCounters counters)
    implements UpgradedConnection {

  @Override
  public int poll(byte[] target, int offset, int length) throws IOException {
    int count = connection.poll(target, offset, length);
    if (count > 0) {
      counters.addReceived(count);
    }
    return count;
  }

  @Override
  public boolean mayHoldMore() {
    return connection.mayHoldMore();
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    connection.write(source, offset, length);
    counters.addSent(length);
  }

  @Override
  public void shutdownOutput() throws IOException {
    connection.shutdownOutput();
  }

  @Override
  public SelectableChannel channel() {
    return connection.channel();
  }

  @Override
  public String protocol() {
    return connection.protocol();
  }

  @Override
  public Duration timeout() {
    return connection.timeout();
  }

  @Override
  public Object owner() {
    return connection.owner();
  }
}
