package org.proxypass.config;

import java.nio.file.Path;
import org.proxypass.logging.LogFormat;

/**
 * One access log.
 *
 * @param file absolute
 * @param condition which exchanges are logged
 */
public record AccessLogSpec(Path file, LogFormat format, RuleCondition condition) {}
