package org.proxypass.config;

import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.util.List;
import java.util.Map;
import org.proxypass.config.HealthCheckSettings.Criterion;
import org.proxypass.config.HealthCheckSettings.Method;
import org.proxypass.http.FieldSyntax;
import org.proxypass.http.Utf8Bytes;

/** The declarations of what health checks have in common; the rest are parameters of members. */
final class HealthDirectives {
  private static final int MOST_THREADS = 1000;

  private HealthDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ProxyHCExpr")
            .in(SERVER, VIRTUAL_HOST)
            .takesAtLeast(2, "name {condition}")
            .summary("Names a condition that the response to a health check must fulfil.")
            .details(
                """
                `hcexpr=name` of a BalancerMember behind it uses the condition. It is an expression of
                httpd; `%{REQUEST_STATUS}` is the status of the response, `%{resp:Name}` one of its
                fields, `hc('body')` its body (64 KiB of it). There is no request, so its variables are
                empty. It stands in braces or, as any argument, in quotes. A
                virtual host knows the names of the main server.""")
            .example("ProxyHCExpr fine {%{REQUEST_STATUS} =~ /^[23]/}")
            .does(HealthDirectives::expression),
        directive("ProxyHCTemplate")
            .in(SERVER, VIRTUAL_HOST)
            .takesAtLeast(1, "name [key=value …]")
            .summary("Names a bundle of parameters of health checks.")
            .details(
                """
                `hctemplate=name` of a BalancerMember behind it stands for them. Where it names no
                `hcmethod` it means `TCP`. The parameters are those whose names begin with `hc`; see
                the [member parameters](#member-parameters).""")
            .example(
                """
                ProxyHCTemplate often hcmethod=GET hcuri=/health hcinterval=5s
                <Proxy balancer://mycluster>
                    BalancerMember http://127.0.0.1:8081 hctemplate=often
                </Proxy>""")
            .does(HealthDirectives::template),
        directive("ProxyHCTPsize")
            .in(SERVER)
            .takes(1, "number")
            .byDefault(HealthCheckSettings.POOL_SIZE)
            .summary("How many health checks run at the same time.")
            .details("0 and 1 run one after the other.")
            .example("ProxyHCTPsize 32")
            .does(
                call ->
                    call.config()
                        .setGlobal(
                            HealthCheckSettings.POOL_SIZE,
                            (int) Numbers.parse(call.word(0), MOST_THREADS))));
  }

  private static void expression(Invocation call) throws InvalidDirectiveException {
    String name = name(call.word(0));
    String written = call.textBehind(0);
    String source;
    if (written.startsWith("{")) {
      if (!written.endsWith("}") || written.length() < 3) {
        throw new InvalidDirectiveException("the braces around the condition do not match");
      }
      source = written.substring(1, written.length() - 1).strip();
    } else if (call.words().size() == 2) {
      source = call.word(1);
    } else {
      throw new InvalidDirectiveException("takes a name and one condition, in braces or quotes");
    }
    Criterion criterion =
        new Criterion(name, Expressions.healthCheckCondition(Utf8Bytes.of(source)));
    call.scope().host().healthDefinitions().add(criterion);
    call.set(HealthCheckSettings.CRITERIA, Map.of(name, criterion));
  }

  private static void template(Invocation call) throws InvalidDirectiveException {
    String name = name(call.word(0));
    HealthDefinitions definitions = call.scope().host().healthDefinitions();
    Settings settings =
        ParameterTables.template(call.words().subList(1, call.words().size()), call);
    if (settings.configured(HealthCheckSettings.METHOD) == null) {
      settings = settings.with(HealthCheckSettings.METHOD, Method.TCP);
    }
    definitions.addTemplate(name, settings);
  }

  private static String name(String text) throws InvalidDirectiveException {
    if (!FieldSyntax.isToken(text)) {
      throw new InvalidDirectiveException("'" + text + "' is not a name");
    }
    return text;
  }
}
