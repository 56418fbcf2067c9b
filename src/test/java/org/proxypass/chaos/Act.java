package org.proxypass.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What happened while one fault was played, from the first request to the last answer.
 *
 * @param name for people
 * @param outcomes what the clients saw
 * @param before the figures when it began
 * @param after the figures when it was over
 * @param executed how many requests each backend executed
 */
record Act(
    String name,
    List<Outcome> outcomes,
    Figures before,
    Figures after,
    Map<BackendProcess, Integer> executed) {
  private static final String REQUESTS =
      "proxypass_mapping_duration_seconds_count{host=\"\",path=\"/\",target=\"balancer://app/\"}";

  /** Requests that did not get their answer. */
  List<Outcome> losses() {
    return outcomes.stream().filter(outcome -> !outcome.good()).toList();
  }

  /** How much a figure of one member grew. */
  long grown(String figure, BackendProcess backend) {
    return after.ofMember(figure, backend) - before.ofMember(figure, backend);
  }

  /** Attempts beyond one for each request. */
  long furtherAttempts() {
    return after.ofMembers("elected_total") - before.ofMembers("elected_total") - outcomes.size();
  }

  /** What must be true whatever happened: every request is counted, none got a foreign answer. */
  Act sound() {
    assertThat(outcomes).as(name).isNotEmpty();
    assertThat(outcomes).as(name).noneMatch(outcome -> outcome.detail().startsWith("not its own"));
    assertThat(after.of(REQUESTS) - before.of(REQUESTS))
        .as("%s: requests of the mapping", name)
        .isEqualTo(outcomes.size());
    // Whoever finds no usable member gets its 503 without an election.
    long unelected = losses().stream().filter(loss -> loss.status() == 503).count();
    assertThat(furtherAttempts()).as("%s: attempts", name).isGreaterThanOrEqualTo(-unelected);
    return this;
  }

  /** Nothing but what {@code permitted} describes was lost. */
  Act losesOnly(Predicate<Outcome> permitted) {
    assertThat(losses()).as("%s: losses against the rule", name).allMatch(permitted);
    return this;
  }

  /** Nothing was lost, and every figure is that of the backends themselves. */
  Act losesNothing() {
    assertThat(losses()).as("%s: losses", name).isEmpty();
    executed.forEach(
        (backend, requests) ->
            assertThat(grown("elected_total", backend))
                .as("%s: elections of %s", name, backend.name())
                .isEqualTo((long) requests));
    assertThat(furtherAttempts()).as("%s: further attempts", name).isZero();
    return this;
  }

  /** Every session met its own member. */
  Act keepsSessions() {
    assertThat(outcomes)
        .as("%s: sessions", name)
        .filteredOn(outcome -> !outcome.session().isEmpty())
        .isNotEmpty()
        .allMatch(outcome -> outcome.member().equals(outcome.session()));
    return this;
  }

  /** One line about it. */
  String summary() {
    Map<String, Long> lost =
        losses().stream()
            .collect(
                Collectors.groupingBy(
                    outcome ->
                        (Outcome.isPost(outcome.id()) ? "POST " : "GET ")
                            + (outcome.status() == 200 ? "cut" : "" + outcome.status()),
                    TreeMap::new,
                    Collectors.counting()));
    Map<String, Integer> shares = new TreeMap<>();
    executed.forEach((backend, requests) -> shares.put(backend.name(), requests));
    return name
        + ": "
        + outcomes.size()
        + " requests, lost "
        + lost
        + ", further attempts "
        + furtherAttempts()
        + ", executed "
        + shares;
  }
}
