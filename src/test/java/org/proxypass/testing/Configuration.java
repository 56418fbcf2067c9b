package org.proxypass.testing;

import java.util.function.IntFunction;

/**
 * A configuration in httpd syntax, without {@code Listen} and {@code ServerName}: the server under
 * test adds its own. The argument is the port it will listen on, for {@code <VirtualHost *:port>}.
 */
@FunctionalInterface
public interface Configuration extends IntFunction<String> {}
