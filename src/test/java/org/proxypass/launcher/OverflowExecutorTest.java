package org.proxypass.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class OverflowExecutorTest {
  private final CountDownLatch release = new CountDownLatch(1);
  private final Queue<String> ranOn = new ConcurrentLinkedQueue<>();
  private final List<OverflowExecutor> opened = new ArrayList<>();

  @AfterEach
  void endAll() {
    release.countDown();
    opened.forEach(OverflowExecutor::close);
  }

  @Test
  void platform_threads_come_first() {
    OverflowExecutor executor = executor(0, 2, overflow());

    submitBlocked(executor, 2);

    await().untilAsserted(() -> assertThat(ranOn).hasSize(2));
    assertThat(ranOn).allMatch(name -> name.startsWith("exchange-"));
  }

  @Test
  void what_finds_no_platform_thread_overflows() {
    OverflowExecutor executor = executor(0, 2, overflow());

    submitBlocked(executor, 5);

    await().untilAsserted(() -> assertThat(ranOn).hasSize(5));
    assertThat(ranOn).filteredOn(name -> name.startsWith("overflow")).hasSize(3);
    assertThat(executor.activeTasks()).isEqualTo(5);
  }

  @Test
  void a_platform_thread_that_is_free_again_is_preferred_to_overflow() throws Exception {
    OverflowExecutor executor = executor(0, 1, overflow());
    for (int i = 0; i < 50; i++) {
      CountDownLatch done = new CountDownLatch(1);
      executor.execute(
          () -> {
            ranOn.add(Thread.currentThread().getName());
            done.countDown();
          });
      assertThat(done.await(10, SECONDS)).isTrue();
      await().pollDelay(Duration.ZERO).until(() -> executor.activeTasks() == 0);
    }

    assertThat(ranOn).hasSize(50).allMatch(name -> name.startsWith("exchange-"));
  }

  @Test
  void without_overflow_tasks_wait_for_a_platform_thread() {
    OverflowExecutor executor = executor(0, 2, null);

    submitBlocked(executor, 5);

    await().untilAsserted(() -> assertThat(ranOn).hasSize(2));
    assertThat(executor.activeTasks()).isEqualTo(5);
    release.countDown();
    await().untilAsserted(() -> assertThat(ranOn).hasSize(5));
    await().until(() -> executor.activeTasks() == 0);
  }

  @Test
  void a_task_that_throws_is_counted_out() {
    OverflowExecutor executor = executor(0, 1, overflow());
    submitBlocked(executor, 1);
    executor.execute(
        () -> {
          ranOn.add("throwing");
          throw new IllegalStateException("expected by the test");
        });

    await().until(() -> executor.activeTasks() == 1);
    assertThat(ranOn).contains("throwing");
  }

  @Test
  void nothing_is_taken_after_close_and_nothing_counted() {
    OverflowExecutor executor = executor(0, 1, overflow());
    executor.close();

    assertThatThrownBy(() -> executor.execute(() -> ranOn.add("too late")))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(executor.activeTasks()).isZero();
    assertThat(ranOn).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24)
  void on_a_jvm_with_virtual_threads_a_thousand_tasks_run_at_the_same_time() {
    OverflowExecutor executor = executor(0, 2, VirtualThreads.factory("overflow-"));

    submitBlocked(executor, 1000);

    await().untilAsserted(() -> assertThat(ranOn).hasSize(1000));
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_23)
  void a_jvm_whose_virtual_threads_pin_has_none() {
    assertThat(VirtualThreads.factory("overflow-")).isNull();
  }

  private OverflowExecutor executor(int idle, int max, ThreadFactory overflow) {
    OverflowExecutor executor = new OverflowExecutor(idle, max, overflow);
    opened.add(executor);
    return executor;
  }

  private static ThreadFactory overflow() {
    return task -> {
      Thread thread = new Thread(task, "overflow");
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler((failed, thrown) -> {});
      return thread;
    };
  }

  private void submitBlocked(OverflowExecutor executor, int tasks) {
    for (int i = 0; i < tasks; i++) {
      executor.execute(
          () -> {
            ranOn.add(Thread.currentThread().getName());
            awaitRelease();
          });
    }
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
