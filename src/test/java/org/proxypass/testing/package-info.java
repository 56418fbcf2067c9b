/** Raw-socket peers and forked servers for the tests: nothing here corrects a byte. */
@NullMarked
package org.proxypass.testing;

import org.jspecify.annotations.NullMarked;
