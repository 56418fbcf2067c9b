package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The manual pages: what they show can be copied, and every page can be found. */
class ManualTest {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern BLOCK =
      Pattern.compile("^( *)```(\\w+)\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Map<String, String> ENVIRONMENT =
      Map.of("APP_BACKEND", "http://127.0.0.1:5000", "APACHE_LOG_DIR", "/var/log/apache2");

  @TempDir Path directory;

  private final ConfigLoader loader = loader(Map.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tutorial.md",
        "configuration.md",
        "migrate-from-httpd.md",
        "access-control.md",
        "logging.md",
        "error-pages.md",
        "health-checks.md",
        "rewriting-bodies.md",
        "websocket.md"
      })
  void every_configuration_of_a_page_is_valid(String page) throws Exception {
    // The site file of the page on migration is shared with httpd, as the page shows it.
    ConfigLoader shared = loader(Map.of("PROXYPASS", ""));
    List<String> blocks = new ArrayList<>(blocks(page, "apache"));
    blocks.removeIf(block -> block.contains("Include"));

    assertThat(blocks).isNotEmpty();
    for (String block : blocks) {
      assertThatCode(() -> shared.loadText(block, page)).as(block).doesNotThrowAnyException();
    }
    for (String block : blocks(page, "properties")) {
      if (!block.contains("include")) {
        assertThatCode(() -> loader.load(file("proxy.properties", block)))
            .as(block)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void three_carriers_of_the_page_on_configuration_say_the_same() throws Exception {
    String page = "configuration.md";
    ProxyConfig httpd = loader.load(file("proxy.conf", blocks(page, "apache").get(0))).config();

    assertThat(loader.load(file("proxy.properties", blocks(page, "properties").get(0))).config())
        .isEqualTo(httpd);
    assertThat(loader.loadParameters(parameters(blocks(page, "xml").get(0))).config())
        .isEqualTo(httpd);
  }

  @Test
  void index_names_every_page() throws Exception {
    String index = Files.readString(DOCS.resolve("README.md"));
    try (Stream<Path> pages = Files.list(DOCS)) {
      assertThat(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
          .allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
    }
  }

  private static ConfigLoader loader(Map<String, String> defines) {
    return new ConfigLoader(ENVIRONMENT::get, name -> null, defines);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<String> blocks(String page, String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(DOCS.resolve(page)));
    while (block.find()) {
      if (block.group(2).equals(language)) {
        blocks.add(block.group(3).replaceAll("(?m)^" + block.group(1), ""));
      }
    }
    return blocks;
  }

  private static Map<String, String> parameters(String xml) throws Exception {
    NodeList elements =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader("<web-app>" + xml + "</web-app>")))
            .getElementsByTagName("context-param");
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < elements.getLength(); i++) {
      Element parameter = (Element) elements.item(i);
      parameters.put(text(parameter, "param-name"), text(parameter, "param-value"));
    }
    return parameters;
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }
}
