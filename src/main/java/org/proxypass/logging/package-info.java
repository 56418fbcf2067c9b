/**
 * The access log: httpd's formats, compiled at load time, and files that are written behind the
 * back of the requests. Pure but for the files: what a format looks at is asked of a {@link
 * org.proxypass.logging.LoggedExchange}.
 */
@NullMarked
package org.proxypass.logging;

import org.jspecify.annotations.NullMarked;
