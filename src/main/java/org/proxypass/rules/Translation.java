package org.proxypass.rules;

import org.jspecify.annotations.Nullable;
import org.proxypass.mapping.MappingResult;
import org.proxypass.mapping.RequestPath;

/**
 * What the rules made of a request.
 *
 * @param path the path and query from here on
 * @param result where the request goes, or null when the mapping decides
 * @param moved whether the rules gave the request another path
 */
public record Translation(RequestPath path, @Nullable MappingResult result, boolean moved) {}
