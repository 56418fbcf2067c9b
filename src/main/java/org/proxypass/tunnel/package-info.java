/**
 * Upgraded connections: bytes both ways between a client and a backend once both agreed to leave
 * HTTP. Knows nothing of servlets and looks into no byte it carries.
 */
@NullMarked
package org.proxypass.tunnel;

import org.jspecify.annotations.NullMarked;
