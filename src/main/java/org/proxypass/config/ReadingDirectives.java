package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;
import static org.proxypass.config.DirectiveSpec.section;

import java.util.List;

/**
 * The declarations of what happens while a configuration is read. {@link SourceReader} and {@link
 * HttpdReader} carry them out; a node of this kind reaches its action only from a carrier that has
 * no such thing.
 */
final class ReadingDirectives {
  private ReadingDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ServerRoot")
            .in(SERVER)
            .takes(1, "directory")
            .byDefault("the directory of the configuration file")
            .summary("Where relative paths in the configuration start.")
            .details(
                """
                Holds for what follows it: Include, Alias, DocumentRoot. A relative directory starts
                at the ServerRoot so far.""")
            .example("ServerRoot /etc/proxypass")
            .does(call -> call.config().setRoot(call.word(0))),
        directive("Include")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "file|directory|pattern")
            .summary("Reads other files as if they stood here.")
            .details(
                """
                A directory means all files below it, a pattern with `*`, `?` or `[ ]` those that
                match, sorted by path; wildcards do not match a leading dot. A relative path starts
                at the ServerRoot. It is an error when nothing is found or when a file includes
                itself. `*.properties` is read in properties syntax, anything else in httpd's, and
                either may include the other. Sections must be closed in the file that opens them.""")
            .example("Include sites/*.conf")
            .does(ReadingDirectives::onlyWhileReading),
        directive("IncludeOptional")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "file|directory|pattern")
            .summary("Reads other files if there are any.")
            .details("Like Include, but it is no error when nothing is found.")
            .example("IncludeOptional local/*.conf")
            .does(ReadingDirectives::onlyWhileReading),
        directive("Define")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, 2, "name [value]")
            .summary("Defines a name for <IfDefine> and a value for ${name}.")
            .details(
                """
                Only in httpd syntax. From here on `${name}` stands for the value, also in sections
                and files that follow. A value with spaces stays one argument. Names that are not
                defined are looked for in the environment; a name found nowhere is an error (httpd
                leaves it as text). `-D name=value` on the command line does the same before the
                first line is read.""")
            .example(
                """
                Define backend http://127.0.0.1:8081
                ProxyPass /app ${backend}/app""")
            .does(ReadingDirectives::onlyInHttpdSyntax),
        directive("UnDefine")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "name")
            .summary("Removes a name that was defined.")
            .details("Only in httpd syntax.")
            .example("UnDefine backend")
            .does(ReadingDirectives::onlyInHttpdSyntax),
        section("IfDefine", SERVER)
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "[!]name")
            .summary("Directives that hold only when a name is (not) defined.")
            .details("Only in httpd syntax.")
            .example(
                """
                <IfDefine maintenance>
                    ProxyPass / !
                </IfDefine>""")
            .does(ReadingDirectives::onlyInHttpdSyntax),
        section("IfModule", SERVER)
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(1, "[!]module")
            .summary("Directives that hold only when a module is (not) built in.")
            .details(
                """
                Only in httpd syntax. Both kinds of names are known: `mod_proxy.c` and
                `proxy_module`. A section that is skipped because its module is not built in is
                reported as a warning.""")
            .example(
                """
                <IfModule mod_proxy.c>
                    ProxyPreserveHost On
                </IfModule>""")
            .does(ReadingDirectives::onlyInHttpdSyntax),
        directive("LoadModule")
            .in(SERVER)
            .takes(2, "module file")
            .summary("Accepted and ignored: there is nothing to load.")
            .details(
                """
                What a module would bring is built in or reported where its first directive
                stands.""")
            .example("LoadModule proxy_module modules/mod_proxy.so")
            .does(call -> {}));
  }

  private static void onlyWhileReading(Invocation call) throws InvalidDirectiveException {
    throw new InvalidDirectiveException("is not possible here");
  }

  private static void onlyInHttpdSyntax(Invocation call) throws InvalidDirectiveException {
    throw new InvalidDirectiveException(
        "is possible only in httpd syntax; properties have ${env:NAME} and ${sys:name}");
  }
}
