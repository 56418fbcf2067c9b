package org.proxypass.mapping;

import org.proxypass.config.WorkerSpec;

/**
 * Where one request goes.
 *
 * @param worker the worker that serves it
 * @param requestTarget path and query in origin form, ready for the request line
 * @param dynamic whether the worker was made for this request alone, so that nothing of it may be
 *     kept
 */
public record BackendTarget(WorkerSpec worker, String requestTarget, boolean dynamic) {}
