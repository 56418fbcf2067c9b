/**
 * Everything that touches jakarta.servlet: filters, ProxyServlet, message adapters, and the
 * listener that builds the runtime.
 */
@NullMarked
package org.proxypass.webapp;

import org.jspecify.annotations.NullMarked;
