package org.proxypass.config;

/**
 * One occurrence of a property or parameter.
 *
 * @param value as written: backslashes and commas mean nothing
 */
record PropertyEntry(String key, String value, Origin origin) {}
