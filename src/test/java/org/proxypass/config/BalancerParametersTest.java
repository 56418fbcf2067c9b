package org.proxypass.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proxypass.config.Loading.assertErrors;
import static org.proxypass.config.Loading.balancer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which lines about balancers and members are read, and in which words others are refused. */
class BalancerParametersTest {
  private static final String OPEN = "<Proxy balancer://c>";
  private static final String CLOSE = "</Proxy>";

  private static BalancerSpec withMember(String line) throws ConfigException {
    return balancer(OPEN, line, CLOSE);
  }

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          loadfactor=2                ¦ loadfactor        ¦ 200
          loadfactor=1.5              ¦ loadfactor        ¦ 150
          loadfactor=1.555            ¦ loadfactor        ¦ 155
          LoadFactor=100              ¦ loadfactor        ¦ 10000
          route=one                   ¦ route             ¦ one
          redirect=two                ¦ redirect          ¦ two
          lbset=99                    ¦ lbset             ¦ 99
          status=+dH-d                ¦ status            ¦ [HOT_STANDBY]
          status=D                    ¦ status            ¦ [DISABLED]
          status=-D                   ¦ status            ¦ []
          status=+C                   ¦ status            ¦ [HEALTH_CHECK_FAILED]
          retry=5                     ¦ retry             ¦ PT5S
          retry=200ms                 ¦ retry             ¦ PT0.2S
          slowstart=30                ¦ slowstart         ¦ PT30S
          min=1                       ¦ min               ¦ 1
          smax=2                      ¦ smax              ¦ Optional[2]
          ping=250ms                  ¦ ping              ¦ Optional[PT0.25S]
          addressttl=60               ¦ addressttl        ¦ Optional[PT1M]
          addressttl=-1               ¦ addressttl        ¦ Optional.empty
          addresses=all               ¦ addresses         ¦ true
          addresses=first             ¦ addresses         ¦ false
          upgrade=ANY                 ¦ upgrade           ¦ UpgradeProtocols[any=true, names=[]]
          upgrade=WebSocket,foo/1     ¦ upgrade           ¦ UpgradeProtocols[any=false, names=[websocket, foo/1]]
          receivebuffersize=4096      ¦ ProxyReceiveBufferSize ¦ 4096
          hcmethod=get11              ¦ hcmethod          ¦ GET11
          hcinterval=100ms            ¦ hcinterval        ¦ PT0.1S
          hcpasses=3                  ¦ hcpasses          ¦ 3
          hcfails=4                   ¦ hcfails           ¦ 4
          hcuri=/health?x=1           ¦ hcuri             ¦ /health?x=1
          """)
  void parameter_of_a_member_is_read(String parameter, String setting, String value)
      throws Exception {
    MemberSpec member = withMember("BalancerMember http://h " + parameter).members().get(0);

    assertThat(shown(member, setting)).isEqualTo(value);
  }

  private static String shown(MemberSpec member, String name) {
    return value(member.worker().parameters().mergedWith(member.parameters()).toString(), name);
  }

  /** From {@code {name=value}}. */
  private static String value(String map, String name) {
    assertThat(map).startsWith("{" + name + "=");
    return map.substring(name.length() + 2, map.length() - 1);
  }

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          lbmethod=byTraffic          ¦ lbmethod          ¦ BY_TRAFFIC
          lbmethod=bybusyness         ¦ lbmethod          ¦ BY_BUSYNESS
          lbmethod=leasttime          ¦ lbmethod          ¦ LEAST_TIME
          lbmethod=hash               ¦ lbmethod          ¦ HASH
          hashkey=%{req:X-Tenant}     ¦ hashkey           ¦ Optional[%{req:X-Tenant}]
          stickysession=SID           ¦ stickysession     ¦ Optional[StickyName[cookie=SID, parameter=SID]]
          stickysession=SID|sid       ¦ stickysession     ¦ Optional[StickyName[cookie=SID, parameter=sid]]
          stickysessionsep=:          ¦ stickysessionsep  ¦ Optional[:]
          stickysessionsep=OFF        ¦ stickysessionsep  ¦ Optional.empty
          scolonpathdelim=On          ¦ scolonpathdelim   ¦ true
          nofailover=on               ¦ nofailover        ¦ true
          maxattempts=0               ¦ maxattempts       ¦ Optional[0]
          timeout=2                   ¦ timeout           ¦ Optional[PT2S]
          failonstatus=503            ¦ failonstatus      ¦ [503]
          failontimeout=On            ¦ failontimeout     ¦ true
          forcerecovery=Off           ¦ forcerecovery     ¦ false
          nonce=NONE                  ¦ nonce             ¦ Optional[None]
          nonce=abc-1                 ¦ nonce             ¦ Optional[abc-1]
          growth=100                  ¦ growth            ¦ 100
          retryon=stale               ¦ retryon           ¦ [STALE]
          retrybudget=10              ¦ retrybudget       ¦ 10
          """)
  void parameter_of_a_balancer_is_read_in_every_place(
      String parameter, String setting, String value) throws Exception {
    BalancerSpec set = balancer(OPEN, "ProxySet " + parameter, CLOSE);

    assertThat(value(set.parameters().toString(), setting)).isEqualTo(value);
    assertThat(balancer("ProxyPass /a balancer://C/x " + parameter)).isEqualTo(set);
    assertThat(balancer("<Proxy balancer://c " + parameter + ">", CLOSE)).isEqualTo(set);
    assertThat(
            balancer(
                OPEN, CLOSE, "ProxyPass /a balancer://c", "ProxySet balancer://c " + parameter))
        .isEqualTo(set);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          BalancerMember http://h loadfactor=0.99 ¦ BalancerMember: loadfactor: '0.99' is not allowed; allowed are 1 to 100, with decimals
          BalancerMember http://h loadfactor=100.1 ¦ BalancerMember: loadfactor: '100.1' is not allowed; allowed are 1 to 100, with decimals
          BalancerMember http://h loadfactor=1e1 ¦ BalancerMember: loadfactor: '1e1' is not allowed; allowed are 1 to 100, with decimals
          BalancerMember http://h loadfactor=.   ¦ BalancerMember: loadfactor: '.' is not allowed; allowed are 1 to 100, with decimals
          BalancerMember http://h route=         ¦ BalancerMember: route: '' is not allowed; allowed are 1 to 63 characters
          BalancerMember http://h lbset=100      ¦ BalancerMember: lbset: '100' is not a number; allowed are 0 to 99
          BalancerMember http://h status=X       ¦ BalancerMember: status: 'X' holds 'x'; allowed are the letters D, S, I, R, H, E, N and C with + or - in front
          BalancerMember http://h retry=x        ¦ BalancerMember: retry: 'x' is not a time; allowed is an integer with ms, s, min or h, in s without one
          BalancerMember http://h ping=0         ¦ BalancerMember: ping: '0' is too short; at least 1ms is allowed
          BalancerMember http://h min=-1         ¦ BalancerMember: min: '-1' is negative; at least 0 is allowed
          BalancerMember http://h smax=x         ¦ BalancerMember: smax: 'x' is not a whole number
          BalancerMember http://h addressttl=-2  ¦ BalancerMember: addressttl: '-2' is not a time; allowed is an integer with ms, s, min or h, in s without one
          BalancerMember http://h addresses=some ¦ BalancerMember: addresses: 'some' is not known; allowed are all and first
          BalancerMember http://h upgrade=NONE   ¦ BalancerMember: upgrade: 'NONE' would open the tunnel before the backend has agreed and is refused; allowed are ANY and names of protocols, as in upgrade=websocket
          BalancerMember http://h upgrade=websocket,h2c ¦ BalancerMember: upgrade: 'h2c' is refused: requests inside of it would pass by every rule of this server
          BalancerMember http://h upgrade=H2-14  ¦ BalancerMember: upgrade: 'h2-14' is refused: requests inside of it would pass by every rule of this server
          BalancerMember http://h upgrade=a,,b   ¦ BalancerMember: upgrade: '' is not the name of a protocol; allowed are ANY and a list as websocket
          BalancerMember http://h flushpackets=off ¦ BalancerMember: flushpackets: 'off' is refused: what the backend sent is never held back; allowed are on and auto
          BalancerMember http://h flushwait=1    ¦ BalancerMember: Worker parameter 'flushwait' is not supported: nothing is held back for which one could wait
          BalancerMember http://h iobuffersize=1 ¦ BalancerMember: Worker parameter 'iobuffersize' is not supported: the size of the buffers is fixed
          BalancerMember http://h secret=x       ¦ BalancerMember: Worker parameter 'secret' belongs to AJP, which is not supported
          BalancerMember http://h receivebuffersize=9 ¦ BalancerMember: receivebuffersize: '9' is too small; allowed are 0 and at least 512
          BalancerMember http://h hcmethod=CPING ¦ BalancerMember: hcmethod: 'CPING' belongs to AJP, which is not supported; allowed are None, TCP, OPTIONS, HEAD, GET, OPTIONS11, HEAD11, GET11
          BalancerMember http://h hcmethod=POST  ¦ BalancerMember: hcmethod: 'POST' is not known; allowed are None, TCP, OPTIONS, HEAD, GET, OPTIONS11, HEAD11, GET11
          BalancerMember http://h hcinterval=99ms ¦ BalancerMember: hcinterval: '99ms' is too short; at least 100ms is allowed
          BalancerMember http://h hcpasses=0     ¦ BalancerMember: hcpasses: '0' is too small; at least 1 is allowed
          BalancerMember http://h hcfails=x      ¦ BalancerMember: hcfails: 'x' is not a number; allowed are 0 to 2147483647
          BalancerMember "http://h" "hcuri=/a b" ¦ BalancerMember: hcuri: '/a b' cannot stand in a request line
          BalancerMember http://h hcexpr=no      ¦ BalancerMember: hcexpr: no ProxyHCExpr before this line is called 'no'
          BalancerMember http://h hctemplate=no  ¦ BalancerMember: hctemplate: no ProxyHCTemplate before this line is called 'no'
          BalancerMember http://h lbmethod=hash  ¦ BalancerMember: Worker parameter 'lbmethod' belongs to a balancer; write it behind balancer://name or with ProxySet in <Proxy balancer://name>
          BalancerMember http://h stickysesion=x ¦ BalancerMember: unknown Worker parameter 'stickysesion', did you mean stickysession?
          BalancerMember http://h fast           ¦ BalancerMember: 'fast' is not a parameter; allowed is key=value
          BalancerMember balancer://d            ¦ BalancerMember: 'balancer://d' is a balancer and cannot be a member
          BalancerMember ajp://h                 ¦ BalancerMember: scheme 'ajp' is not supported; allowed are http, https, ws, wss and balancer
          BalancerMember h:80                    ¦ BalancerMember: 'h:80' is not a URL of the form http://host/path
          ProxySet lbmethod=heartbeat            ¦ ProxySet: lbmethod: 'heartbeat' needs backends that announce their load and is not supported; allowed are byrequests, bytraffic, bybusyness, leasttime, hash
          ProxySet lbmethod=random               ¦ ProxySet: lbmethod: 'random' is not known; allowed are byrequests, bytraffic, bybusyness, leasttime, hash
          ProxySet hashkey=%{x                   ¦ ProxySet: hashkey: the expression is not valid: '%{' without '}' in '%{x'
          ProxySet stickysession=a;b             ¦ ProxySet: stickysession: 'a;b' is not a name, or cookie|parameter, of at most 63 characters each
          ProxySet stickysessionsep=ab           ¦ ProxySet: stickysessionsep: 'ab' is neither one character nor Off
          ProxySet nofailover=maybe              ¦ ProxySet: nofailover: 'maybe' is neither On nor Off
          ProxySet maxattempts=-1                ¦ ProxySet: maxattempts: '-1' is not a number; allowed are 0 to 2147483647
          ProxySet timeout=0                     ¦ ProxySet: timeout: '0' is too short; at least 1s is allowed
          ProxySet failonstatus=502,99           ¦ ProxySet: failonstatus: '99' is not a status; allowed is a list of 100 to 599, as 502,503
          ProxySet nonce=a;b                     ¦ ProxySet: nonce: 'a;b' is neither a token nor None
          ProxySet growth=0                      ¦ ProxySet: growth: '0' is too small; allowed are 1 to 100
          ProxySet retryon=500                   ¦ ProxySet: retryon: '500' is not known; allowed is a list of stale, 502, 503 and 504
          ProxySet retrybudget=101               ¦ ProxySet: retrybudget: '101' is not a number; allowed are 0 to 100
          ProxySet route=x                       ¦ ProxySet: Balancer parameter 'route' belongs to a member; write it behind a BalancerMember
          ProxySet multipathtcp=On               ¦ ProxySet: Balancer parameter 'multipathtcp' is not supported: Java has no Multipath TCP
          ProxySet http://h                      ¦ ProxySet: needs key=value
          ProxySet http://h retry=1              ¦ ProxySet: 'http://h' is no member before this line
          ProxySticky a;b                        ¦ ProxySticky: 'a;b' is not the name of a cookie
          ProxySticky LB samesite=None           ¦ ProxySticky: samesite=None needs secure=on; browsers drop it else
          ProxySticky LB samesite=no             ¦ ProxySticky: 'samesite=no' is not known; allowed are Lax, Strict, None and Off
          ProxySticky LB path=x                  ¦ ProxySticky: 'path=x' is not a path of a cookie
          ProxySticky LB path=/x;y               ¦ ProxySticky: 'path=/x;y' is not a path of a cookie
          ProxySticky LB maxage=0                ¦ ProxySticky: '0' is too short; at least 1s is allowed
          ProxySticky LB domain=x                ¦ ProxySticky: 'domain=x' is not known; allowed are httponly=, secure=, samesite=, path= and maxage=
          ProxySticky __Host-LB path=/x secure=on ¦ ProxySticky: '__Host-LB' needs secure=on, and __Host- path=/ too; browsers drop it else
          """)
  void line_in_the_section_of_a_balancer_is_refused(String line, String problem) {
    assertErrors(OPEN, line, CLOSE).containsExactly("proxy.conf:2: " + problem);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          BalancerMember http://h                ¦ BalancerMember: needs the balancer's URL in front where it does not stand in a <Proxy balancer://name>
          BalancerMember balancer://c            ¦ BalancerMember: needs the URL of a member behind the balancer's
          ProxySet balancer://c lbmethod=hash    ¦ ProxySet: no line before this one names 'balancer://c'
          ProxySet http://h retry=1              ¦ ProxySet: no line before this one names 'http://h'
          ProxySet retry=1                       ¦ ProxySet: needs a URL in front where it stands in no <Proxy>
          ProxyPass /a balancer://c route=x      ¦ ProxyPass: Balancer parameter 'route' belongs to a member; write it behind a BalancerMember
          ProxyPass /a balancer://c retry=1      ¦ ProxyPass: Balancer parameter 'retry' belongs to a member; write it behind a BalancerMember
          ProxyPass /a http://h lbmethod=hash    ¦ ProxyPass: Worker parameter 'lbmethod' belongs to a balancer; write it behind balancer://name or with ProxySet in <Proxy balancer://name>
          ProxyPassReverse /a balancer://c:1     ¦ ProxyPassReverse: 'balancer://c:1' names a port, which a balancer has not
          BalancerGrowth 101                     ¦ BalancerGrowth: '101' is not a number; allowed are 0 to 100
          BalancerPersist maybe                  ¦ BalancerPersist: 'maybe' is neither On nor Off
          BalancerInherit maybe                  ¦ BalancerInherit: 'maybe' is neither On nor Off
          ProxySticky LB                         ¦ ProxySticky: is not allowed in this place (server config); allowed in proxy section
          SetHandler server-info                 ¦ SetHandler: 'server-info' is no handler of this server; allowed are balancer-manager, server-status and none
          SetHandler proxy:fcgi://h              ¦ SetHandler: 'proxy:fcgi://h' is not supported; write a ProxyPass; allowed are balancer-manager, server-status and none
          ProxyStatus maybe                      ¦ ProxyStatus: 'maybe' is not allowed; allowed are Off, On and Full
          ProxyHCTPsize -1                       ¦ ProxyHCTPsize: '-1' is not a number; allowed are 0 to 1000
          ProxyHCExpr a                          ¦ ProxyHCExpr: takes at least 2 arguments, name {condition}; found 1
          ProxyHCExpr a {true                    ¦ ProxyHCExpr: the braces around the condition do not match
          ProxyHCExpr a {true} x                 ¦ ProxyHCExpr: the braces around the condition do not match
          ProxyHCExpr a true x                   ¦ ProxyHCExpr: takes a name and one condition, in braces or quotes
          ProxyHCExpr a;b {true}                 ¦ ProxyHCExpr: 'a;b' is not a name
          ProxyHCTemplate a foo=1                ¦ ProxyHCTemplate: unknown health check parameter 'foo'
          ProxyHCTemplate a hctemplate=a         ¦ ProxyHCTemplate: unknown health check parameter 'hctemplate'
          ProxyWebsocketFallbackToProxyHttp Off  ¦ ProxyWebsocketFallbackToProxyHttp: Off would open a tunnel before the backend has agreed and is refused; allowed is On
          ProxyWebsocketIdleTimeout x            ¦ ProxyWebsocketIdleTimeout: 'x' is not a time; allowed is an integer with ms, s, min or h, in s without one
          """)
  void line_outside_of_sections_is_refused(String line, String problem) {
    assertErrors(line).containsExactly("proxy.conf:1: " + problem);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          Proxy *               ¦ BalancerMember http://h ¦ BalancerMember: must stand in a <Proxy balancer://name>
          Proxy http://h        ¦ BalancerMember http://h ¦ BalancerMember: must stand in a <Proxy balancer://name>
          Proxy *               ¦ ProxySet retry=1        ¦ ProxySet: needs a URL in its <Proxy>, not a pattern
          ProxyMatch ^http      ¦ ProxySet retry=1        ¦ ProxySet: needs a URL in its <Proxy>, not a pattern
          Proxy http://h        ¦ ProxySet http://h retry=1 ¦ ProxySet: takes no URL in the <Proxy> of one backend
          Proxy http://h        ¦ ProxySet lbmethod=hash  ¦ ProxySet: Worker parameter 'lbmethod' belongs to a balancer; write it behind balancer://name or with ProxySet in <Proxy balancer://name>
          Proxy http://h        ¦ ProxySticky LB          ¦ ProxySticky: must stand in a <Proxy balancer://name>
          Location /x           ¦ BalancerMember http://h ¦ BalancerMember: is not allowed in this place (location); allowed in server config, virtual host, proxy section
          """)
  void line_in_another_section_is_refused(String section, String line, String problem) {
    assertErrors("<" + section + ">", line, "</" + section.split(" ")[0] + ">")
        .containsExactly("proxy.conf:2: " + problem);
  }

  @Test
  void pattern_takes_no_parameters() {
    assertErrors("<Proxy * retry=1>", CLOSE)
        .containsExactly(
            "proxy.conf:1: <Proxy>: takes parameters only behind a URL, not a pattern");
  }
}
