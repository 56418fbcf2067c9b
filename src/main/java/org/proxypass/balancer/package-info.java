/**
 * Balancers: who of several backends gets a request, what happens when one fails, and what is known
 * of each. Knows nothing of servlets, of HttpClient, or of how a request is prepared.
 */
@NullMarked
package org.proxypass.balancer;

import org.jspecify.annotations.NullMarked;
