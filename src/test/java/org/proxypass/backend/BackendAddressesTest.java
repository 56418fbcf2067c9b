package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a looked-up address is believed. */
class BackendAddressesTest {
  private final List<String> answers = new ArrayList<>();
  private int lookUps;
  private int changes;
  private long nanos;

  private BackendAddresses addresses(@Nullable Duration believed) {
    return new BackendAddresses(
        "backend.test", this::resolve, believed, () -> nanos, () -> changes++);
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    assertThat(host).isEqualTo("backend.test");
    String answer = answers.get(Math.min(lookUps++, answers.size() - 1));
    List<InetAddress> found = new ArrayList<>();
    for (String address : answer.split(" ")) {
      if (!address.isEmpty()) {
        found.add(InetAddress.getByName(address));
      }
    }
    return found;
  }

  private static List<String> texts(@Nullable List<InetAddress> addresses) {
    return addresses == null
        ? List.of()
        : addresses.stream().map(InetAddress::getHostAddress).toList();
  }

  @Test
  void without_a_limit_one_look_up_serves_for_ever() throws Exception {
    answers.add("192.0.2.1");
    BackendAddresses addresses = addresses(null);
    assertThat(addresses.known()).isNull();
    addresses.current();
    nanos = Duration.ofDays(1).toNanos();
    addresses.refreshIfDue();

    assertThat(texts(addresses.current())).containsExactly("192.0.2.1");
    assertThat(lookUps).isEqualTo(1);
  }

  @Test
  void an_answer_is_asked_for_again_when_it_is_too_old() throws Exception {
    answers.addAll(List.of("192.0.2.1 192.0.2.2", "192.0.2.2 192.0.2.1", "192.0.2.3"));
    BackendAddresses addresses = addresses(Duration.ofSeconds(5));
    addresses.current();
    nanos = Duration.ofMillis(4999).toNanos();
    addresses.refreshIfDue();
    assertThat(lookUps).isEqualTo(1);

    nanos = Duration.ofSeconds(5).toNanos();
    addresses.refreshIfDue();
    assertThat(lookUps).isEqualTo(2);
    assertThat(changes).as("another order is no change").isZero();

    nanos = Duration.ofSeconds(10).toNanos();
    addresses.refreshIfDue();
    assertThat(texts(addresses.known())).containsExactly("192.0.2.3");
    assertThat(changes).isEqualTo(1);
  }

  @Test
  void a_limit_of_zero_asks_every_time() throws Exception {
    answers.addAll(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3"));
    BackendAddresses addresses = addresses(Duration.ZERO);

    assertThat(texts(addresses.current())).containsExactly("192.0.2.1");
    assertThat(texts(addresses.current())).containsExactly("192.0.2.2");
    assertThat(addresses.renewAfter(addresses.known())).isFalse();
    assertThat(lookUps).isEqualTo(2);
  }

  @Test
  void the_last_addresses_are_used_on_when_a_later_look_up_fails() throws Exception {
    answers.addAll(List.of("192.0.2.1", "", "192.0.2.2"));
    BackendAddresses addresses = addresses(Duration.ofSeconds(1));
    addresses.current();
    nanos = Duration.ofSeconds(2).toNanos();
    addresses.refreshIfDue();
    assertThat(texts(addresses.current())).containsExactly("192.0.2.1");

    addresses.refreshIfDue();
    assertThat(lookUps).as("it is not asked again at once").isEqualTo(2);
    nanos = Duration.ofSeconds(3).toNanos();
    addresses.refreshIfDue();
    assertThat(texts(addresses.current())).containsExactly("192.0.2.2");
  }

  @Test
  void a_name_without_an_address_is_unknown() {
    answers.add("");
    BackendAddresses addresses = addresses(null);

    assertThatThrownBy(addresses::current).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void a_failed_connection_asks_again_unless_the_answer_is_new_anyway() throws Exception {
    answers.addAll(List.of("192.0.2.1", "192.0.2.1", "192.0.2.2"));
    BackendAddresses addresses = addresses(null);
    assertThat(addresses.renewAfter(null)).isFalse();
    assertThat(lookUps).isZero();

    List<InetAddress> first = addresses.current();
    assertThat(addresses.renewAfter(first)).as("the same addresses").isFalse();
    List<InetAddress> second = addresses.current();
    assertThat(addresses.renewAfter(second)).isTrue();
    assertThat(lookUps).isEqualTo(3);
    assertThat(addresses.renewAfter(second)).as("somebody else has asked meanwhile").isTrue();
    assertThat(lookUps).isEqualTo(3);
  }

  @Test
  void nobody_waits_for_the_look_up_of_another() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    InetAddress old = InetAddress.getByName("192.0.2.1");
    BackendAddresses addresses =
        new BackendAddresses(
            "backend.test",
            host -> {
              if (lookUps++ > 0) {
                asked.countDown();
                await(answer);
              }
              return List.of(old);
            },
            Duration.ofSeconds(1),
            () -> nanos,
            () -> changes++);
    addresses.current();
    nanos = Duration.ofSeconds(2).toNanos();
    CompletableFuture<Void> slow = CompletableFuture.runAsync(addresses::refreshIfDue);
    await(asked);
    addresses.refreshIfDue();

    assertThat(addresses.current()).containsExactly(old);
    assertThat(slow).isNotDone();
    answer.countDown();
    slow.get(10, TimeUnit.SECONDS);
    assertThat(lookUps).isEqualTo(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
