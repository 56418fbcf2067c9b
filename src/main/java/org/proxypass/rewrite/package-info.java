/**
 * What changes in a message on its way: request and response preparation, hop-by-hop removal,
 * X-Forwarded fields, reverse mapping of Location and cookies. Must not know where a message goes.
 */
@NullMarked
package org.proxypass.rewrite;

import org.jspecify.annotations.NullMarked;
