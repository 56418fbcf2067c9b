package org.proxypass.config;

import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proxypass.http.Ascii;

/** The declarations about logs (mod_log_config, and httpd's core). */
final class LogDirectives {
  private LogDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("CustomLog")
            .in(SERVER, VIRTUAL_HOST)
            .takes(2, 3, "file format|name [env=[!]variable|expr=condition]")
            .summary("A file with a line for each request.")
            .details(
                """
                The format is the name of a LogFormat, one of `common`, `combined`, `combinedio`,
                `vhost_common` and `vhost_combined`, or a format itself. Several logs may be given. A
                virtual host with a log of its own is not in those of the server. The file is opened
                at the start, which fails if it cannot be, and opened anew within a second when log
                rotation moves it away. Lines are written with a delay of some 20 ms. Programs
                (`|…`) are not started.""")
            .example("CustomLog logs/access.log combined env=!healthcheck")
            .does(LogDirectives::customLog),
        directive("TransferLog")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "file")
            .summary(
                "A file with a line for each request, in the format of LogFormat without name.")
            .details(
                "Without such a LogFormat the format is `common`. All else is as in CustomLog.")
            .example("TransferLog logs/access.log")
            .does(
                call ->
                    call.scope()
                        .host()
                        .accessLogs()
                        .log(file(call), null, RuleCondition.UNCONDITIONAL, call)),
        directive("LogFormat")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, 2, "format [name]")
            .summary("The format of lines in access logs.")
            .details(
                """
                Everything but `%…` stands for itself; `\\n` and `\\t` are a line end and a tab. What
                stands for a text that others sent is escaped.

                `%a` and `%h` address of the client (`%h`: its name, if a `Require host` asked for
                it), `%A` address the request came to, `%b` and `%B` bytes of the response's body
                (`-` or `0` for none), `%{name}C` cookie, `%D` duration in microseconds, `%{name}e`
                environment variable, `%H` protocol, `%{name}i` and `%{name}o` field of request and
                response, `%I`, `%O` and `%S` bytes received, sent and both, heads included, `%k`
                requests on the connection before, `%l` always `-`, `%m` method, `%{name}n` note,
                `%p` port the client named (`%{local}p`, `%{remote}p` the real ones), `%q` query with
                its `?`, `%r` request line, `%s` and `%>s` status, `%t` time of arrival (`%{format}t`
                in a format of strftime, or `sec`, `msec`, `usec`, `msec_frac`, `usec_frac`;
                `begin:` or `end:` in front), `%T` duration in seconds (`%{ms}T`, `%{us}T`), `%u`
                user, `%U` path, `%v` ServerName, `%V` name the client used, `%X` state of the
                connection (`X` broken off, `+` kept, `-` closed), `%%`.

                Status codes behind the percent sign print the value for these alone, with `!` for
                all others: `%!200,304{User-Agent}i`.""")
            .example("LogFormat \"%h %u %t \\\"%r\\\" %>s %b %D\" timed")
            .does(
                call ->
                    call.scope()
                        .host()
                        .accessLogs()
                        .format(call.word(0), call.words().size() == 2 ? call.word(1) : null)),
        directive("ErrorLog")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "file")
            .byDefault("the standard error output")
            .summary("Where the log of the server goes.")
            .details(
                """
                Holds for a server that was started with `java -jar`; in a container the container's
                logging decides. There is one log for all hosts: in a virtual host ErrorLog is
                accepted with a warning. Programs (`|…`) and syslog are refused.""")
            .example("ErrorLog logs/error.log")
            .does(LogDirectives::errorLog),
        directive("LogLevel")
            .in(SERVER, VIRTUAL_HOST)
            .takesAtLeast(1, "[module:]level …")
            .byDefault("info")
            .summary("How severe something must be to be logged.")
            .details(
                """
                Levels are `error` (`crit`, `alert`, `emerg`): faults of this server; `warn`
                (`notice`): those of backends, too; `info`: what was refused to clients, too;
                `debug`; `trace1` to `trace8`. With a module in front it holds for the part of
                proxypass that does the module's work, for instance `rewrite:trace3`. As with
                ErrorLog, it holds for a server started with `java -jar`, and in a virtual host it is
                accepted with a warning.""")
            .example("LogLevel warn rewrite:debug")
            .does(LogDirectives::logLevel));
  }

  private static void customLog(Invocation call) throws InvalidDirectiveException {
    RuleCondition condition =
        call.words().size() == 3
            ? RuleConditions.parse(call.word(2), "env=[!]NAME and expr=…")
            : RuleCondition.UNCONDITIONAL;
    call.scope().host().accessLogs().log(file(call), call.word(1), condition, call);
  }

  private static Path file(Invocation call) throws InvalidDirectiveException {
    String target = call.word(0);
    if (target.startsWith("|")) {
      throw new InvalidDirectiveException(
          "'" + target + "' is a program, and none are started; name a file");
    }
    if (target.startsWith("syslog")) {
      throw new InvalidDirectiveException("syslog is not supported; name a file");
    }
    return call.absolute(target);
  }

  private static void errorLog(Invocation call) throws InvalidDirectiveException {
    Path file = file(call);
    if (!ignoredInHost(call)) {
      call.config().setGlobal(LogSettings.ERROR_LOG, Optional.of(file));
    }
  }

  private static void logLevel(Invocation call) throws InvalidDirectiveException {
    List<LogLevelRule> rules = new ArrayList<>();
    for (String word : call.words()) {
      int colon = word.indexOf(':');
      LogLevelRule.Severity severity = LogLevels.severity(word.substring(colon + 1));
      String logger = LogLevels.logger(colon < 0 ? "" : Ascii.lower(word.substring(0, colon)));
      if (logger == null) {
        call.warning("'" + word + "' is ignored: this module's work is not logged by itself");
      } else {
        rules.add(new LogLevelRule(logger, severity));
      }
    }
    if (!ignoredInHost(call)) {
      call.config().addLogLevels(rules);
    }
  }

  private static boolean ignoredInHost(Invocation call) {
    boolean inHost = call.scope().context() == VIRTUAL_HOST;
    if (inHost) {
      call.warning("is ignored in a virtual host: there is one log for all of them");
    }
    return inHost;
  }
}
