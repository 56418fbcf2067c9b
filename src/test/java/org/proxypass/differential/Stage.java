package org.proxypass.differential;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.proxypass.testing.FreePort;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;
import org.proxypass.testing.RawClient;
import org.proxypass.testing.RawResponse;
import org.proxypass.testing.RecordedRequest;
import org.proxypass.testing.RecordingBackend;
import org.proxypass.testing.Script;

/** One server under test with two backends, for all rows that share a configuration. */
final class Stage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RecordingBackend backend = RecordingBackend.start("backend");
  private final RecordingBackend other = RecordingBackend.start("other");
  private final Path documents = Documents.create();
  private final int deadPort = FreePort.find();
  private final ProxyUnderTest server;

  Stage(Implementation implementation, String configuration) throws IOException {
    try {
      server = implementation.start(port -> expand(configuration, port));
    } catch (IOException | RuntimeException e) {
      closeAround();
      throw e;
    }
  }

  /** Sends the row's requests on connections of their own and collects what came of it. */
  Outcome run(Row row) throws IOException {
    UnaryOperator<String> expand = text -> expand(text, server.port());
    backend.forget();
    other.forget();
    Row.Answer answer = row.answer();
    if (answer != null) {
      Script script = answer.script(expand);
      backend.play(script);
      other.play(script);
    }
    List<RawResponse> earlier = new ArrayList<>();
    for (Request request : row.earlier()) {
      earlier.add(exchange(request, expand));
    }
    RawResponse response = exchange(row.request(), expand);
    List<RecordedRequest> requests = new ArrayList<>(backend.requests());
    requests.addAll(other.requests());
    return new Outcome(response, List.copyOf(earlier), List.copyOf(requests), expand);
  }

  /**
   * A request that ends its connection is waited for to the end of it: nothing is in flight then.
   */
  private RawResponse exchange(Request request, UnaryOperator<String> expand) throws IOException {
    String text = expand.apply(request.text());
    if (!text.contains("Connection: close")) {
      return RawClient.exchange(request.client(), server.port(), text);
    }
    try (RawClient client = RawClient.connect(request.client(), server.port())) {
      client.send(text);
      RawResponse response = text.startsWith("HEAD ") ? client.readToHead() : client.read();
      client.state(PATIENCE);
      return response;
    }
  }

  private String expand(String text, int port) {
    Map<String, String> names =
        Map.of(
            "{backend}", backend.authority(),
            "{backendport}", String.valueOf(backend.port()),
            "{other}", other.authority(),
            "{dead}", "127.0.0.1:" + deadPort,
            "{docs}", documents.toString(),
            "{logs}", documents.resolve("logs").toString(),
            "{port}", String.valueOf(port));
    String expanded = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      expanded = expanded.replace(name.getKey(), name.getValue());
    }
    return expanded;
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeAround();
  }

  private void closeAround() throws IOException {
    backend.close();
    other.close();
    Documents.delete(documents);
  }
}
