package org.proxypass.backend;

import org.proxypass.http.Fields;

/**
 * The head of a backend's response as received.
 *
 * @param minorVersion of HTTP/1
 * @param status 100–599
 */
record ResponseHead(int minorVersion, int status, Fields fields) {}
