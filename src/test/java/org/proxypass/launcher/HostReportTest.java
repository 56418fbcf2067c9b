package org.proxypass.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.proxypass.config.ConfigLoader;
import org.proxypass.config.ProxyConfig;

class HostReportTest {

  @Test
  void a_main_server_alone() throws Exception {
    assertThat(report("Listen 127.0.0.1:81", "ServerName https://www.example.com:8443"))
        .isEqualTo(
            """
            Listen 127.0.0.1:81
            Main server
              ServerName https://www.example.com:8443
              (nothing is proxied)
            """);
  }

  @Test
  void locations_stand_before_the_list_since_they_are_tried_first() throws Exception {
    assertThat(
            report(
                "Listen 81",
                "ProxyPass /a http://127.0.0.1:1/a",
                "<Location /b>",
                "  ProxyPass http://127.0.0.1:2/b",
                "</Location>",
                "<LocationMatch ^/c/(.*)>",
                "  ProxyPass !",
                "</LocationMatch>"))
        .isEqualTo(
            """
            Listen 81
            Main server
              <Location /b> ProxyPass http://127.0.0.1:2/b
              <LocationMatch ^/c/(.*)> ProxyPass !
              ProxyPass /a http://127.0.0.1:1/a
            """);
  }

  @Test
  void the_first_virtual_host_of_an_address_is_its_default() throws Exception {
    assertThat(
            report(
                "<VirtualHost *:5000>",
                "ServerName a.example",
                "</VirtualHost>",
                "<VirtualHost *:5000 [::1]:3000>",
                "ServerName b.example",
                "</VirtualHost>",
                "<VirtualHost *:5000>",
                "ServerName c.example",
                "</VirtualHost>"))
        .contains(
            "Listen 5000\nListen [::1]:3000\n",
            "VirtualHost *:5000 (default)\n  ServerName a.example",
            "VirtualHost *:5000 [::1]:3000 (default)\n  ServerName b.example",
            "VirtualHost *:5000\n  ServerName c.example");
  }

  private static String report(String... lines) throws Exception {
    ProxyConfig config =
        ConfigLoader.create().loadText(String.join("\n", lines), "test.conf").config();
    return HostReport.of(config, Listeners.of(config));
  }
}
