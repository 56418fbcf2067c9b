package org.proxypass.expression;

/** An expression that cannot be compiled; the message says where and why. */
public final class ExpressionSyntaxException extends Exception {
  ExpressionSyntaxException(String message) {
    super(message);
  }
}
