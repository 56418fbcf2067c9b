package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directives as parameters of a web.xml. */
class ParametersTest {
  private final ConfigLoader loader = Loading.loader();

  @TempDir Path directory;

  @Test
  void each_line_is_one_occurrence() throws Exception {
    HostConfig host =
        loader
            .loadParameters(
                Map.of("ProxyPass", "\n   /no !\n\n   /a http://b/a\n   / http://b/\n  "))
            .config()
            .mainHost();

    assertThat(host.mappings())
        .extracting(MappingSpec::target)
        .containsExactly("", "http://b/a", "http://b/");
  }

  @Test
  void parameters_are_taken_sorted_by_name() throws Exception {
    HostConfig host =
        loader
            .loadParameters(
                Map.of("ProxyPassMatch", "^/b http://b/2", "ProxyPass", "/a http://b/1"))
            .config()
            .mainHost();

    assertThat(host.mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://b/1", "http://b/2");
  }

  @Test
  void directives_parameter_is_httpd_syntax_with_line_numbers() {
    assertErrors(
            () ->
                loader.loadParameters(
                    Map.of("directives", "\n<Location /x>\n  Foo\n</Location>", "Timeout", "x")))
        .containsExactly(
            "web.xml:Timeout: Timeout: 'x' is not a time; allowed is an integer with ms, s, min or h,"
                + " in s without one",
            "web.xml:directives:3: Foo: unknown directive");
  }

  @Test
  void unknown_parameter_is_an_error_and_config_is_not() {
    assertErrors(() -> loader.loadParameters(Map.of("config", "/x", "ProxyPas", "/ http://b/")))
        .containsExactly("web.xml:ProxyPas: ProxyPas: unknown directive, did you mean ProxyPass?");
  }

  @Test
  void empty_parameter_is_not_passed_over() {
    assertErrors(() -> loader.loadParameters(Map.of("Timeout", "  ")))
        .containsExactly("web.xml:Timeout: Timeout: takes 1 argument, time; found 0");
  }

  @Test
  void variables_are_looked_up_as_in_properties() throws Exception {
    assertThat(
            loader
                .loadParameters(Map.of("ProxyPass", "/a ${env:HOME_SERVER}/a"))
                .config()
                .mainHost()
                .mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://home.example/a");
  }

  @Test
  void parameters_follow_the_file() throws Exception {
    Path file = Files.writeString(directory.resolve("proxy.conf"), "ProxyPass /a http://b/file");

    assertThat(
            loader
                .load(Optional.of(file), Map.of("ProxyPass", "/b http://b/parameter"))
                .config()
                .mainHost()
                .mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://b/file", "http://b/parameter");
  }

  @Test
  void servlet_may_leave_out_the_path() throws Exception {
    HostConfig host =
        loader
            .loadServletParameters(
                Map.of(
                    "ProxyPass", "http://b/solr timeout=5",
                    "ProxyPassReverse", "http://b/solr"))
            .config()
            .mainHost();

    assertThat(host.mappings())
        .extracting(MappingSpec::pattern, MappingSpec::target)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(new PathPattern.Prefix(""), "http://b/solr"));
    assertThat(host.settings().get(ForwardingSettings.REVERSE_MAPPINGS))
        .isEqualTo(List.of(new ReverseSpec("", "http://b/solr")));
  }

  @Test
  void servlet_may_have_paths_of_its_own() throws Exception {
    HostConfig host =
        loader
            .loadServletParameters(
                Map.of(
                    "ProxyPass", "/admin !\nhttp://b/solr",
                    "ProxyPassReverse", "/x http://b/x"))
            .config()
            .mainHost();

    assertThat(host.mappings())
        .extracting(MappingSpec::pattern)
        .containsExactly(new PathPattern.Prefix("/admin"), new PathPattern.Prefix(""));
  }

  @Test
  void path_may_not_be_left_out_elsewhere() {
    assertErrors(() -> loader.loadParameters(Map.of("ProxyPass", "http://b/")))
        .containsExactly(
            "web.xml:ProxyPass: ProxyPass: needs a path where it does not stand in a location");
  }
}
