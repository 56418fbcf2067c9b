/**
 * The vocabulary of one request's passage: Exchange, messages, chain, Fault. Must not know servlet
 * or HttpClient types, nor configuration.
 */
@NullMarked
package org.proxypass.exchange;

import org.jspecify.annotations.NullMarked;
