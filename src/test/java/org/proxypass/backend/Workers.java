package org.proxypass.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.proxypass.config.Egress;
import org.proxypass.config.Settings;
import org.proxypass.config.WorkerSpec;
import org.proxypass.exchange.BackendRequest;
import org.proxypass.exchange.InterimResponses;
import org.proxypass.exchange.RequestBody;
import org.proxypass.exchange.Response;
import org.proxypass.http.BackendUrl;
import org.proxypass.http.Fields;
import org.proxypass.testing.ScriptedBackend;

/** Workers of scripted backends, and requests to them. */
final class Workers {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Workers() {}

  static Worker of(ScriptedBackend backend) {
    return of(backend, Settings.EMPTY);
  }

  static Worker of(ScriptedBackend backend, Settings parameters) {
    return of("http://127.0.0.1:" + backend.port(), parameters);
  }

  static Worker of(String url, Settings parameters) {
    return new Worker(new WorkerSpec(BackendUrl.parse(url), parameters), TIMEOUT, Workers::noTls);
  }

  /** A worker of {@code http://backend.test} on the port of {@code backend}. */
  static Worker named(ScriptedBackend backend, Settings parameters, NameResolver names) {
    return new Worker(
        new WorkerSpec(BackendUrl.parse("http://backend.test:" + backend.port()), parameters),
        TIMEOUT,
        Egress.DIRECT,
        Workers::noTls,
        names);
  }

  private static SSLContext noTls() {
    throw new AssertionError("these workers speak no TLS");
  }

  static BackendRequest get(String target) {
    return request("GET", target, Bodies.none());
  }

  static BackendRequest request(String method, String target, RequestBody body) {
    return new BackendRequest(
        method, target, Fields.of("Host", "example.test"), body, InterimResponses.IGNORED);
  }

  /** Sends a GET and reads the answer to its end. */
  static String fetch(Worker worker, String target) throws java.io.IOException {
    Response response = worker.send(get(target));
    return response.status() + " " + Bodies.read(response);
  }

  /** Sends GETs that are all answered before the first of them is read. */
  static void fetchTogether(Worker worker, int count) throws java.io.IOException {
    List<Response> responses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      responses.add(worker.send(get("/")));
    }
    for (Response response : responses) {
      Bodies.read(response);
    }
  }
}
