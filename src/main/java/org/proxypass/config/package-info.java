/**
 * Directive declarations, the three carriers that bring directives, the tree they become, and the
 * validated immutable records the rest of proxypass reads. Must not know servlets, sockets or what
 * lives at run time.
 */
@NullMarked
package org.proxypass.config;

import org.jspecify.annotations.NullMarked;
