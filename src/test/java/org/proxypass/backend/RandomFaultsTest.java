package org.proxypass.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSettings;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.testing.ScriptedBackend;

/**
 * Hundreds of exchanges in which both sides do what they like. Whatever happens, every connection
 * comes back and nobody gets the answer to another request.
 */
class RandomFaultsTest {
  private static final int THREADS = 4;
  private static final int EXCHANGES = 150;
  private static final String FOREIGN = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nforeign";

  /** What the backend does with a request; it is named in the request's target. */
  private enum Behaviour {
    LENGTH,
    CHUNKS,
    UNTIL_CLOSE,
    SURPLUS_RESPONSE,
    SURPLUS_AFTER_CHUNKS,
    SURPLUS_AFTER_NO_CONTENT,
    SHORT_BODY,
    CUT_CHUNK,
    MALFORMED_HEAD,
    TWO_LENGTHS,
    CUT_HEAD,
    CLOSE,
    RESET,
    RESET_IN_BODY,
    STALL,
    EARLY_REFUSAL
  }

  /** What the client's side does. */
  private enum Reader {
    WHOLE,
    PART_THEN_ABORT,
    PART_THEN_CLOSE,
    ABORT
  }

  private static void play(ScriptedBackend.Connection connection)
      throws IOException, InterruptedException {
    for (String head = connection.readHead(); !head.isEmpty(); head = connection.readHead()) {
      String target = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP"));
      Behaviour behaviour = Behaviour.valueOf(target.substring(target.lastIndexOf('/') + 1));
      if (behaviour != Behaviour.EARLY_REFUSAL && head.contains("Content-Length: ")) {
        int start = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        connection.readBytes(Integer.parseInt(head.substring(start, head.indexOf('\r', start))));
      }
      if (!answer(connection, behaviour, target)) {
        return;
      }
    }
  }

  /** Answers once; tells whether the connection stays open. */
  private static boolean answer(
      ScriptedBackend.Connection connection, Behaviour behaviour, String target)
      throws IOException {
    String length = "HTTP/1.1 200 OK\r\nContent-Length: " + target.length() + "\r\n\r\n" + target;
    String chunk = Integer.toHexString(target.length()) + "\r\n" + target + "\r\n";
    String chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk;
    String refusal = "HTTP/1.1 413 No\r\nContent-Length: 2\r\n\r\nno";
    switch (behaviour) {
      case LENGTH -> connection.send(length);
      case CHUNKS -> connection.send(chunks + "0\r\n\r\n");
      case SURPLUS_RESPONSE -> connection.send(length + FOREIGN);
      case SURPLUS_AFTER_CHUNKS -> connection.send(chunks + "0\r\n\r\n" + FOREIGN);
      case SURPLUS_AFTER_NO_CONTENT -> connection.send("HTTP/1.1 204 No\r\n\r\n" + FOREIGN);
      case UNTIL_CLOSE -> connection.send("HTTP/1.1 200 OK\r\n\r\n" + target);
      case SHORT_BODY -> connection.send(length.substring(0, length.length() - 1));
      case CUT_CHUNK -> connection.send(chunks);
      case MALFORMED_HEAD -> connection.send("HTTP/1.1 200 OK\r\nA b: c\r\n\r\n" + FOREIGN);
      case TWO_LENGTHS ->
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 3\r\n\r\n" + FOREIGN);
      case CUT_HEAD -> connection.send("HTTP/1.1 200 OK\r\nContent-Le");
      case CLOSE -> {
        // Returning closes.
      }
      case RESET -> connection.reset();
      case RESET_IN_BODY -> {
        connection.send(length.substring(0, length.length() - 1));
        connection.reset();
      }
      case STALL -> {
        connection.send("HTTP/1.1 200");
        connection.readToEnd();
      }
      case EARLY_REFUSAL -> {
        connection.send(refusal);
        connection.readToEnd();
      }
    }
    return switch (behaviour) {
      case LENGTH, CHUNKS, SURPLUS_RESPONSE, SURPLUS_AFTER_CHUNKS, SURPLUS_AFTER_NO_CONTENT -> true;
      default -> false;
    };
  }

  @Test
  void every_connection_comes_back_and_every_answer_is_the_requests_own() throws Exception {
    long seed = System.nanoTime();
    System.out.println("RandomFaultsTest seed " + seed);
    Settings parameters =
        Settings.EMPTY
            .with(WorkerSettings.MAX, Optional.of(THREADS))
            .with(WorkerSettings.ACQUIRE, Optional.of(Duration.ofSeconds(2)))
            .with(WorkerSettings.TIMEOUT, Optional.of(Duration.ofMillis(100)));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (ScriptedBackend backend = new ScriptedBackend(RandomFaultsTest::play);
        Worker worker = Workers.of(backend, parameters)) {
      List<Future<Integer>> complete = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(seed + thread);
        String name = "/" + thread + "-";
        complete.add(threads.submit(() -> exchanges(worker, random, name)));
      }
      for (Future<Integer> count : complete) {
        // As many connections as threads: one that is not given back would starve a thread.
        assertThat(count.get(60, TimeUnit.SECONDS)).as("seed %d", seed).isPositive();
      }
      assertThat(worker.figures().leased()).as("seed %d", seed).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  /** The number of complete answers. */
  private static int exchanges(Worker worker, Random random, String name) {
    int complete = 0;
    for (int i = 0; i < EXCHANGES; i++) {
      Behaviour behaviour = pick(random, Behaviour.values());
      Reader reader = pick(random, Reader.values());
      BackendRequest request = request(random, name + i + "/" + behaviour, behaviour);
      try {
        complete += read(worker.send(request), request.target(), reader);
      } catch (Fault fault) {
        assertThat(fault.message()).doesNotContain("no free connection");
      } catch (IOException | IllegalStateException broken) {
        // The backend broke off its body, or the receiver of interim responses misbehaved.
      }
    }
    return complete;
  }

  private static BackendRequest request(Random random, String target, Behaviour behaviour) {
    int size = behaviour == Behaviour.EARLY_REFUSAL ? 100_000 : random.nextInt(3) * 100;
    boolean cut = random.nextInt(10) == 0;
    RequestBody body =
        size == 0
            ? Bodies.none()
            : Bodies.of(
                size,
                out -> {
                  out.write(new byte[size / 2]);
                  if (cut) {
                    throw Fault.client(400, "the client went away");
                  }
                  out.write(new byte[size / 2]);
                });
    return new BackendRequest(
        size == 0 ? "GET" : "POST",
        target,
        Fields.of("Host", "h"),
        body,
        (status, fields) -> {
          throw new IllegalStateException();
        });
  }

  private static int read(Response response, String target, Reader reader) throws IOException {
    switch (reader) {
      case WHOLE -> {
        String body = Bodies.read(response);
        if (response.status() == 200) {
          assertThat(body).isIn(target, target + target);
          return 1;
        }
        assertThat(response.status() + body).isIn("204", "413no");
      }
      case PART_THEN_ABORT -> {
        response.body().read(new byte[3], 0, 3);
        response.body().abort();
      }
      case PART_THEN_CLOSE -> {
        response.body().read(new byte[3], 0, 3);
        response.body().close();
      }
      case ABORT -> response.body().abort();
    }
    return 0;
  }

  private static <T> T pick(Random random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
