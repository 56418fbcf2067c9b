package org.proxypass.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.proxypass.testing.Implementation;
import org.proxypass.testing.ProxyUnderTest;

/** Which lines about balancers both accept, and which both refuse to start with. */
@ParameterizedClass
@EnumSource(Implementation.class)
class BalancerLinesTest {
  @Parameter Implementation implementation;

  @BeforeEach
  void require() {
    implementation.require();
  }

  /** The text with "; " for line breaks. */
  private ProxyUnderTest start(String text) throws IOException {
    return implementation.start(port -> text.replace("; ", "\n") + '\n');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProxyPass /a balancer://c",
        "ProxyPass /a balancer://my_cluster/x lbmethod=bytraffic maxattempts=0 nofailover=On",
        "ProxyPass /a balancer://c stickysession=A|a scolonpathdelim=On stickysessionsep=Off",
        "ProxyPass /a balancer://c failonstatus=502,503 failontimeout=On forcerecovery=Off",
        "ProxyPass /a balancer://c timeout=1 nonce=None growth=100",
        "BalancerMember balancer://c http://127.0.0.1:9",
        "<Proxy balancer://c lbmethod=bybusyness>; </Proxy>",
        "<Proxy balancer://c/x>; BalancerMember http://127.0.0.1:9/; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 loadfactor=1.555; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 status=+dH-d lbset=99; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 route=a redirect=b; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 retry=0 ping=5ms; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 min=0 smax=1; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 addressttl=-1; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 upgrade=websocket; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9; BalancerMember"
            + " http://127.0.0.1:9; </Proxy>",
        "BalancerMember balancer://c http://127.0.0.1:9; ProxySet balancer://c lbmethod=bytraffic",
        "<Proxy http://127.0.0.1:9>; ProxySet timeout=1 keepalive=On; </Proxy>",
        "ProxyPass /a http://127.0.0.1:9/a; ProxySet http://127.0.0.1:9/a timeout=1",
        "ProxyPass /a http://127.0.0.1:9/a route=x",
        "ProxyPassReverse /a balancer://c",
        "<ProxyMatch ^balancer:>; ProxyPreserveHost On; </ProxyMatch>",
        "BalancerInherit Off",
        "BalancerPersist On",
        "BalancerGrowth 0",
        "ProxyStatus Full",
        "<Location /m>; SetHandler balancer-manager; </Location>",
      })
  void is_accepted(String text) throws IOException {
    try (ProxyUnderTest proxy = start(text)) {
      assertThat(proxy.port()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProxyPass /a balancer://",
        "ProxyPass /a balancer://c lbmethod=random",
        "ProxyPass /a balancer://c route=a",
        "ProxyPass /a balancer://c retry=5",
        "ProxyPass /a balancer://c timeout=0",
        "ProxyPass /a balancer://c maxattempts=-1",
        "ProxyPass /a balancer://c nofailover=maybe",
        "ProxyPass /a balancer://c failonstatus=999",
        "ProxyPass /a balancer://c stickysessionsep=ab",
        "ProxyPass /a balancer://c growth=0",
        "ProxyPass /a balancer://c growth=101",
        "ProxyPass /a http://127.0.0.1:9/ lbmethod=byrequests",
        "ProxyPass /a http://127.0.0.1:9/ flushpackets=maybe",
        "ProxyPass /a http://127.0.0.1:9/ min=-1",
        "ProxyPass /a http://127.0.0.1:9/ smax=-1",
        "ProxyPass /a http://127.0.0.1:9/ ping=0",
        "ProxyPass /a http://127.0.0.1:9/ addressttl=-2",
        "ProxyPass /a http://127.0.0.1:9/ receivebuffersize=100",
        "BalancerMember http://127.0.0.1:9",
        "BalancerMember balancer://c",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 loadfactor=0; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 loadfactor=101; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 lbset=100; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 status=X; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 nofailover=On; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9 fast; </Proxy>",
        "<Proxy balancer://c>; BalancerMember http://127.0.0.1:9"
            + " route=1234567890123456789012345678901234567890123456789012345678901234; </Proxy>",
        "<Proxy *>; BalancerMember http://127.0.0.1:9; </Proxy>",
        "<Proxy *>; ProxySet retry=1; </Proxy>",
        "<Proxy * retry=1>; </Proxy>",
        "<ProxyMatch x>; ProxySet retry=1; </ProxyMatch>",
        "<Location /x>; BalancerMember http://127.0.0.1:9; </Location>",
        "ProxySet balancer://c lbmethod=bytraffic",
        "ProxySet http://127.0.0.1:9 timeout=1",
        "ProxySet timeout=1",
        "<Proxy balancer://c>; </Proxy>; ProxySet balancer://c lbmethod=bytraffic",
        "BalancerPersist maybe",
        "ProxyStatus maybe",
      })
  void is_refused(String text) {
    assertThatThrownBy(() -> start(text).close()).isInstanceOf(IOException.class);
  }
}
