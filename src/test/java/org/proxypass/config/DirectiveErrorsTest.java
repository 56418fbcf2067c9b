package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;
import static org.proxypass.config.Loading.config;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and in which words. */
class DirectiveErrorsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ProxyPas / http://b/            ¦ ProxyPas: unknown directive, did you mean ProxyPass?
          Proxypasss / http://b/          ¦ Proxypasss: unknown directive, did you mean ProxyPass?
          ServerNmae x                    ¦ ServerNmae: unknown directive, did you mean ServerName?
          RewriteRul x                    ¦ RewriteRul: unknown directive, did you mean RewriteRule?
          Frobnicate on                   ¦ Frobnicate: unknown directive
          AddType text/x .x               ¦ AddType: not supported yet
          KeepAlive On                    ¦ KeepAlive: not supported yet
          sslengine on                    ¦ sslengine: not supported yet
          Timeout                         ¦ Timeout: takes 1 argument, time; found 0
          Timeout 1 2                     ¦ Timeout: takes 1 argument, time; found 2
          Timeout soon                    ¦ Timeout: 'soon' is not a time; allowed is an integer with ms, s, min or h, in s without one
          Timeout 5d                      ¦ Timeout: '5d' is not a time; allowed is an integer with ms, s, min or h, in s without one
          Timeout -1                      ¦ Timeout: '-1' is not a time; allowed is an integer with ms, s, min or h, in s without one
          Timeout 0                       ¦ Timeout: '0' is too short; at least 1s is allowed
          Timeout 600h                    ¦ Timeout: '600h' is too long; at most 24 days are allowed
          Timeout 99999999999             ¦ Timeout: '99999999999' is too long; at most 24 days are allowed
          ProxyTimeout 0                  ¦ ProxyTimeout: '0' is too short; at least 1s is allowed
          ProxyPreserveHost yes           ¦ ProxyPreserveHost: 'yes' is neither On nor Off
          ProxyRequests On                ¦ ProxyRequests: On would make this an open forward proxy and is refused; allowed is Off
          Listen                          ¦ Listen: takes 1 to 2 arguments, [address:]port [protocol]; found 0
          Listen abc                      ¦ Listen: 'abc' has no valid port; allowed are 0 to 65535
          Listen 65536                    ¦ Listen: '65536' has no valid port; allowed are 0 to 65535
          Listen 127.0.0.1:               ¦ Listen: '127.0.0.1:' has no valid port; allowed are 0 to 65535
          Listen ::1:80                   ¦ Listen: '::1:80' has no valid address; an IPv6 address stands in brackets
          Listen 80 spdy                  ¦ Listen: protocol 'spdy' is not supported; allowed are http and https
          ServerName a b                  ¦ ServerName: takes 1 argument, [scheme://]host[:port]; found 2
          ServerName a:b                  ¦ ServerName: 'a:b' is not of the form [scheme://]host[:port]
          ServerName a/b                  ¦ ServerName: 'a/b' is not of the form [scheme://]host[:port]
          ServerName ftp://a              ¦ ServerName: scheme 'ftp' is not allowed; allowed are http and https
          ServerAlias x                   ¦ ServerAlias: is not allowed in this place (server config); allowed in virtual host
          ErrorDocument 200 x             ¦ ErrorDocument: '200' is not an error status; allowed are 400 to 599
          ErrorDocument 600 x             ¦ ErrorDocument: '600' is not an error status; allowed are 400 to 599
          ErrorDocument 4xx x             ¦ ErrorDocument: '4xx' is not an error status; allowed are 400 to 599
          ErrorDocument 503 Sorry dear    ¦ ErrorDocument: takes 2 arguments, status "text"|/path|url|default; found 3
          ErrorDocument 503 ftp://a/      ¦ ErrorDocument: scheme 'ftp' is not allowed; allowed are http and https
          ErrorDocument 503 /e?u=%{NONE    ¦ ErrorDocument: '%{' without '}' in '/e?u=%{NONE'
          Alias x /y                      ¦ Alias: 'x' is not a path; it must begin with /
          Alias /x                        ¦ Alias: takes 2 arguments, path file-or-directory; found 1
          ProxyPassReverse http://b/      ¦ ProxyPassReverse: needs a path where it does not stand in a location
          ProxyPassReverse / b            ¦ ProxyPassReverse: 'b' is neither a URL nor a path that begins with /
          ProxyPassReverse x http://b/    ¦ ProxyPassReverse: 'x' is neither a path nor a URL; a path must begin with /
          ProxyPassReverse / http://b/ x  ¦ ProxyPassReverse: has too many arguments
          ProxyPassReverseCookiePath /a   ¦ ProxyPassReverseCookiePath: takes 2 to 3 arguments, internal-path public-path [interpolate]; found 1
          ProxyPassReverseCookiePath / "/\u0001" ¦ ProxyPassReverseCookiePath: the public side must not hold control characters
          ServerRoot "a\0"                ¦ ServerRoot: 'a\0' cannot be the name of a file here: Nul character not allowed
          DocumentRoot "/a\0"             ¦ DocumentRoot: '/a\0' cannot be the name of a file here: Nul character not allowed
          Alias /a "/a\0"                 ¦ Alias: '/a\0' cannot be the name of a file here: Nul character not allowed
          Include "a\0"                   ¦ Include: 'a\0' cannot be the name of a file here: Nul character not allowed
          Include /*/[b-a]                ¦ Include: '[b-a]' is not a pattern: Invalid range
          Include                         ¦ Include: takes one argument: a file, a directory or a pattern
          """)
  void line_is_refused_in_these_words(String line, String problem) {
    assertErrors(line).containsExactly("proxy.conf:1: " + problem);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ProxyPass /                     ¦ needs a URL or ! behind '/'
          ProxyPass http://b/             ¦ needs a path where it does not stand in a location
          ProxyPass !                     ¦ needs a path where it does not stand in a location
          ProxyPass app http://b/         ¦ 'app' is not a path; it must begin with /
          ProxyPass /a !  nocanon         ¦ takes no parameters behind !
          ProxyPass /a b                  ¦ 'b' is not a URL of the form http://host/path
          ProxyPass /a /b                 ¦ '/b' is not a URL of the form http://host/path
          ProxyPass /a http://            ¦ 'http://' has no valid host[:port]
          ProxyPass /a http://h:0/a       ¦ 'http://h:0/a' has no valid host[:port]
          ProxyPass /a http://h:65536/a   ¦ 'http://h:65536/a' has no valid host[:port]
          ProxyPass /a http://u:p@h/a     ¦ 'http://u:p@h/a' must not hold user information
          ProxyPass /a http://h/a?b       ¦ 'http://h/a?b' holds a query; allowed is scheme://host[:port][/path]
          ProxyPass /a http://h/a#b       ¦ 'http://h/a#b' holds a fragment; allowed is scheme://host[:port][/path]
          ProxyPass /a "http://h/a b"     ¦ 'http://h/a b' holds a space or control character, which a URL must not
          ProxyPass /a gopher://h/a       ¦ scheme 'gopher' is not supported; allowed are http, https, ws, wss and balancer
          ProxyPass /a balancer://c:80/a  ¦ 'balancer://c:80/a' names a port, which a balancer has not
          ProxyPass /a balancer://        ¦ 'balancer://' has no valid host[:port]
          ProxyPass /a unix:/s ¦ 'unix:/s' is not of the form unix:/path|http://host/path
          ProxyPass /a AJP://h/a          ¦ scheme 'ajp' is not supported; allowed are http, https, ws, wss and balancer
          ProxyPass /a http://h/a noquery ¦ 'noquery' is not supported yet
          ProxyPass /a http://h/a foo     ¦ 'foo' is not a parameter; allowed is key=value
          ProxyPass /a http://h/a =1      ¦ '=1' is not a parameter; allowed is key=value
          ProxyPass /a http://h/a foo=1   ¦ unknown Worker parameter 'foo'
          ProxyPass /a http://h/a timeot=1 ¦ unknown Worker parameter 'timeot', did you mean timeout?
          ProxyPass /a http://h/a lbmetho=x ¦ unknown Worker parameter 'lbmetho', did you mean lbmethod?
          ProxyPass /a http://h/a mapping=raw ¦ 'mapping=raw' is not encoded or servlet
          ProxyPass /a http://h/a timeout=0 ¦ timeout: '0' is too short; at least 1s is allowed
          ProxyPass /a http://h/a ttl=500ms ¦ ttl: '500ms' is too short; at least 1s is allowed
          ProxyPass /a http://h/a acquire=0 ¦ acquire: '0' is too short; at least 1ms is allowed
          ProxyPass /a http://h/a connectiontimeout=0 ¦ connectiontimeout: '0' is too short; at least 1ms is allowed
          ProxyPass /a http://h/a max=-1  ¦ max: '-1' is negative; at least 0 is allowed
          ProxyPass /a http://h/a max=ten ¦ max: 'ten' is not a whole number
          ProxyPass /a http://h/a keepalive=maybe ¦ keepalive: 'maybe' is neither On nor Off
          ProxyPass /a http://h/a responsefieldsize=-1 ¦ responsefieldsize: '-1' is negative; at least 0 is allowed
          ProxyPass ~ ^/a                 ¦ takes a regular expression and a URL behind ~
          ProxyPass ~ (a http://h/        ¦ '(a' is not a regular expression: Unclosed group at character 3
          ProxyPassMatch ~ ^/a http://h/  ¦ takes a regular expression without ~
          ProxyPassMatch http://h/        ¦ needs a path where it does not stand in a location
          ProxyPassMatch ^/a[ http://h/   ¦ '^/a[' is not a regular expression: Unclosed character class at character 4
          ProxyPassMatch ^/(a) http://h$1:x/ ¦ 'http://h$1:x/' is not of the form http[s]://host[:port][/path]
          """)
  void mapping_is_refused_in_these_words(String line, String problem) {
    String name = line.substring(0, line.indexOf(' '));
    assertErrors(line).containsExactly("proxy.conf:1: " + name + ": " + problem);
  }

  @Test
  void mistyped_section_is_refused_with_a_suggestion() {
    assertErrors("<Locaton /x>", "</Locaton>")
        .containsExactly("proxy.conf:1: <Locaton>: unknown directive, did you mean Location?");
  }

  @Test
  void one_line_may_have_several_errors() {
    assertErrors("ProxyPass /a http://h/a timeout=x max=y noquery")
        .containsExactly(
            "proxy.conf:1: ProxyPass: 'noquery' is not supported yet",
            "proxy.conf:1: ProxyPass: timeout: 'x' is not a time; allowed is an integer with ms, s, min"
                + " or h, in s without one",
            "proxy.conf:1: ProxyPass: max: 'y' is not a whole number");
  }

  @ParameterizedTest(name = "in a location, {0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ProxyPass /x http://b/       ¦ ProxyPass: takes no path inside a location; that of the location is used
          ProxyPass ~ x http://b/      ¦ ProxyPass: takes no path inside a location
          ProxyPassMatch /x http://b/  ¦ ProxyPassMatch: takes no path inside a location; that of the location is used
          ProxyPassReverse /x http://b ¦ ProxyPassReverse: takes one argument inside a location, url; its path is that of the location
          Listen 80                    ¦ Listen: is not allowed in this place (location); allowed in server config
          Alias /x /y                  ¦ Alias: is not allowed in this place (location); allowed in server config, virtual host
          Require ip                   ¦ Require: ip needs an argument
          Require ip 10.0.0.300        ¦ Require: '10.0.0.300' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip 10.0.0.1 b        ¦ Require: 'b' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip 10.1/16           ¦ Require: '10.1/16' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip 10.0.0.0/33       ¦ Require: '10.0.0.0/33' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip 10.0.0.0/         ¦ Require: '10.0.0.0/' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip 10.0.0.0/255.255  ¦ Require: '10.0.0.0/255.255' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip ::/129            ¦ Require: '::/129' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip ::/255.0.0.0      ¦ Require: '::/255.0.0.0' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip 1.2.3.4.5         ¦ Require: '1.2.3.4.5' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require ip [::1]             ¦ Require: '[::1]' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Require local here           ¦ Require: local takes no arguments
          Require not all granted      ¦ Require: is negative and has no effect where one that grants is enough; it belongs into a <RequireAll>
          Require not                  ¦ Require: needs one of all, ip, local, host, forward-dns, env, method and expr behind not
          Require all                  ¦ Require: all needs an argument
          Require all granted x        ¦ Require: takes all granted or all denied
          Require # all granted        ¦ Require: '#' is not known; allowed are all, ip, local, host, forward-dns, env, method and expr
          Require al granted           ¦ Require: 'al' is not known; allowed are all, ip, local, host, forward-dns, env, method and expr
          Require method get           ¦ Require: 'get' is no method; methods are written in capital letters
          Require env # x              ¦ Require: env needs an argument
          Require valid-user           ¦ Require: 'valid-user' needs to know who the client is, and signing on is the matter of the servlet container or of a filter of yours; allowed are all, ip, local, host, forward-dns, env, method and expr
          Require group staff          ¦ Require: 'group' needs to know who the client is, and signing on is the matter of the servlet container or of a filter of yours; allowed are all, ip, local, host, forward-dns, env, method and expr
          AuthMerging Xor              ¦ AuthMerging: 'Xor' is not allowed; allowed are Off, And and Or
          Satisfy Some                 ¦ Satisfy: 'Some' is neither Any nor All
          Order allow, deny            ¦ Order: takes 1 argument, Deny,Allow|Allow,Deny|Mutual-failure; found 2
          Order first                  ¦ Order: 'first' is no order; allowed are Deny,Allow and Allow,Deny without a space
          Allow all                    ¦ Allow: takes at least 2 arguments, from source …; found 1
          Allow to all                 ¦ Allow: must be followed by from
          Allow from # all             ¦ Allow: needs a source behind from: all, addresses, networks, host names, env=NAME and env=!NAME
          Deny from 10.0.0.300         ¦ Deny: '10.0.0.300' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Deny from x/y                ¦ Deny: 'x/y' is no address; allowed are addresses, the front of an IPv4 address like 10.1, address/bits and address/netmask
          Deny from *.example          ¦ Deny: 'from *.example' is no source; allowed are all, addresses, networks, host names, env=NAME and env=!NAME
          Allow from env=!             ¦ Allow: 'env=!' names no variable
          """)
  void line_in_a_location_is_refused_in_these_words(String line, String problem) {
    assertErrors("<Location /app>", line, "</Location>")
        .containsExactly("proxy.conf:2: " + problem);
  }

  @ParameterizedTest(name = "{0} {1} is refused: {2}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          Location    ¦ ~         ¦ takes a path, or ~ and a regular expression
          Location    ¦ /a /b     ¦ takes a path, or ~ and a regular expression
          Location    ¦ app       ¦ 'app' is not a path; it must begin with /
          Location    ¦ ~ (x      ¦ '(x' is not a regular expression: Unclosed group at character 3
          LocationMatch ¦ (x      ¦ '(x' is not a regular expression: Unclosed group at character 3
          Proxy       ¦ ~         ¦ takes one regular expression behind ~
          Proxy       ¦ ~ (x      ¦ '(x' is not a regular expression: Unclosed group at character 3
          Proxy       ¦ a b       ¦ takes parameters only behind a URL, not a pattern
          ProxyMatch  ¦ (x        ¦ '(x' is not a regular expression: Unclosed group at character 3
          VirtualHost ¦ a.example:80 ¦ 'a.example' is not an address; allowed are *, _default_ and literal addresses, names belong to ServerName
          VirtualHost ¦ *:x       ¦ '*:x' has no valid port; allowed are 0 to 65535
          VirtualHost ¦ [::1      ¦ '[::1' has no valid address; an IPv6 address stands in brackets
          """)
  void section_is_refused_and_its_directives_are_still_checked(
      String name, String argument, String problem) {
    assertErrors("<" + name + " " + argument + ">", "Foo", "</" + name + ">")
        .containsExactly(
            "proxy.conf:1: <" + name + ">: " + problem, "proxy.conf:2: Foo: unknown directive");
  }

  @Test
  void sections_do_not_nest_freely() {
    assertErrors("<Location /a>", "<VirtualHost *>", "Foo", "</VirtualHost>", "</Location>")
        .containsExactly(
            "proxy.conf:2: <VirtualHost>: is not allowed in this place (location); allowed in server"
                + " config");
  }

  @Test
  void section_written_as_directive_and_the_reverse_are_errors() {
    assertErrors("Location /a", "<Timeout 5>", "</Timeout>")
        .containsExactly(
            "proxy.conf:1: Location: is a section: <Location path | ~ regex> … </Location>, or"
                + " Location.id = … as a property",
            "proxy.conf:2: <Timeout>: is not a section but a directive: Timeout time");
  }

  @Test
  void same_address_is_listened_on_once() throws Exception {
    assertErrors("Listen 8080", "Listen *:8080")
        .containsExactly("proxy.conf:2: Listen: '*:8080' is listened on already");
    assertThat(config("Listen 127.0.0.1:0", "Listen 127.0.0.1:0").listens()).hasSize(2);
  }

  @Test
  void expression_location_cannot_be_mapped_back() {
    assertErrors("<LocationMatch ^/a>", "ProxyPassReverse http://b/", "</LocationMatch>")
        .containsExactly(
            "proxy.conf:2: ProxyPassReverse: cannot map back to a pattern: write it with a path outside"
                + " of the location");
  }

  @ParameterizedTest
  @MethodSource("sectionsOfLater")
  void section_not_supported_yet_is_one_error(String section) {
    String name = section.split(" ")[0];
    assertErrors("<" + section + ">", "SetInputFilter x", "</" + name + ">")
        .containsExactly("proxy.conf:1: <" + name + ">: not supported yet");
  }

  static Stream<String> sectionsOfLater() {
    return Stream.of("Directory /srv", "Files x", "IfVersion >= 2.4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Protocols",
        "SSLEngine",
        "RewriteBase",
        "AliasMatch",
        "CacheEnable",
        "RemoteIPHeader",
        "SSLProxyEngine",
        "KeepAlive",
        "User",
        "DirectoryIndex"
      })
  void usual_names_of_httpd_are_not_taken_for_mistakes(String name) {
    assertErrors(name + " x").containsExactly("proxy.conf:1: " + name + ": not supported yet");
  }
}
