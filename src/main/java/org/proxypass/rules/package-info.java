/**
 * RewriteRule and Redirect: rules that change a request's URL, or answer it, besides the ProxyPass
 * table. Must not know servlet types or how a backend is reached.
 */
@NullMarked
package org.proxypass.rules;

import org.jspecify.annotations.NullMarked;
