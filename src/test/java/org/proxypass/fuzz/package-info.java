/**
 * Fuzz tests: properties that hold for every input. An ordinary run replays the inputs kept beside
 * them in the test resources; {@code src/test/fuzz/fuzz.sh} searches for new ones.
 */
@NullMarked
package org.proxypass.fuzz;

import org.jspecify.annotations.NullMarked;
