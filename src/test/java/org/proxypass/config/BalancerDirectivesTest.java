package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;
import static org.proxypass.config.Loading.balancer;
import static org.proxypass.config.Loading.config;
import static org.proxypass.config.Loading.main;
import static org.proxypass.config.Loading.warnings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.proxypass.config.BalancerSettings.StickyCookie;

/** What becomes of balancers, their members and the pages of the server. */
class BalancerDirectivesTest {
  private static final String OPEN = "<Proxy balancer://c>";
  private static final String CLOSE = "</Proxy>";

  private static List<String> urls(BalancerSpec balancer) {
    return balancer.members().stream().map(member -> member.worker().url().toString()).toList();
  }

  @Test
  void members_of_several_places_are_one_balancer_whatever_the_letter_case() throws Exception {
    BalancerSpec balancer =
        balancer(
            "<Proxy balancer://My_Cluster>",
            "BalancerMember http://one",
            CLOSE,
            "BalancerMember balancer://my_cluster http://Two:81/x",
            "<Proxy BALANCER://MY_CLUSTER/path>",
            "BalancerMember unix:/run/three|http://three",
            CLOSE);

    assertThat(balancer.name()).isEqualTo("my_cluster");
    assertThat(urls(balancer)).containsExactly("http://one", "http://two:81/x", "http://three");
    assertThat(balancer.members().get(2).worker().parameters().get(WorkerSettings.UNIX_SOCKET))
        .contains(Path.of("/run/three").toAbsolutePath());
  }

  @Test
  void connections_and_place_among_the_members_are_told_apart() throws Exception {
    MemberSpec member =
        balancer(OPEN, "BalancerMember http://h max=3 retry=1 route=a hcmethod=TCP", CLOSE)
            .members()
            .get(0);

    assertThat(member.worker().parameters())
        .isEqualTo(Settings.EMPTY.with(WorkerSettings.MAX, Optional.of(3)));
    assertThat(member.parameters())
        .isEqualTo(
            Settings.EMPTY
                .with(MemberSettings.RETRY, Duration.ofSeconds(1))
                .with(MemberSettings.ROUTE, "a")
                .with(HealthCheckSettings.METHOD, HealthCheckSettings.Method.TCP));
  }

  @Test
  void second_line_of_a_member_is_warned_about_and_changes_nothing() throws Exception {
    String[] lines = {
      OPEN, "BalancerMember http://h route=a", "BalancerMember http://H:80 route=b", CLOSE
    };

    assertThat(balancer(lines).members()).hasSize(1);
    assertThat(balancer(lines).members().get(0).parameters().get(MemberSettings.ROUTE))
        .isEqualTo("a");
    assertThat(warnings(lines))
        .containsExactly(
            "proxy.conf:3: BalancerMember: 'http://H:80' is a member already, so these have no"
                + " effect: route");
  }

  @Test
  void member_below_another_is_a_member_of_its_own() throws Exception {
    assertThat(urls(balancer(OPEN, "BalancerMember http://h/", "BalancerMember http://h/x", CLOSE)))
        .containsExactly("http://h/", "http://h/x");
  }

  @Test
  void proxy_set_changes_a_member_and_its_status_by_sign() throws Exception {
    MemberSpec member =
        balancer(
                OPEN,
                "BalancerMember http://h max=3 status=DH",
                "ProxySet http://h loadfactor=3 status=-D+N",
                CLOSE)
            .members()
            .get(0);

    assertThat(member.parameters().get(MemberSettings.LOAD_FACTOR)).isEqualTo(300);
    assertThat(member.parameters().get(MemberSettings.STATUS))
        .isEqualTo(Set.of(MemberFlag.HOT_STANDBY, MemberFlag.DRAINING));
    assertThat(member.worker().parameters().get(WorkerSettings.MAX)).contains(3);
  }

  @Test
  void balancer_target_has_no_worker_of_its_own() throws Exception {
    HostConfig host = main("ProxyPass /a balancer://Name/x timeout=5");

    WorkerSpec worker = host.mappings().get(0).worker().orElseThrow();
    assertThat(worker.url().toString()).isEqualTo("balancer://name/x");
    assertThat(worker.parameters()).isEqualTo(Settings.EMPTY);
    assertThat(host.workers()).isEmpty();
    assertThat(host.balancers()).extracting(BalancerSpec::name).containsExactly("name");
    assertThat(host.balancers().get(0).members()).isEmpty();
  }

  @Test
  void virtual_host_has_the_very_balancer_of_the_main_server() throws Exception {
    ProxyConfig config =
        config(
            OPEN,
            "BalancerMember http://h",
            CLOSE,
            "<VirtualHost *:80>",
            "ProxyPass / balancer://c",
            "</VirtualHost>");

    assertThat(config.virtualHosts().get(0).balancers().get(0))
        .isSameAs(config.mainHost().balancers().get(0));
  }

  @Test
  void virtual_host_may_have_a_balancer_of_its_own_or_none() throws Exception {
    ProxyConfig config =
        config(
            OPEN,
            "BalancerMember http://h",
            CLOSE,
            "<VirtualHost *:80>",
            OPEN,
            "BalancerMember http://own",
            CLOSE,
            "</VirtualHost>",
            "<VirtualHost *:81>",
            "ProxyPass / balancer://c lbmethod=hash",
            "</VirtualHost>",
            "<VirtualHost *:82>",
            "BalancerInherit Off",
            "ProxyPass / balancer://c",
            "</VirtualHost>");

    assertThat(urls(config.virtualHosts().get(0).balancers().get(0))).containsExactly("http://own");
    BalancerSpec changed = config.virtualHosts().get(1).balancers().get(0);
    assertThat(urls(changed)).containsExactly("http://h");
    assertThat(changed.parameters().get(BalancerSettings.METHOD))
        .isEqualTo(BalancerSettings.Method.HASH);
    assertThat(config.virtualHosts().get(2).balancers().get(0).members()).isEmpty();
  }

  @Test
  void growth_of_the_server_counts_where_a_balancer_says_nothing() throws Exception {
    List<BalancerSpec> balancers =
        main(
                "BalancerGrowth 7",
                OPEN,
                CLOSE,
                "ProxyPass / balancer://c",
                "ProxyPass /d balancer://d growth=2")
            .balancers();

    assertThat(balancers)
        .extracting(balancer -> balancer.parameters().get(BalancerSettings.GROWTH))
        .containsExactly(7, 2);
  }

  @Test
  void proxy_set_changes_the_worker_of_a_mapping_before_and_behind_it() throws Exception {
    HostConfig host =
        main(
            "ProxyPass /a http://h/a max=1",
            "<Location /b>",
            "ProxyPass http://h/a/b",
            "</Location>",
            "<Proxy http://h/a>",
            "ProxySet max=5 timeout=7",
            CLOSE,
            "ProxyPass /c http://h/a/c");

    assertThat(host.workers()).hasSize(1);
    WorkerSpec worker = host.workers().get(0);
    assertThat(worker.parameters().get(WorkerSettings.MAX)).contains(5);
    assertThat(worker.parameters().get(WorkerSettings.TIMEOUT)).contains(Duration.ofSeconds(7));
    assertThat(host.mappings())
        .allSatisfy(mapping -> assertThat(mapping.worker().orElseThrow()).isSameAs(worker));
    assertThat(
            host.locations()
                .get(0)
                .settings()
                .get(ForwardingSettings.LOCATION_MAPPING)
                .flatMap(MappingSpec::worker)
                .orElseThrow())
        .isSameAs(worker);
  }

  @Test
  void parameters_of_members_on_another_backend_are_warned_about() throws Exception {
    assertThat(warnings("ProxyPass /a http://h/a route=x retry=1 hcmethod=TCP"))
        .containsExactly(
            "proxy.conf:1: ProxyPass: only a member of a balancer has these, so they have no effect:"
                + " route, hcmethod");
  }

  @Test
  void sticky_cookie_is_safe_unless_told_otherwise() throws Exception {
    assertThat(
            balancer(OPEN, "ProxySticky LB", CLOSE)
                .parameters()
                .get(BalancerSettings.STICKY_COOKIE))
        .contains(
            new StickyCookie(
                "LB", "/", true, Optional.empty(), Optional.of("Lax"), Optional.empty()));
    assertThat(
            balancer(
                    OPEN,
                    "ProxySticky LB path=/x httponly=off secure=on samesite=none maxage=1h",
                    CLOSE)
                .parameters()
                .get(BalancerSettings.STICKY_COOKIE))
        .contains(
            new StickyCookie(
                "LB",
                "/x",
                false,
                Optional.of(true),
                Optional.of("None"),
                Optional.of(Duration.ofHours(1))));
  }

  @Test
  void two_kinds_of_stickiness_exclude_each_other() {
    String problem = "balancer://c has either stickysession= or a ProxySticky, not both";
    assertErrors(OPEN, "ProxySet stickysession=A", "ProxySticky LB", CLOSE)
        .containsExactly("proxy.conf:3: ProxySticky: " + problem);
    assertErrors(OPEN, "ProxySticky LB", CLOSE, "ProxyPass / balancer://c stickysession=A")
        .containsExactly("proxy.conf:4: ProxyPass: " + problem);
  }

  @Test
  void web_socket_scheme_implies_the_upgrade() throws Exception {
    assertThat(
            main("ProxyPass /a ws://h/a", "ProxyPass /b wss://h/b upgrade=ANY").workers().stream()
                .map(
                    worker -> worker.url() + " " + worker.parameters().get(WorkerSettings.UPGRADE)))
        .containsExactlyInAnyOrder(
            "ws://h/a " + UpgradeProtocols.WEBSOCKET, "wss://h/b " + UpgradeProtocols.ANY);
  }

  @Test
  void template_and_expression_are_put_in_where_they_are_named() throws Exception {
    Settings member =
        config(
                "ProxyHCExpr Fine {%{REQUEST_STATUS} =~ /^[2]  /}",
                "ProxyHCTemplate often hcinterval=5 hcexpr=fine hcuri=/x",
                "<VirtualHost *:80>",
                OPEN,
                "BalancerMember http://h hcuri=/y hctemplate=OFTEN hcinterval=7",
                CLOSE,
                "</VirtualHost>")
            .virtualHosts()
            .get(0)
            .balancers()
            .get(0)
            .members()
            .get(0)
            .parameters();

    assertThat(member.get(HealthCheckSettings.METHOD)).isEqualTo(HealthCheckSettings.Method.TCP);
    assertThat(member.get(HealthCheckSettings.URI)).isEqualTo("/x");
    assertThat(member.get(HealthCheckSettings.INTERVAL)).isEqualTo(Duration.ofSeconds(7));
    HealthCheckSettings.Criterion criterion =
        member.get(HealthCheckSettings.CRITERION).orElseThrow();
    assertThat(criterion.name()).isEqualTo("Fine");
    assertThat(criterion.condition().toString()).isEqualTo("%{REQUEST_STATUS} =~ /^[2]  /");
  }

  @Test
  void settings_of_the_whole_server_are_global_wherever_they_stand() throws Exception {
    ProxyConfig config =
        config("ProxyHCTPsize 0", "<VirtualHost *:80>", "BalancerPersist On", "</VirtualHost>");

    assertThat(config.global().get(HealthCheckSettings.POOL_SIZE)).isZero();
    assertThat(config.global().get(HandlerSettings.BALANCER_PERSIST)).isTrue();
  }

  @Test
  void handler_of_an_inner_section_takes_back_that_of_an_outer() throws Exception {
    HostConfig host =
        main(
            "SetHandler server-status",
            "ProxyStatus Full",
            "<Location /m>",
            "SetHandler Balancer-Manager",
            "</Location>",
            "<Location /n>",
            "SetHandler none",
            "</Location>");

    assertThat(host.settings().get(HandlerSettings.HANDLER))
        .contains(HandlerSettings.Handler.SERVER_STATUS);
    assertThat(host.settings().get(HandlerSettings.PROXY_STATUS))
        .isEqualTo(HandlerSettings.ProxyStatus.FULL);
    assertThat(host.locations().get(0).settings().get(HandlerSettings.HANDLER))
        .contains(HandlerSettings.Handler.BALANCER_MANAGER);
    assertThat(host.locations().get(1).settings().configured(HandlerSettings.HANDLER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          ExtendedStatus Off           ¦ ExtendedStatus: Off has no effect: the figures are always kept
          ProxyWebsocketAsync On       ¦ ProxyWebsocketAsync: is not needed and has no effect
          ProxyWebsocketAsyncDelay 1   ¦ ProxyWebsocketAsyncDelay: is not needed and has no effect
          """)
  void line_without_effect_is_warned_about(String line, String warning) throws Exception {
    assertThat(warnings(line)).containsExactly("proxy.conf:1: " + warning);
  }

  @Test
  void lines_that_say_what_is_done_anyway_are_accepted_silently() throws Exception {
    assertThat(
            warnings(
                "ExtendedStatus On",
                "ProxyWebsocketFallbackToProxyHttp On",
                "ProxyPass /a http://h/a flushpackets=auto"))
        .isEmpty();
  }

  @Test
  void idle_timeout_of_tunnels_belongs_to_its_scope() throws Exception {
    assertThat(main("ProxyWebsocketIdleTimeout 5min").settings().get(TunnelSettings.IDLE_TIMEOUT))
        .contains(Duration.ofMinutes(5));
  }

  @Test
  void all_carriers_say_the_same(@TempDir Path directory) throws Exception {
    ProxyConfig httpd =
        config(
            "<Proxy balancer://c>",
            "BalancerMember http://one route=a",
            "BalancerMember http://two route=b",
            "ProxySet stickysession=SID",
            "</Proxy>",
            "<Location /m>",
            "SetHandler balancer-manager",
            "</Location>",
            "ProxyPass /a balancer://c/a",
            "ProxyPassReverse /a balancer://c/a");
    Path properties =
        Files.writeString(
            directory.resolve("p.properties"),
            """
            Proxy.c = balancer://c
            Proxy.c.BalancerMember = http://one route=a
            Proxy.c.BalancerMember = http://two route=b
            Proxy.c.ProxySet = stickysession=SID
            Location.m = /m
            Location.m.SetHandler = balancer-manager
            ProxyPass = /a balancer://c/a
            ProxyPassReverse = /a balancer://c/a
            """);
    Map<String, String> parameters =
        Map.of(
            "Proxy.c", "balancer://c",
            "Proxy.c.BalancerMember", "http://one route=a\n  http://two route=b",
            "Proxy.c.ProxySet", "stickysession=SID",
            "Location.m", "/m",
            "Location.m.SetHandler", "balancer-manager",
            "ProxyPass", "/a balancer://c/a",
            "ProxyPassReverse", "/a balancer://c/a");

    assertThat(Loading.loader().load(properties).config()).isEqualTo(httpd);
    assertThat(Loading.loader().loadParameters(parameters).config()).isEqualTo(httpd);
  }

  @Test
  void servlet_of_its_own_may_forward_to_a_balancer() throws Exception {
    HostConfig host =
        Loading.loader()
            .loadServletParameters(
                Map.of(
                    "Proxy.c", "balancer://c",
                    "Proxy.c.BalancerMember", "http://one\nhttp://two",
                    "ProxyPass", "balancer://c/solr lbmethod=bybusyness",
                    "ProxyPassReverse", "balancer://c/solr"))
            .config()
            .mainHost();

    assertThat(urls(host.balancers().get(0))).containsExactly("http://one", "http://two");
    assertThat(host.mappings().get(0).pattern()).isEqualTo(new PathPattern.Prefix(""));
  }

  @Test
  void reverse_mapping_names_the_balancer() throws Exception {
    assertThat(
            main("ProxyPassReverse /x Balancer://C/y")
                .settings()
                .get(ForwardingSettings.REVERSE_MAPPINGS))
        .singleElement()
        .matches(ReverseSpec::isBalancer);
  }

  @ParameterizedTest(name = "a manager with {0} is warned about: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing beside it | true",
        "Require local | false",
        "Require all granted | false",
        "<RequireAny>;Require local;</RequireAny> | false",
        "Order allow,deny | false",
        "SetHandler none | false",
        "</Location>;<Location /other>;Require local | true",
        "</Location>;<Location />;Require local | false",
        "</Location>;<Location /man>;Require local | false",
        "</Location>;<Location ~ man>;Require local | false",
        "</Location>;Require local;<Location /x> | false",
      })
  void an_open_manager_is_told(String lines, boolean warned) throws Exception {
    String beside = lines.startsWith("nothing") ? "" : lines.replace(';', '\n');
    List<String> warnings =
        warnings("<Location /manager>", "SetHandler balancer-manager", beside, "</Location>");
    assertThat(warnings.stream().anyMatch(text -> text.contains("can take the site down")))
        .isEqualTo(warned);
  }
}
