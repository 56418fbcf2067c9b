package org.proxypass.balancer;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A request that no member can take, and so waits in its balancer. */
final class WaitingRequest implements AutoCloseable {
  private final FutureTask<Integer> task;
  private final Thread thread;

  private WaitingRequest(Balancer balancer) {
    task =
        new FutureTask<>(
            () ->
                balancer
                    .send(
                        Cluster.exchange("192.0.2.1"),
                        "/",
                        Cluster.attempt(member -> Cluster.answer(200)))
                    .status());
    thread = new Thread(task, "waiting-request");
  }

  /** Sends a request to {@code balancer}, and returns when it waits there. */
  static WaitingRequest to(Balancer balancer) {
    WaitingRequest request = new WaitingRequest(balancer);
    request.thread.start();
    Awaitility.await().until(() -> request.thread.getState() == Thread.State.TIMED_WAITING);
    return request;
  }

  /** The status it got, now that a member can take it. */
  int status() throws Exception {
    return task.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
