package org.proxypass.config;

import org.proxypass.http.BackendUrl;

/**
 * A worker as configured: every mapping whose target lies under {@code url} shares it.
 *
 * @param url its path is compared as a string prefix
 * @param parameters the settings of {@link WorkerSettings}
 */
public record WorkerSpec(BackendUrl url, Settings parameters) {}
