/**
 * Workers, their connection pools, the HttpClient wiring, and the one place where exceptions become
 * Faults. The only package that imports org.apache.hc.
 */
@NullMarked
package org.proxypass.backend;

import org.jspecify.annotations.NullMarked;
