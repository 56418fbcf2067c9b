/** What must hold over real sockets whatever the peers do: streaming, breaking off, no leaks. */
@NullMarked
package org.proxypass.behaviour;

import org.jspecify.annotations.NullMarked;
