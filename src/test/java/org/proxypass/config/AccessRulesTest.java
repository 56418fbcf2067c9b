package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;
import static org.proxypass.config.Loading.config;
import static org.proxypass.config.Loading.main;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.access.AccessRequirement;
import org.proxypass.access.AccessSubject;
import org.proxypass.expression.ExpressionContext;
import org.proxypass.http.IpAddress;

/** What Require, Order, Allow and Deny say about a client, without a server. */
class AccessRulesTest {

  /** A GET of somebody whose name is staff.example and for whom the variable seen is set. */
  private record Somebody(String client) implements AccessSubject, ExpressionContext {
    @Override
    public @Nullable IpAddress address() {
      return IpAddress.parse(client);
    }

    @Override
    public @Nullable IpAddress localAddress() {
      return IpAddress.parse("192.0.2.80");
    }

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public ExpressionContext expressions() {
      return this;
    }

    @Override
    public String hostName() {
      return "pc.staff.example";
    }

    @Override
    public boolean isAddressOf(String name) {
      return name.equals("known.example");
    }

    @Override
    public @Nullable String variable(String name) {
      return name.equals("REQUEST_METHOD") ? "GET" : null;
    }

    @Override
    public @Nullable String requestField(String name) {
      return null;
    }

    @Override
    public @Nullable String responseField(String name) {
      return null;
    }

    @Override
    public @Nullable String environment(String name) {
      return name.equals("seen") ? "" : null;
    }
  }

  @ParameterizedTest(name = "{0} from {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Require all granted                              | 192.0.2.1        | true
          Require all denied                               | 192.0.2.1        | false
          Require all denied # for now                     | 192.0.2.1        | false
          Require all denied;Require all granted           | 192.0.2.1        | true
          Require all granted;Require all denied           | 192.0.2.1        | true
          Require ip 192.0.2.0/24 # the office             | 192.0.2.1        | true
          Require ip 192.0.2.0/24 # not 10.0.0.0/8         | 10.0.0.1         | false
          Require ip 192.0.2.0/24                          | ::ffff:192.0.2.1 | true
          Require ip 192.0.2                               | ::ffff:c000:0201 | true
          Require ip ::ffff:192.0.2.0/120                  | 192.0.2.1        | true
          Require ip 0.0.0.0/0                             | 203.0.113.9      | true
          Require ip 0.0.0.0/0                             | 2001:db8::1      | false
          Require ip ::/0                                  | 2001:db8::1      | true
          Require ip ::/0                                  | 203.0.113.9      | false
          Require ip 2001:db8::/33                         | 2001:db8:7fff::1 | true
          Require ip 2001:db8::/33                         | 2001:db8:8000::1 | false
          Require ip 2001:DB8::/127                        | 2001:db8::1      | true
          Require ip fe80::/10                             | fe80::1%eth0     | true
          Require ip fe80::1                               | fe80::1%3        | true
          Require ip 10.0.0.0/8 fd00::/8                   | fd12::1          | true
          Require ip 192.0.2.0/24                          | not an address   | false
          Require local                                    | ::1              | true
          Require local                                    | ::ffff:127.0.0.2 | true
          Require local                                    | 192.0.2.80       | true
          Require local                                    | 192.0.2.81       | false
          Require local # here                             | 127.0.0.1        | true
          Require host staff.example                       | 192.0.2.1        | true
          Require host .staff.example # them               | 192.0.2.1        | true
          Require host pc.staff.example                    | 192.0.2.1        | true
          Require host .pc.staff.example                   | 192.0.2.1        | false
          Require host aff.example                         | 192.0.2.1        | false
          Require host other.example example               | 192.0.2.1        | true
          Require forward-dns known.example                | 192.0.2.1        | true
          Require forward-dns other.example known.example  | 192.0.2.1        | true
          Require forward-dns other.example                | 192.0.2.1        | false
          Require env seen                                 | 192.0.2.1        | true
          Require env unseen                               | 192.0.2.1        | false
          Require method POST GET # both                   | 192.0.2.1        | true
          Require expr "%{REQUEST_METHOD} == 'GET'" # x    | 192.0.2.1        | true
          Require expr %{REQUEST_METHOD} == "GET"          | 192.0.2.1        | true
          Order Deny,Allow                                 | 192.0.2.1        | true
          Order Allow,Deny                                 | 192.0.2.1        | false
          Order mutual-failure                             | 192.0.2.1        | false
          Deny from all                                    | 192.0.2.1        | false
          Allow from all                                   | 192.0.2.1        | true
          Order deny,allow;Deny from all                   | 192.0.2.1        | false
          Order deny,allow;Deny from all;Allow from all    | 192.0.2.1        | true
          Order allow,deny;Allow from all                  | 192.0.2.1        | true
          Order allow,deny;Allow from all;Deny from all    | 192.0.2.1        | false
          Allow from all;Order allow,deny                  | 192.0.2.1        | true
          Deny from Staff.Example                          | 192.0.2.1        | false
          Deny from env=seen                               | 192.0.2.1        | false
          Deny from env=!seen                              | 192.0.2.1        | true
          Deny from 192.0.2.0/255.255.255.0 # them         | 192.0.2.1        | false
          """)
  void lines_say_who_passes(String lines, String client, boolean granted) throws Exception {
    assertThat(grants(lines, client)).isEqualTo(granted);
  }

  private static boolean grants(String lines, String client) throws ConfigException {
    Settings settings =
        main("<Location /x>", lines.replace(';', '\n'), "</Location>")
            .locations()
            .get(0)
            .settings();
    AccessSubject subject = new Somebody(client);
    return settings.get(AccessSettings.REQUIREMENT).grants(subject)
        && settings.get(AccessSettings.ORDERED).map(rule -> rule.grants(subject)).orElse(true);
  }

  @Test
  void scope_without_access_directive_says_nothing() throws Exception {
    Settings settings = main("ProxyPreserveHost On").settings();
    assertThat(settings.get(AccessSettings.REQUIREMENT)).isEqualTo(AccessRequirement.NONE);
    assertThat(settings.get(AccessSettings.ORDERED)).isEmpty();
  }

  @Test
  void virtual_host_takes_over_what_the_server_requires_unless_it_requires_itself()
      throws Exception {
    ProxyConfig config =
        config(
            "Require ip 10.0.0.0/8",
            "<VirtualHost *:80>",
            "</VirtualHost>",
            "<VirtualHost *:81>",
            "Require ip 192.0.2.0/24",
            "</VirtualHost>",
            "<VirtualHost *:82>",
            "AuthMerging And",
            "Require ip 10.1",
            "</VirtualHost>");
    assertThat(config.virtualHosts())
        .extracting(host -> grantsOf(host, "10.1.0.1"), host -> grantsOf(host, "192.0.2.1"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, false),
            org.assertj.core.groups.Tuple.tuple(false, true),
            org.assertj.core.groups.Tuple.tuple(true, false));
    assertThat(grantsOf(config.virtualHosts().get(2), "10.2.0.1")).isFalse();
  }

  private static boolean grantsOf(HostConfig host, String client) {
    return host.settings().get(AccessSettings.REQUIREMENT).grants(new Somebody(client));
  }

  @Test
  void properties_hold_sections_of_requirements() throws Exception {
    Settings settings =
        Loading.loader()
            .loadServletParameters(
                java.util.Map.of(
                    "Location.x", "/x",
                    "Location.x.RequireAll.a", "",
                    "Location.x.RequireAll.a.Require", "all granted\nnot ip 192.0.2.1"))
            .config()
            .mainHost()
            .locations()
            .get(0)
            .settings();
    AccessRequirement requirement = settings.get(AccessSettings.REQUIREMENT);
    assertThat(requirement.merging()).isEqualTo(Optional.empty());
    assertThat(requirement.grants(new Somebody("192.0.2.1"))).isFalse();
    assertThat(requirement.grants(new Somebody("192.0.2.2"))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <RequireAll>;</RequireAll> | <RequireAll>: contains no Require
          <RequireAll x>;Require local;</RequireAll> | <RequireAll>: takes no arguments
          <RequireAll>;Require not ip 10;</RequireAll> | <RequireAll>: contains only negative directives, which never grant; add Require all granted
          <RequireAll>;<RequireNone>;Require ip 10;</RequireNone>;</RequireAll> | <RequireAll>: contains only negative directives, which never grant; add Require all granted
          <RequireNone>;Require ip 10;</RequireNone> | <RequireNone>: is negative and has no effect where one that grants is enough; it belongs into a <RequireAll>
          <RequireAll>;Order Allow,Deny;Require local;</RequireAll> | Order: is not allowed in this place (require section); allowed in location, proxy section, if section
          """)
  void section_is_refused_in_these_words(String lines, String problem) {
    assertErrors(("<Location /x>;" + lines + ";</Location>").split(";"))
        .singleElement()
        .asString()
        .endsWith(": " + problem);
  }

  @ParameterizedTest(name = "in <{0}>")
  @CsvSource({"RequireAny", "RequireNone"})
  void negation_is_refused_where_one_that_grants_is_enough(String section) {
    assertErrors(
            "<Location /x>",
            "<" + section + ">",
            "Require ip 10",
            "Require not ip 10.1",
            "</" + section + ">",
            "</Location>")
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("proxy.conf:4: Require: is negative and has no effect"));
  }
}
