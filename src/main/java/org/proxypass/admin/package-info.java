/**
 * The pages by which people and scripts look at a running proxy and change it: the balancer manager
 * and the server status. Knows nothing of servlets: a request comes as an exchange and leaves as a
 * response.
 */
@NullMarked
package org.proxypass.admin;

import org.jspecify.annotations.NullMarked;
