package org.proxypass.config;

/**
 * One {@code <Location>} or {@code <LocationMatch>}.
 *
 * @param pattern what the decoded, slash-merged client path is compared with
 * @param settings what the section sets; a ProxyPass inside is {@link
 *     ForwardingSettings#LOCATION_MAPPING}
 */
public record LocationSpec(PathPattern pattern, Settings settings) {}
