/**
 * Which virtual host, which locations and which ProxyPass entry a request belongs to. Decides only;
 * sends nothing.
 */
@NullMarked
package org.proxypass.mapping;

import org.jspecify.annotations.NullMarked;
