package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same configuration means the same in all three carriers. */
class CarriersTest {
  private final ConfigLoader loader = ConfigLoader.create();

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("shapes")
  void same_configuration_is_equal_in_all_carriers(
      String httpd, String properties, Map<String, String> parameters) throws Exception {
    Path conf = Files.writeString(directory.resolve("proxy.conf"), httpd);
    Path props = Files.writeString(directory.resolve("proxy.properties"), properties);

    ProxyConfig fromHttpd = loader.load(conf).config();

    assertThat(fromHttpd.mainHost().mappings().size() + fromHttpd.virtualHosts().size())
        .as("something was configured")
        .isPositive();
    assertThat(loader.load(props).config()).isEqualTo(fromHttpd);
    assertThat(loader.loadParameters(parameters).config()).isEqualTo(fromHttpd);
    assertThat(loader.loadParameters(Map.of("directives", httpd)).config()).isEqualTo(fromHttpd);
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        shape(
            "one host that keeps the Host field",
            """
            <VirtualHost *:80>
                ServerName app.example
                ProxyPreserveHost On
                ProxyPass / http://127.0.0.1:8080/
                ProxyPassReverse / http://127.0.0.1:8080/
            </VirtualHost>
            """,
            """
            VirtualHost.app = *:80
            VirtualHost.app.ServerName = app.example
            VirtualHost.app.ProxyPreserveHost = On
            VirtualHost.app.ProxyPass = / http://127.0.0.1:8080/
            VirtualHost.app.ProxyPassReverse = / http://127.0.0.1:8080/
            """,
            parameters(
                "VirtualHost.app", "*:80",
                "VirtualHost.app.ServerName", "app.example",
                "VirtualHost.app.ProxyPreserveHost", "On",
                "VirtualHost.app.ProxyPass", "/ http://127.0.0.1:8080/",
                "VirtualHost.app.ProxyPassReverse", "/ http://127.0.0.1:8080/")),
        shape(
            "two backends, the special path first",
            """
            ProxyPass        /app http://127.0.0.1:8081/app timeout=30 \\
                             connectiontimeout=500ms
            ProxyPass        /    http://127.0.0.1:8082/
            ProxyPassReverse /app http://127.0.0.1:8081/app
            ProxyPassReverse /    http://127.0.0.1:8082/
            ProxyPassReverseCookiePath /app /
            """,
            """
            # comment
            ProxyPass = /app http://127.0.0.1:8081/app timeout=30 \\
                connectiontimeout=500ms
            ProxyPassReverse = /app http://127.0.0.1:8081/app
            ProxyPass = / http://127.0.0.1:8082/
            ProxyPassReverse = / http://127.0.0.1:8082/
            ProxyPassReverseCookiePath = /app /
            """,
            parameters(
                "ProxyPass",
                "\n  /app http://127.0.0.1:8081/app timeout=30 connectiontimeout=500ms\n"
                    + "  / http://127.0.0.1:8082/\n",
                "ProxyPassReverse",
                "/app http://127.0.0.1:8081/app\n/ http://127.0.0.1:8082/",
                "ProxyPassReverseCookiePath",
                "/app /")),
        shape(
            "own page for 503",
            """
            ProxyPass /errors !
            Alias /errors /srv/errors
            ErrorDocument 503 /errors/503.html
            ErrorDocument 502 "Sorry, try \\"later\\""
            ProxyPass / http://127.0.0.1:8080/
            """,
            """
            ProxyPass = /errors !
            Alias = /errors /srv/errors
            ErrorDocument = 503 /errors/503.html
            ErrorDocument = 502 "Sorry, try \\"later\\""
            ProxyPass = / http://127.0.0.1:8080/
            """,
            parameters(
                "ProxyPass", "/errors !\n/ http://127.0.0.1:8080/",
                "Alias", "/errors /srv/errors",
                "ErrorDocument", "503 /errors/503.html\n502 \"Sorry, try \\\"later\\\"\"")),
        shape(
            "virtual hosts by name",
            """
            <VirtualHost *:80>
                ServerName  one.example
                ServerAlias www.one.example *.one.example
                ProxyPass / http://127.0.0.1:5000/
            </VirtualHost>
            <VirtualHost *:80>
                ServerName two.example
                <Location /admin>
                    Require all denied
                </Location>
                <LocationMatch "^/img/(.*\\.(gif|png))$">
                    ProxyPassMatch http://127.0.0.1:3001/$1
                </LocationMatch>
                ProxyPass / http://127.0.0.1:3000/
            </VirtualHost>
            """,
            """
            VirtualHost.one = *:80
            VirtualHost.one.ServerName = one.example
            VirtualHost.one.ServerAlias = www.one.example *.one.example
            VirtualHost.one.ProxyPass = / http://127.0.0.1:5000/
            VirtualHost.two = *:80
            VirtualHost.two.ServerName = two.example
            VirtualHost.two.Location.admin = /admin
            VirtualHost.two.Location.admin.Require = all denied
            VirtualHost.two.LocationMatch.images = ^/img/(.*\\.(gif|png))$
            VirtualHost.two.LocationMatch.images.ProxyPassMatch = http://127.0.0.1:3001/$1
            VirtualHost.two.ProxyPass = / http://127.0.0.1:3000/
            """,
            parameters(
                "VirtualHost.one", "*:80",
                "VirtualHost.one.ServerName", "one.example",
                "VirtualHost.one.ServerAlias", "www.one.example *.one.example",
                "VirtualHost.one.ProxyPass", "/ http://127.0.0.1:5000/",
                "VirtualHost.two", "*:80",
                "VirtualHost.two.ServerName", "two.example",
                "VirtualHost.two.Location.admin", "/admin",
                "VirtualHost.two.Location.admin.Require", "all denied",
                "VirtualHost.two.LocationMatch.images", "^/img/(.*\\.(gif|png))$",
                "VirtualHost.two.LocationMatch.images.ProxyPassMatch", "http://127.0.0.1:3001/$1",
                "VirtualHost.two.ProxyPass", "/ http://127.0.0.1:3000/")));
  }

  private static Arguments shape(
      String name, String httpd, String properties, Map<String, String> parameters) {
    return Arguments.of(Named.of(name, httpd), properties, parameters);
  }

  private static Map<String, String> parameters(String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }
}
