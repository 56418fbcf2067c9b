package org.proxypass.tunnel;

/**
 * What all tunnels together have carried.
 *
 * @param open how many are open now
 * @param opened how many were opened so far
 * @param fromClients bytes that clients sent, also in tunnels that are over
 * @param fromBackends bytes that backends sent, also in tunnels that are over
 */
public record TunnelTotals(long open, long opened, long fromClients, long fromBackends) {}
