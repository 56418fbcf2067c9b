package org.proxypass.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Chromium without a window, driven by the W3C WebDriver protocol through its chromedriver.
 */
public final class Browser implements AutoCloseable {
  private static final Pattern ELEMENT =
      Pattern.compile("\"element-6066-11e4-a52e-4f735466cecf\":\"([^\"]+)\"");
  private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
  private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
  private static final String ARGUMENTS =
      Stream.of(
              "--headless=new",
              "--no-sandbox",
              "--disable-gpu",
              "--disable-quic",
              "--no-first-run",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
              "--hide-scrollbars")
          .map(Browser::quoted)
          .reduce((one, other) -> one + "," + other)
          .orElseThrow();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process driver;
  private final Path profile;
  private final String session;

  private Browser(Process driver, Path profile, int port, Path program) throws IOException {
    this.driver = driver;
    this.profile = profile;
    String base = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port;
    String options =
        "{\"binary\":%s,\"args\":[%s,%s]}"
            .formatted(quoted(program.toString()), ARGUMENTS, quoted("--user-data-dir=" + profile));
    String answer =
        call(
            "POST",
            base + "/session",
            // An element that is looked for is waited for: a page may be just about to change.
            "{\"capabilities\":{\"alwaysMatch\":{\"timeouts\":{\"implicit\":5000},"
                + "\"goog:chromeOptions\":"
                + options
                + "}}}");
    this.session = base + "/session/" + found(SESSION, answer);
  }

  /** Skips or fails the running test when there is no Chromium. */
  public static void require() {
    boolean available = program("chromium").isPresent() && program("chromedriver").isPresent();
    Peer.require(available, "chromium and chromedriver");
  }

  /**
   * Starts one with a window of this size and a profile of its own.
   *
   * @param width in CSS pixels
   * @param height in CSS pixels
   */
  public static Browser start(int width, int height) throws IOException {
    Path profile = Files.createTempDirectory("chromium");
    Process driver =
        new ProcessBuilder(program("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    try {
      int port = port(driver);
      Browser browser = new Browser(driver, profile, port, program("chromium").orElseThrow());
      browser.resize(width, height);
      return browser;
    } catch (IOException | RuntimeException e) {
      driver.destroyForcibly();
      TemporaryDirectory.delete(profile);
      throw e;
    }
  }

  private static Optional<Path> program(String name) {
    return Stream.of("/usr/bin", "/usr/local/bin", "/usr/lib/chromium")
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int port(Process driver) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = PORT.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("chromedriver did not start");
  }

  /** Gives the page this size, as a phone's browser below 500 pixels. */
  public void resize(int width, int height) throws IOException {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":%b}"
            .formatted(width, height, width < 500));
  }

  /** Says whether its owner likes pages dark. */
  public void preferDark(boolean dark) throws IOException {
    devTools(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":%s}]}"
            .formatted(quoted(dark ? "dark" : "light")));
  }

  /** Switches scripts of pages off, from the next page on. */
  public void withoutScripts() throws IOException {
    devTools("Emulation.setScriptExecutionDisabled", "{\"value\":true}");
  }

  private void devTools(String command, String parameters) throws IOException {
    command("/goog/cdp/execute", "{\"cmd\":" + quoted(command) + ",\"params\":" + parameters + "}");
  }

  /** Shows {@code url} and waits until it is loaded. */
  public void open(String url) throws IOException {
    command("/url", "{\"url\":" + quoted(url) + "}");
  }

  /** Clicks the first element that the selector finds, as a mouse does. */
  public void click(String css) throws IOException {
    command("/element/" + element(css) + "/click", "{}");
  }

  /** Types {@code text} into an element, behind what is in it. */
  public void type(String css, String text) throws IOException {
    command("/element/" + element(css) + "/value", "{\"text\":" + quoted(text) + "}");
  }

  /** Empties an input. */
  public void clear(String css) throws IOException {
    command("/element/" + element(css) + "/clear", "{}");
  }

  /** Presses and lets go these keys, one after the other, wherever the focus is. */
  public void press(String keys) throws IOException {
    StringBuilder actions = new StringBuilder();
    keys.chars()
        .forEach(
            key -> {
              String value = quoted(String.valueOf((char) key));
              actions.append(actions.length() == 0 ? "" : ",");
              actions.append("{\"type\":\"keyDown\",\"value\":").append(value).append("},");
              actions.append("{\"type\":\"keyUp\",\"value\":").append(value).append('}');
            });
    command(
        "/actions",
        "{\"actions\":[{\"type\":\"key\",\"id\":\"keyboard\",\"actions\":[" + actions + "]}]}");
  }

  /** The visible text of the first element that the selector finds. */
  public String text(String css) throws IOException {
    return string(call("GET", session + "/element/" + element(css) + "/text", ""));
  }

  /** What a script returns, as a string. */
  public String script(String body) throws IOException {
    return string(
        command(
            "/execute/sync",
            "{\"script\":" + quoted("return String((() => {" + body + "})())") + ",\"args\":[]}"));
  }

  /** The window as a PNG. */
  public byte[] screenshot() throws IOException {
    return Base64.getDecoder().decode(string(call("GET", session + "/screenshot", "")));
  }

  private String element(String css) throws IOException {
    String found =
        command("/element", "{\"using\":\"css selector\",\"value\":" + quoted(css) + "}");
    return found(ELEMENT, found);
  }

  private String command(String path, String json) throws IOException {
    return call("POST", session + path, json);
  }

  private String call(String method, String url, String json) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(method + " " + url + " " + json + ": " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String found(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** The string behind {@code {"value":}. */
  private static String string(String answer) {
    StringBuilder text = new StringBuilder();
    int end = answer.lastIndexOf('"');
    for (int i = answer.indexOf(":\"") + 2; i < end; i++) {
      char c = answer.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      switch (answer.charAt(i)) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(answer.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(answer.charAt(i));
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    try {
      call("DELETE", session, "");
    } finally {
      driver.destroy();
      try {
        if (!driver.waitFor(10, TimeUnit.SECONDS)) {
          driver.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      TemporaryDirectory.delete(profile);
    }
  }
}
