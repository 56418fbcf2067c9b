/**
 * Who may pass, compiled at load time: the rules of {@code Require} and of {@code Order}, {@code
 * Allow} and {@code Deny}. Pure: what they look at is asked of an {@link
 * org.proxypass.access.AccessSubject}.
 */
@NullMarked
package org.proxypass.access;

import org.jspecify.annotations.NullMarked;
