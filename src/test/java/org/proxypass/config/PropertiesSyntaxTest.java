package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Directives as properties. */
class PropertiesSyntaxTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void entries_keep_their_text_and_line(String text, List<PropertyEntry> entries) {
    assertThat(new PropertiesText("p").read(text)).isEqualTo(entries);
  }

  static Stream<Arguments> entries() {
    return Stream.of(
        text("ProxyPass = /a http://b/a", entry("ProxyPass", "/a http://b/a", 1)),
        text("ProxyPass=/a http://b/a", entry("ProxyPass", "/a http://b/a", 1)),
        text("ProxyPass: /a http://b/a", entry("ProxyPass", "/a http://b/a", 1)),
        text("ProxyPass /a http://b/a timeout=5", entry("ProxyPass", "/a http://b/a timeout=5", 1)),
        text("ProxyPass = / http://b/ timeout=5", entry("ProxyPass", "/ http://b/ timeout=5", 1)),
        text("# c\n! c\n\nTimeout = 5\n", entry("Timeout", "5", 4)),
        text("A = 1\nB = 2\nA = 3", entry("A", "1", 1), entry("B", "2", 2), entry("A", "3", 3)),
        text("A = 1, 2, 3", entry("A", "1, 2, 3", 1)),
        text("A = \\.gif \\d \\\\ \\n", entry("A", "\\.gif \\d \\\\ \\n", 1)),
        text("A = x \\\n    y\nB = z", entry("A", "x y", 1), entry("B", "z", 3)),
        text("A = x \\\n\nB = z", entry("A", "x", 1), entry("B", "z", 3)),
        text("A = x \\", entry("A", "x", 1)),
        text("A = ends in \\\\\nB = z", entry("A", "ends in \\\\", 1), entry("B", "z", 2)),
        text("A = x # no comment", entry("A", "x # no comment", 1)),
        text("A =", entry("A", "", 1)),
        text("A", entry("A", "", 1)),
        text("Location.x = /a=b", entry("Location.x", "/a=b", 1)));
  }

  private static Arguments text(String text, PropertyEntry... entries) {
    return Arguments.of(text, List.of(entries));
  }

  private static PropertyEntry entry(String key, String value, int line) {
    return new PropertyEntry(key, value, Origin.line("p", line));
  }

  @Test
  void conditions_are_sections_like_others() throws Exception {
    HostConfig host =
        load(
            "If.robots = \"%{HTTP_USER_AGENT} =~ /robot/\"",
            "If.robots.Header = set X robot",
            "ElseIf.curl = \"%{HTTP_USER_AGENT} =~ /^curl/\"",
            "ElseIf.curl.Header = set X curl",
            "Else.people =",
            "Else.people.Header = set X people");

    assertThat(host)
        .isEqualTo(
            Loading.main(
                "<If \"%{HTTP_USER_AGENT} =~ /robot/\">",
                "Header set X robot",
                "</If>",
                "<ElseIf \"%{HTTP_USER_AGENT} =~ /^curl/\">",
                "Header set X curl",
                "</ElseIf>",
                "<Else>",
                "Header set X people",
                "</Else>"));
  }

  @Test
  void order_between_different_keys_is_kept() throws Exception {
    HostConfig host =
        load(
            "ProxyPass = /a http://b/1",
            "ProxyPassMatch = ^/b http://b/2",
            "ProxyPass = /c http://b/3",
            "ProxyPassMatch = ^/d http://b/4");

    assertThat(host.mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://b/1", "http://b/2", "http://b/3", "http://b/4");
  }

  @Test
  void environment_and_system_properties_are_looked_up() throws Exception {
    HostConfig host =
        load(
            "ProxyPass = /a ${env:HOME_SERVER}/a",
            "ProxyPass = /b http://b:${sys:backend.port}/b",
            "ErrorDocument = 503 ${env:PHRASE}");

    assertThat(host.mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://home.example/a", "http://b:8081/b");
    assertThat(host.settings().get(ErrorSettings.ERROR_DOCUMENTS))
        .containsEntry(503, new ErrorDocumentSpec.Text("two words"));
  }

  @ParameterizedTest
  @MethodSource("refusedVariables")
  void every_other_variable_is_an_error(String variable) throws Exception {
    Path file = write("proxy.properties", "ServerName = " + variable);

    assertErrors(() -> Loading.loader().load(file))
        .singleElement()
        .asString()
        .startsWith(file + ":1: ServerName: " + variable + " is not defined");
  }

  static Stream<String> refusedVariables() {
    return Stream.of(
        "${HOME_SERVER}",
        "${env:NOPE}",
        "${sys:nope}",
        "${file:UTF-8:/etc/hostname}",
        "${script:javascript:1}",
        "${const:java.lang.Integer.MAX_VALUE}",
        "${base64Decoder:eA==}",
        "${ServerName}");
  }

  @Test
  void sections_nest_and_stand_where_their_first_key_stands() throws Exception {
    Path file =
        write(
            "proxy.properties",
            "VirtualHost.b.ServerName = b.example",
            "VirtualHost.a = *:80",
            "VirtualHost.a.Location.y.Require = all denied",
            "VirtualHost.a.Location.x = /x",
            "VirtualHost.a.Location.y = /y",
            "VirtualHost.b = *:81");

    ProxyConfig config = Loading.loader().load(file).config();

    assertThat(config.virtualHosts())
        .extracting(host -> host.addresses().get(0).port())
        .containsExactly(81, 80);
    assertThat(config.virtualHosts().get(1).locations())
        .extracting(LocationSpec::pattern)
        .containsExactly(new PathPattern.Prefix("/y"), new PathPattern.Prefix("/x"));
  }

  @Test
  void section_that_is_not_opened_is_an_error() throws Exception {
    Path file = write("proxy.properties", "", "Location.admin.Require = all denied");

    assertErrors(() -> Loading.loader().load(file))
        .containsExactly(
            file
                + ":2: Location.admin: section is not opened; a line 'Location.admin = …' is missing");
  }

  @Test
  void section_opened_twice_is_an_error() throws Exception {
    Path file = write("proxy.properties", "Location.a = /a", "Location.a = /b");

    assertErrors(() -> Loading.loader().load(file))
        .containsExactly(
            file + ":2: Location.a: is given twice; the section was opened at " + file + ":1");
  }

  @Test
  void section_without_an_id_says_how_to_write_it() throws Exception {
    Path file = write("proxy.properties", "Location = /a", "ProxyPass.x = /a http://b/");

    assertErrors(() -> Loading.loader().load(file))
        .containsExactly(
            file
                + ":1: Location: is a section: <Location path | ~ regex> … </Location>, or Location.id"
                + " = … as a property",
            file
                + ":2: <ProxyPass>: is not a section but a directive: ProxyPass [path] !|url [nocanon]"
                + " [interpolate] [key=value …]");
  }

  @Test
  void malformed_key_is_an_error() throws Exception {
    Path file = write("proxy.properties", "Location..Require = all denied");

    assertErrors(() -> Loading.loader().load(file))
        .singleElement()
        .asString()
        .startsWith(file + ":1: Location..Require: is not a key");
  }

  @Test
  void include_reads_both_syntaxes_with_their_own_origins() throws Exception {
    Path properties = write("a.properties", "Foo = 1", "ProxyPass = /a http://b/a");
    Path httpd = write("b.conf", "ProxyPass /b http://b/b", "Foo 2");
    Path file = write("proxy.properties", "include = a.properties", "Include = *.conf");

    assertErrors(() -> Loading.loader().load(file))
        .containsExactly(
            properties + ":1: Foo: unknown directive", httpd + ":2: Foo: unknown directive");
  }

  @Test
  void include_stands_inside_a_section_too() throws Exception {
    write("rules.conf", "ProxyPreserveHost On");
    Path file = write("proxy.properties", "Location.x = /x", "Location.x.Include = rules.conf");

    assertThat(Loading.loader().load(file).config().mainHost().locations().get(0).settings())
        .isEqualTo(Settings.EMPTY.with(ForwardingSettings.PRESERVE_HOST, true));
  }

  @Test
  void httpd_file_may_include_properties() throws Exception {
    write("more.properties", "ProxyPass = /a http://b/a");
    Path file = write("proxy.conf", "Include more.properties");

    assertThat(Loading.loader().load(file).config().mainHost().mappings()).hasSize(1);
  }

  @Test
  void definitions_belong_to_httpd_syntax() throws Exception {
    Path file = write("proxy.properties", "Define = a b", "IfDefine.x = a");

    assertErrors(() -> Loading.loader().load(file))
        .containsExactly(
            file
                + ":1: Define: is possible only in httpd syntax; properties have ${env:NAME} and"
                + " ${sys:name}",
            file
                + ":2: <IfDefine>: is possible only in httpd syntax; properties have ${env:NAME} and"
                + " ${sys:name}");
  }

  private HostConfig load(String... lines) throws Exception {
    return Loading.loader().load(write("proxy.properties", lines)).config().mainHost();
  }

  private Path write(String name, String... lines) throws Exception {
    return Files.writeString(directory.resolve(name), String.join("\n", lines));
  }
}
