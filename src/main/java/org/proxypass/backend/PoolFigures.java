package org.proxypass.backend;

/**
 * The state of a worker's pool at one moment.
 *
 * @param leased connections that serve an exchange
 * @param idle open connections that wait for one
 * @param waiting requests that wait for a connection
 * @param max the limit of {@code leased} and {@code idle} together; {@link Integer#MAX_VALUE} for
 *     none
 */
public record PoolFigures(int leased, int idle, int waiting, int max) {}
