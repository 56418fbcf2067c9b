package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.proxypass.expression.TextMap;
import org.proxypass.http.Utf8Bytes;

/** The declarations of mod_rewrite, as far as a reverse proxy uses it. */
final class RewriteDirectives {
  private RewriteDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("RewriteEngine")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, "On|Off")
            .byDefault("Off")
            .summary("Whether the rewrite rules of this scope are tried.")
            .details(
                """
                A virtual host takes the state of the main server, but not its rules; see
                RewriteOptions.""")
            .example("RewriteEngine On")
            .does(
                call -> {
                  boolean on = call.flag(0);
                  change(call, rules -> rules.withEngine(on));
                }),
        directive("RewriteOptions")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(1, "Inherit|InheritBefore")
            .summary("Whether the rules of the outer scope hold in this one.")
            .details(
                """
                `Inherit` tries the rules of the main server (in a location: those of the locations
                before it) behind the own ones, `InheritBefore` before them. Without it they do not
                hold here.""")
            .example("RewriteOptions Inherit")
            .does(RewriteDirectives::options),
        directive("RewriteCond")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, 3, "test-string pattern [flags]")
            .summary("A condition for the next RewriteRule.")
            .details(
                """
                The test string may hold `%{VARIABLE}`, `%{HTTP:Field}`, `%{ENV:name}`, `$n` for a
                group of the rule's pattern, `%n` for a group of the last condition that matched, and
                `${map:key|default}`. The pattern is a regular expression; or `=text`, `<text`,
                `>text`, `<=text`, `>=text`, which compare as text; or `-eq`, `-ne`, `-lt`, `-le`,
                `-gt`, `-ge` and an integer; or `-f`, `-d`, `-s`, `-e` for a file. `!` before it turns
                the answer round. `RewriteCond expr "…"` asks an expression. Flags: `NC` ignores
                letter case, `OR` means that this one or the next is enough. An unknown variable is an
                error; httpd takes it for empty.""")
            .example(
                """
                RewriteCond %{HTTP_HOST} ^www\\.(.+)$ [NC]
                RewriteRule ^ https://%1%{REQUEST_URI} [R=301]""")
            .does(call -> new RewriteParser(call).condition()),
        directive("RewriteRule")
            .in(SERVER, VIRTUAL_HOST, LOCATION)
            .takes(2, 3, "pattern substitution [flags]")
            .summary("Changes the path, forwards, redirects or refuses where a pattern matches.")
            .details(
                """
                The pattern is searched for in the decoded path, `!` before it turns the answer
                round. Outside of locations rules are tried before every ProxyPass. A path that comes
                out of them names a local file, unless the rule has the flag `PT`, which lets
                ProxyPass map it. In a `<Location>` they are tried last, on the whole path, and a new
                path starts the request over. `-` changes nothing. Flags: `P` forwards to a backend,
                `R[=status]` redirects, `F` answers 403, `G` 410, `L` and `END` end the rules, `PT`,
                `C` chains rules, `S=n` skips n rules, `N[=rounds]` starts again, `QSA` keeps the
                client's query behind the new one, `QSD` drops it, `QSL` splits at the last question
                mark, `NE` escapes nothing, `B[=characters]` escapes backreferences, `BNP` with `%20`
                for a space, `NC`, `E=name:value`, `E=!name`, `UnsafeAllow3F`. See
                [URLs: encoding, rewriting, redirects](rewriting.md).""")
            .example(
                """
                RewriteEngine On
                RewriteCond %{HTTP_USER_AGENT} Mobile
                RewriteRule ^/shop/(.*)$ http://127.0.0.1:8083/mobile/$1 [P]""")
            .does(call -> new RewriteParser(call).rule()),
        directive("RewriteMap")
            .in(SERVER, VIRTUAL_HOST)
            .takes(2, "name int:function|txt:file")
            .summary("A table or function for `${name:key|default}` in rewrite rules.")
            .details(
                """
                The functions are `tolower`, `toupper`, `escape` and `unescape`. A text file has a
                key and a value on each line; a line that begins with `#` is a comment. It is read
                when the configuration is loaded. A map must stand before the rules that use it; a
                virtual host knows those of the main server, too.""")
            .example(
                """
                RewriteMap lower int:tolower
                RewriteRule ^/Files/(.*)$ http://127.0.0.1:8083/${lower:$1} [P]""")
            .does(RewriteDirectives::rewriteMap));
  }

  /** Changes the rules of the scope that {@code call} stands in. */
  static void change(Invocation call, UnaryOperator<RewriteRules> change) {
    Scope scope = call.scope();
    if (scope.context() == LOCATION) {
      PathRules rules = scope.settings().get(UrlSettings.PATH_RULES);
      scope.set(UrlSettings.PATH_RULES, rules.withRewriteRules(change.apply(rules.rewriteRules())));
    } else {
      RewriteRules rules = scope.settings().get(UrlSettings.REWRITE_RULES);
      scope.set(UrlSettings.REWRITE_RULES, change.apply(rules));
    }
  }

  private static void options(Invocation call) throws InvalidDirectiveException {
    RewriteRules.Inheritance inheritance =
        switch (call.word(0).toLowerCase(java.util.Locale.ROOT)) {
          case "inherit" -> RewriteRules.Inheritance.AFTER;
          case "inheritbefore" -> RewriteRules.Inheritance.BEFORE;
          default ->
              throw new InvalidDirectiveException(
                  "'" + call.word(0) + "' is not supported; allowed are Inherit, InheritBefore");
        };
    change(call, rules -> rules.withInheritance(inheritance));
  }

  /** The map called {@code name} that {@code call} can see, or null. */
  static @Nullable TextMap map(Invocation call, String name) {
    TextMap own = call.scope().host().scope().settings().get(UrlSettings.REWRITE_MAPS).get(name);
    return own == null
        ? call.config().main().scope().settings().get(UrlSettings.REWRITE_MAPS).get(name)
        : own;
  }

  private static void rewriteMap(Invocation call) throws InvalidDirectiveException {
    Map<String, TextMap> maps =
        new HashMap<>(call.scope().settings().get(UrlSettings.REWRITE_MAPS));
    maps.put(call.word(0), textMap(call, call.word(1)));
    call.set(UrlSettings.REWRITE_MAPS, Map.copyOf(maps));
  }

  private static TextMap textMap(Invocation call, String source) throws InvalidDirectiveException {
    if (source.startsWith("int:")) {
      String function = source.substring(4);
      if (!TextMap.Internal.exists(function)) {
        throw new InvalidDirectiveException(
            "'" + source + "' is unknown; functions are tolower, toupper, escape, unescape");
      }
      return new TextMap.Internal(function);
    }
    if (!source.startsWith("txt:")) {
      throw new InvalidDirectiveException(
          "'" + source + "' is not supported; allowed are int:function and txt:file");
    }
    Path file = call.absolute(source.substring(4));
    call.config().lookingAt(file);
    try {
      return new TextMap.Table(entries(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new InvalidDirectiveException("'" + file + "' cannot be read");
    }
  }

  private static Map<String, String> entries(String text) {
    Map<String, String> entries = new HashMap<>();
    for (String line : text.split("\\R", -1)) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length >= 2 && !words[0].startsWith("#")) {
        entries.putIfAbsent(Utf8Bytes.of(words[0]), Utf8Bytes.of(words[1]));
      }
    }
    return entries;
  }
}
