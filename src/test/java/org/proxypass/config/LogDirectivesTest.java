package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;
import static org.proxypass.config.Loading.config;
import static org.proxypass.config.Loading.warnings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.LogLevelRule.Severity;

/** Logs in the configuration. */
class LogDirectivesTest {

  @Test
  void a_format_may_be_named_behind_the_log_that_uses_it() throws Exception {
    ProxyConfig config = config("CustomLog /l mine", "LogFormat \"%a \\\"%r\\\"\" mine");
    assertThat(logs(config.mainHost())).containsExactly("/l %a \"%r\"");
  }

  @Test
  void the_formats_of_distributions_need_no_definition() throws Exception {
    assertThat(logs(config("CustomLog /l common").mainHost()))
        .containsExactly("/l %h %l %u %t \"%r\" %>s %b");
  }

  @Test
  void a_format_without_name_is_that_of_transfer_log() throws Exception {
    assertThat(logs(config("TransferLog /l", "LogFormat %a").mainHost())).containsExactly("/l %a");
    assertThat(logs(config("TransferLog /l").mainHost()))
        .containsExactly("/l %h %l %u %t \"%r\" %>s %b");
  }

  @Test
  void a_host_with_a_log_of_its_own_has_none_of_the_server() throws Exception {
    ProxyConfig config =
        config(
            "LogFormat %a mine",
            "CustomLog /main mine",
            "<VirtualHost *:80>",
            "CustomLog /own mine",
            "CustomLog /more %b env=x",
            "</VirtualHost>",
            "<VirtualHost *:81>",
            "</VirtualHost>");
    assertThat(logs(config.virtualHosts().get(0))).containsExactly("/own %a", "/more %b");
    assertThat(logs(config.virtualHosts().get(1))).containsExactly("/main %a");
  }

  private static List<String> logs(HostConfig host) {
    return host.settings().get(LogSettings.ACCESS_LOGS).stream()
        .map(log -> log.file() + " " + log.format())
        .toList();
  }

  @Test
  void levels_name_the_loggers_of_modules() throws Exception {
    ProxyConfig config = config("LogLevel warn rewrite:trace3", "LogLevel proxy_module:crit");
    assertThat(config.global().get(LogSettings.LEVELS))
        .containsExactly(
            new LogLevelRule("org.proxypass", Severity.WARN),
            new LogLevelRule("org.proxypass.rules", Severity.TRACE),
            new LogLevelRule("org.proxypass.backend", Severity.ERROR));
  }

  @Test
  void error_log_of_a_host_is_ignored_with_a_warning() throws Exception {
    String[] lines = {
      "ErrorLog /main", "<VirtualHost *:80>", "ErrorLog /own", "LogLevel debug", "</VirtualHost>"
    };
    assertThat(config(lines).global().get(LogSettings.ERROR_LOG))
        .isEqualTo(Optional.of(Path.of("/main")));
    assertThat(config(lines).global().get(LogSettings.LEVELS)).isEmpty();
    assertThat(warnings(lines))
        .containsExactly(
            "proxy.conf:3: ErrorLog: is ignored in a virtual host: there is one log for all of them",
            "proxy.conf:4: LogLevel: is ignored in a virtual host: there is one log for all of"
                + " them");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          CustomLog /l              ¦ CustomLog: takes 2 to 3 arguments, file format|name [env=[!]variable|expr=condition]; found 1
          CustomLog "|rotate" %a    ¦ CustomLog: '|rotate' is a program, and none are started; name a file
          CustomLog syslog:x %a     ¦ CustomLog: syslog is not supported; name a file
          CustomLog /l nobody       ¦ CustomLog: no LogFormat is called 'nobody'
          CustomLog /l %y           ¦ CustomLog: the format is not valid: '%y' is not supported
          CustomLog /l %a x=y       ¦ CustomLog: 'x=y' is not a condition; allowed are env=[!]NAME and expr=…
          CustomLog /l %a env=!     ¦ CustomLog: 'env=!' lacks the name of the variable
          LogFormat %i x            ¦ LogFormat: the format is not valid: '%i' needs a name: %{name}i
          LogFormat %a %b           ¦ LogFormat: '%b' is no name; it must not hold %
          ErrorLog "|x"             ¦ ErrorLog: '|x' is a program, and none are started; name a file
          ErrorLog syslog           ¦ ErrorLog: syslog is not supported; name a file
          LogLevel loud             ¦ LogLevel: 'loud' is no level; allowed are emerg, alert, crit, error, warn, notice, info, debug and trace1 to trace8
          ServerSignature Maybe     ¦ ServerSignature: 'Maybe' is not allowed; allowed are On, Off and EMail
          ServerTokens All          ¦ ServerTokens: 'All' is not allowed; allowed are Prod, Major, Minor, Min, OS, Full
          """)
  void line_is_refused_in_these_words(String line, String problem) {
    assertErrors(line).containsExactly("proxy.conf:1: " + problem);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          LogLevel ssl:debug  ¦ LogLevel: 'ssl:debug' is ignored: this module's work is not logged by itself
          ServerTokens Full   ¦ ServerTokens: is ignored: this server tells nobody its name and version
          """)
  void line_is_warned_about_in_these_words(String line, String warning) throws Exception {
    assertThat(warnings(line)).containsExactly("proxy.conf:1: " + warning);
  }
}
