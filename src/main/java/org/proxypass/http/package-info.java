/**
 * HTTP itself, pure: fields, targets, framing, dates, lists. Knows nothing of configuration,
 * servlets, sockets or any other package of proxypass.
 */
@NullMarked
package org.proxypass.http;

import org.jspecify.annotations.NullMarked;
