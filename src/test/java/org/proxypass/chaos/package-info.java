/**
 * proxypass as a process of its own between many clients and backends that are killed, paused and
 * restarted.
 */
package org.proxypass.chaos;
