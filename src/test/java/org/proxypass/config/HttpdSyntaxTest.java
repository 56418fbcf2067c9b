package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;
import static org.proxypass.config.Loading.main;
import static org.proxypass.config.Loading.warnings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.proxypass.expression.Regex;

/** Sections, conditions, definitions and includes in httpd syntax. */
class HttpdSyntaxTest {
  @TempDir Path directory;

  @Test
  void an_undefined_variable_is_left_for_the_request_where_a_line_says_interpolate()
      throws Exception {
    HostConfig host =
        main(
            "Define B known",
            "ProxyPass /a http://b/${B}/${V}/ interpolate",
            "ProxyPass /c http://${V}.internal/ interpolate",
            "ProxyPassMatch ^/([ab])/ http://$1/${V} interpolate",
            "ProxyPassReverse /r/${V} http://b/${V} interpolate");
    MappingSpec path = host.mappings().get(0);
    assertThat(path.target()).isEqualTo("http://b/known/${V}/");
    assertThat(path.interpolated()).isTrue();
    assertThat(path.worker().orElseThrow().url()).hasToString("http://b/known/");
    assertThat(host.mappings().get(1).worker()).isEmpty();
    assertThat(host.mappings().get(2).worker()).isEmpty();
    assertThat(host.settings().get(ForwardingSettings.REVERSE_MAPPINGS))
        .containsExactly(new ReverseSpec("/r/${V}", "http://b/${V}", true));
  }

  @Test
  void interpolate_is_refused_where_it_cannot_hold() {
    assertErrors("ProxyPass /a http://b/${V} interpolate mapping=encoded")
        .containsExactly("proxy.conf:1: ProxyPass: takes either interpolate or mapping=, not both");
    assertErrors("ProxyPass /a http://b/${V}").hasSize(1);
    assertErrors("ProxyPass /a ${V}/x interpolate").hasSize(1);
  }

  @Test
  void names_do_not_care_about_letter_case() throws Exception {
    HostConfig host = main("<location /x>", "PROXYPRESERVEHOST ON", "</LOCATION>");

    assertThat(host.locations().get(0).settings().get(ForwardingSettings.PRESERVE_HOST)).isTrue();
  }

  @Test
  void comment_behind_a_section_line_is_accepted() throws Exception {
    assertThat(main("<Location /x> # a -> b", "</Location> # end").locations()).hasSize(1);
  }

  @Test
  void bracket_inside_a_section_argument_is_part_of_it() throws Exception {
    assertThat(main("<LocationMatch ^/(?<app>[^/]+)/x>", "</LocationMatch>").locations())
        .containsExactly(
            new LocationSpec(
                new PathPattern.Matching(Regex.of("^/(?<app>[^/]+)/x", false)), Settings.EMPTY));
  }

  @Test
  void section_without_end_is_named_by_its_first_line() {
    assertErrors("ProxyPreserveHost On", "<VirtualHost *:80>", "<Location /x>", "</Location>")
        .containsExactly("proxy.conf:2: <VirtualHost>: is not closed; </VirtualHost> is missing");
  }

  @Test
  void wrong_end_names_the_section_that_is_open() {
    assertErrors("<Location /x>", "</Proxy>", "</Location>")
        .containsExactly(
            "proxy.conf:2: </Proxy>: expected </Location>, which closes the section opened at line 1");
  }

  @Test
  void end_of_an_outer_section_leaves_the_inner_one_unclosed() {
    assertErrors("<VirtualHost *>", "<Location /x>", "</VirtualHost>", "Foo")
        .containsExactly(
            "proxy.conf:2: <Location>: is not closed; </Location> is missing",
            "proxy.conf:4: Foo: unknown directive");
  }

  @Test
  void end_without_begin_is_an_error() {
    assertErrors("</Location>")
        .containsExactly("proxy.conf:1: </Location>: closes a section that was not opened");
  }

  @Test
  void section_line_needs_its_bracket() {
    assertErrors("<Location /x", "</Location>")
        .containsExactly("proxy.conf:1: <Location>: <Location has no closing '>'");
    assertErrors("<Location /x> y", "</Location>")
        .containsExactly("proxy.conf:1: <Location>: 'y' behind the closing '>' is not allowed");
  }

  @Test
  void define_gives_a_value_from_its_line_on() throws Exception {
    HostConfig host =
        main(
            "Define B http://b",
            "ProxyPass /1 ${B}/1",
            "Define B http://c",
            "ProxyPass /2 ${B}/2",
            "ProxyPass /3 ${HOME_SERVER}/3");

    assertThat(host.mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://b/1", "http://c/2", "http://home.example/3");
  }

  @Test
  void value_with_spaces_stays_one_argument() throws Exception {
    assertThat(main("ErrorDocument 503 ${PHRASE}").settings().get(ErrorSettings.ERROR_DOCUMENTS))
        .containsEntry(503, new ErrorDocumentSpec.Text("two words"));
  }

  @Test
  void variable_without_value_is_an_error() {
    assertErrors("Define FLAG", "ServerName ${NOPE}", "ServerName ${FLAG}", "ServerName ${x")
        .containsExactly(
            "proxy.conf:2: ServerName: ${NOPE} is not defined; allowed is a name given by Define or -D"
                + " with a value, or an environment variable",
            "proxy.conf:3: ServerName: ${FLAG} is not defined; allowed is a name given by Define or -D"
                + " with a value, or an environment variable",
            "proxy.conf:4: ServerName: '${x' has no closing '}'");
  }

  @Test
  void undefined_name_is_gone() {
    assertErrors("Define B x", "UnDefine B", "ServerName ${B}").hasSize(1);
  }

  @Test
  void define_checks_its_arguments() {
    assertErrors("Define", "Define a b c", "Define a:b", "UnDefine")
        .containsExactly(
            "proxy.conf:1: Define: takes one or two arguments: name [value]",
            "proxy.conf:2: Define: takes one or two arguments: name [value]",
            "proxy.conf:3: Define: 'a:b' is not a name; it must not hold ':'",
            "proxy.conf:4: UnDefine: takes one argument: name");
  }

  @Test
  void if_define_lets_directives_through_or_not() throws Exception {
    ConfigLoader loader = Loading.loader().withDefines(Map.of("GIVEN", "", "V", "http://v"));
    String text =
        """
        Define OWN
        <IfDefine OWN>
          ProxyPass /own http://b/own
        </IfDefine>
        <IfDefine GIVEN>
          ProxyPass /given ${V}/given
          <IfDefine !OWN>
            ProxyPass /never http://b/never
          </IfDefine>
        </IfDefine>
        <IfDefine ABSENT>
          Unknown is not looked at
          <Location /x>
          </Location>
          ServerName ${UNKNOWN}
        </IfDefine>
        <IfDefine !ABSENT>
          ProxyPass /absent http://b/absent
        </IfDefine>
        """;

    assertThat(loader.loadText(text, "x").config().mainHost().mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://b/own", "http://v/given", "http://b/absent");
  }

  @Test
  void if_module_knows_the_built_in_modules_by_both_names() throws Exception {
    HostConfig host =
        main(
            "<IfModule mod_proxy.c>",
            "ProxyPass /1 http://b/1",
            "</IfModule>",
            "<IfModule proxy_http_module>",
            "ProxyPass /2 http://b/2",
            "</IfModule>",
            "<IfModule !mod_alias.c>",
            "ProxyPass /3 http://b/3",
            "</IfModule>",
            "<IfModule !mod_dav.c>",
            "ProxyPass /4 http://b/4",
            "</IfModule>");

    assertThat(host.mappings())
        .extracting(MappingSpec::target)
        .containsExactly("http://b/1", "http://b/2", "http://b/4");
  }

  @Test
  void section_of_an_absent_module_is_skipped_with_a_warning() throws Exception {
    assertThat(warnings("<IfModule mod_ssl.c>", "SSLEngine On", "</IfModule>"))
        .containsExactly(
            "proxy.conf:1: <IfModule>: skipped: mod_ssl.c is not among the modules built in");
  }

  @Test
  void access_rules_are_not_skipped_with_their_module() {
    assertErrors(
            "<Location />",
            "<IfModule mod_authz_host.c>",
            "Require ip 10.0.0.300",
            "</IfModule>",
            "</Location>")
        .singleElement()
        .asString()
        .startsWith("proxy.conf:3: Require: '10.0.0.300' is no address");
  }

  @Test
  void conditions_check_their_argument() {
    assertErrors(
            "<IfModule>",
            "</IfModule>",
            "<IfDefine !>",
            "</IfDefine>",
            "<IfDefine a b>",
            "</IfDefine>")
        .containsExactly(
            "proxy.conf:1: <IfModule>: takes one argument: [!]name",
            "proxy.conf:3: <IfDefine>: takes one argument: [!]name",
            "proxy.conf:5: <IfDefine>: takes one argument: [!]name");
  }

  @Test
  void load_module_is_accepted() throws Exception {
    assertThat(warnings("LoadModule proxy_module modules/mod_proxy.so")).isEmpty();
    assertErrors("LoadModule proxy_module").hasSize(1);
  }

  @Test
  void include_reads_files_directories_and_patterns_in_order() throws Exception {
    write("sites/b.conf", "ProxyPass /b http://h/b");
    write("sites/a.conf", "ProxyPass /a http://h/a");
    write("sites/.hidden.conf", "ProxyPass /hidden http://h/hidden");
    write("sites/other.txt", "ProxyPass /other http://h/other");
    write("tree/deep/z.conf", "ProxyPass /z http://h/z");
    write("tree/y.conf", "ProxyPass /y http://h/y");
    write("one.conf", "ProxyPass /one http://h/one");
    Path main =
        write(
            "proxy.conf",
            "Include one.conf",
            "Include sites/*.conf",
            "Include tree",
            "IncludeOptional nothing/*.conf",
            "IncludeOptional nothing.conf",
            "Include " + directory.resolve("tree") + "/d*/z.conf");

    assertThat(Loading.loader().load(main).config().mainHost().mappings())
        .extracting(MappingSpec::target)
        .containsExactly(
            "http://h/one", "http://h/a", "http://h/b", "http://h/z", "http://h/y", "http://h/z");
  }

  @Test
  void included_paths_are_relative_to_the_root_and_not_to_the_including_file() throws Exception {
    write("conf/inner.conf", "Include conf/leaf.conf");
    write("conf/leaf.conf", "ServerName leaf.example");
    Path main = write("proxy.conf", "Include conf/inner.conf");

    assertThat(Loading.loader().load(main).config().mainHost().name())
        .contains(new ServerName("", "leaf.example", -1));
  }

  @Test
  void server_root_moves_relative_paths() throws Exception {
    write("elsewhere/leaf.conf", "Alias /e errors");
    Path main = write("proxy.conf", "ServerRoot elsewhere", "Include leaf.conf");

    assertThat(Loading.loader().load(main).config().mainHost().aliasPaths())
        .containsExactly(new PathAlias("/e", directory.resolve("elsewhere/errors")));
  }

  @Test
  void include_works_inside_sections_and_keeps_the_origin() throws Exception {
    Path leaf = write("leaf.conf", "", "Requires all denied");
    Path main = write("proxy.conf", "<Location /x>", "Include leaf.conf", "</Location>");

    assertErrors(() -> Loading.loader().load(main))
        .containsExactly(leaf + ":2: Requires: unknown directive, did you mean Require?");
  }

  @Test
  void missing_include_is_an_error_at_its_line() throws Exception {
    Path main = write("proxy.conf", "", "Include nope.conf", "Include nope/*.conf");

    assertErrors(() -> Loading.loader().load(main))
        .containsExactly(
            main
                + ":2: Include: '"
                + directory.resolve("nope.conf")
                + "' does not exist or matches no file",
            main
                + ":3: Include: '"
                + directory.resolve("nope/*.conf")
                + "' does not exist or matches no file");
  }

  @Test
  void file_that_includes_itself_is_an_error() throws Exception {
    Path other = write("other.conf", "Include proxy.conf");
    Path main = write("proxy.conf", "Include other.conf");

    assertErrors(() -> Loading.loader().load(main))
        .containsExactly(other + ":1: Include: '" + main + "' includes itself");
  }

  @Test
  void same_file_may_be_included_twice() throws Exception {
    write("leaf.conf", "ServerName leaf.example");
    Path main = write("proxy.conf", "Include leaf.conf", "Include leaf.conf");

    assertThat(Loading.loader().load(main).warnings()).isEmpty();
  }

  @Test
  void missing_file_is_a_clear_error() {
    Path missing = directory.resolve("missing.conf");

    assertErrors(() -> Loading.loader().load(missing))
        .containsExactly(missing + ": file '" + missing + "' does not exist");
  }

  @Test
  void directory_instead_of_a_file_is_a_clear_error() {
    assertErrors(() -> Loading.loader().load(directory))
        .containsExactly(
            directory + ": file '" + directory + "' cannot be read: it is a directory");
  }

  @Test
  void file_is_utf_8_with_or_without_byte_order_mark() throws Exception {
    Path file = write("proxy.conf", "\uFEFFErrorDocument 503 \"Später größer\"");

    assertThat(
            Loading.loader()
                .load(file)
                .config()
                .mainHost()
                .settings()
                .get(ErrorSettings.ERROR_DOCUMENTS))
        .containsEntry(503, new ErrorDocumentSpec.Text("Später größer"));
  }

  @Test
  void other_encoding_is_an_error() throws Exception {
    Path file = directory.resolve("proxy.conf");
    Files.write(file, "ErrorDocument 503 \"größer\"".getBytes(StandardCharsets.ISO_8859_1));

    assertErrors(() -> Loading.loader().load(file))
        .containsExactly(file + ": file '" + file + "' is not UTF-8");
  }

  @Test
  void errors_come_in_the_order_of_the_configuration() throws Exception {
    Path leaf = write("leaf.conf", "Foo", "Bar");
    Path main = write("proxy.conf", "Foo", "Include leaf.conf", "ServerName ${X}", "Bar");

    assertErrors(() -> Loading.loader().load(main))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
        .isEqualTo(List.of(main + ":1", main + ":3", main + ":4", leaf + ":1", leaf + ":2"));
  }

  private Path write(String name, String... lines) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", lines));
  }
}
