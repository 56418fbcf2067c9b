/**
 * httpd's expressions (ap_expr), compiled at load time: conditions for {@code expr=} and {@code
 * <If>}, and strings with {@code %{…}} in them. Pure: what a variable means is asked of an {@link
 * org.proxypass.expression.ExpressionContext}. Of the other packages it knows only {@code http}.
 */
@NullMarked
package org.proxypass.expression;

import org.jspecify.annotations.NullMarked;
