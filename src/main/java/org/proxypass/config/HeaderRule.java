package org.proxypass.config;

import java.util.Optional;
import org.proxypass.expression.Regex;

/**
 * One RequestHeader or Header directive.
 *
 * @param action what it does
 * @param name the field's name; what stands for names with {@link HeaderAction#ECHO}
 * @param regex what an edit replaces, or the names an echo copies; else empty
 * @param value the value, the replacement of an edit, or the name of a note; empty where an action
 *     has none
 * @param condition when it holds
 */
public record HeaderRule(
    HeaderAction action,
    String name,
    Optional<Regex> regex,
    FieldValue value,
    RuleCondition condition) {}
