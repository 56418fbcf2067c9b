package org.proxypass.config;

import java.nio.file.Path;

/**
 * {@code Alias path file-or-directory}.
 *
 * @param path the URL path prefix
 * @param target an absolute file system path
 */
public record PathAlias(String path, Path target) {}
