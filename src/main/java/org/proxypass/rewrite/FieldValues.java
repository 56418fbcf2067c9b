package org.proxypass.rewrite;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.FieldValue;
import org.proxypass.exchange.Exchange;
import org.proxypass.exchange.ExchangeExpressions;

/** Makes the value of a header rule for one message. */
final class FieldValues {
  private static final String NOTHING = "(null)";

  private FieldValues() {}

  /** The text; may hold anything that an expression gives, line breaks too. */
  static String of(FieldValue value, ExchangeExpressions context) {
    if (value.parts().size() == 1) {
      return of(value.parts().get(0), context);
    }
    StringBuilder text = new StringBuilder(64);
    for (FieldValue.Part part : value.parts()) {
      text.append(of(part, context));
    }
    return text.toString();
  }

  private static String of(FieldValue.Part part, ExchangeExpressions context) {
    Exchange exchange = context.exchange();
    if (part instanceof FieldValue.Text literal) {
      return literal.text();
    }
    if (part instanceof FieldValue.Expression expression) {
      return expression.template().expand(context);
    }
    if (part instanceof FieldValue.Variable variable) {
      return oneLine(exchange.variable(variable.name()));
    }
    if (part instanceof FieldValue.TlsVariable variable) {
      String value = exchange.clientRequest().tlsVariable(variable.name());
      return oneLine(value == null || value.isEmpty() ? null : value);
    }
    return measured((FieldValue.Measure) part, exchange);
  }

  private static String measured(FieldValue.Measure measure, Exchange exchange) {
    return switch (measure) {
      case RECEIVED -> "t=" + (micros(Instant.now()) - exchange.elapsedMicros());
      case DURATION -> "D=" + exchange.elapsedMicros();
      case LOAD -> "l=" + SystemLoad.averages();
      case IDLE -> "i=" + (100 - SystemLoad.busyPercent());
      case BUSY -> "b=" + SystemLoad.busyPercent();
    };
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** A certificate in PEM has line breaks; httpd makes spaces of them. */
  private static String oneLine(@Nullable String value) {
    if (value == null) {
      return NOTHING;
    }
    if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
      return value;
    }
    return value.replace('\n', ' ').replace('\r', ' ');
  }
}
