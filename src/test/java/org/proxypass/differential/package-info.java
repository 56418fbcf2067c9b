/**
 * One table of configurations and requests, run against a real httpd and against proxypass: both
 * must meet the recorded outcome.
 */
@NullMarked
package org.proxypass.differential;

import org.jspecify.annotations.NullMarked;
