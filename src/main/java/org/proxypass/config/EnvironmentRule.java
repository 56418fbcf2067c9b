package org.proxypass.config;

import java.util.List;
import java.util.Optional;
import org.proxypass.expression.Condition;
import org.proxypass.expression.Regex;
import org.proxypass.expression.Substitution;

/** One directive of mod_setenvif: when it hits, variables are set or removed. */
public sealed interface EnvironmentRule {

  /** What is set or removed, in order. */
  List<Assignment> assignments();

  /**
   * One variable.
   *
   * @param value with {@code $n} for the groups of the match; empty to remove the variable
   */
  record Assignment(String name, Optional<Substitution> value) {}

  /** SetEnvIf, SetEnvIfNoCase, BrowserMatch: {@code regex} is searched for in an attribute. */
  record Matching(Attribute attribute, Regex regex, List<Assignment> assignments)
      implements EnvironmentRule {
    /** Copies the list. */
    public Matching {
      assignments = List.copyOf(assignments);
    }
  }

  /** SetEnvIfExpr. */
  record Holding(Condition condition, List<Assignment> assignments) implements EnvironmentRule {
    /** Copies the list. */
    public Holding {
      assignments = List.copyOf(assignments);
    }
  }

  /** What a regular expression is searched for in. */
  sealed interface Attribute {}

  /** A property of the request. */
  enum Property implements Attribute {
    /** The address of the client. */
    REMOTE_ADDR,
    /** The same: names are never looked up. */
    REMOTE_HOST,
    /** The address the request came to. */
    SERVER_ADDR,
    /** The method. */
    REQUEST_METHOD,
    /** The protocol, like {@code HTTP/1.1}. */
    REQUEST_PROTOCOL,
    /** The canonical path. */
    REQUEST_URI
  }

  /** A request field, or where there is none a variable set before. */
  record Named(String name) implements Attribute {}

  /** The last request field whose name matches. */
  record NamesMatching(Regex names) implements Attribute {}
}
