package org.proxypass.config;

import java.util.List;
import java.util.Optional;
import org.proxypass.expression.BackreferenceEscape;
import org.proxypass.expression.RuleTemplate;

/**
 * What a rewrite rule does when it holds.
 *
 * @param effect what the substitution means
 * @param status of a redirect or an answer without substitution; 0 for neither
 * @param last no rule behind it is tried
 * @param passThrough the new path is mapped like the client's (PT)
 * @param chained the next rule is only tried when this one holds (C)
 * @param appendsQuery the client's query comes behind the substitution's (QSA)
 * @param dropsQuery the client's query goes (QSD)
 * @param lastQuestionMark the query begins at the last question mark (QSL)
 * @param keepsEscapes nothing is escaped in the result (NE)
 * @param allowsForeignQuery a question mark out of the request may begin the query (UnsafeAllow3F)
 * @param escape how backreferences are escaped (B, BNP); empty for not at all
 * @param skips how many rules are passed over (S)
 * @param rounds how often the rules may start again (N); 0 for not at all
 * @param environment variables that are set or unset (E)
 */
public record RewriteFlags(
    Effect effect,
    int status,
    boolean last,
    boolean passThrough,
    boolean chained,
    boolean appendsQuery,
    boolean dropsQuery,
    boolean lastQuestionMark,
    boolean keepsEscapes,
    boolean allowsForeignQuery,
    Optional<BackreferenceEscape> escape,
    int skips,
    int rounds,
    List<EnvironmentChange> environment) {

  /** What the substitution means. */
  public enum Effect {
    /** A path, or a redirect when it is a URL. */
    REWRITE,
    /** The backend's URL (P). */
    PROXY,
    /** What the client is sent to (R). */
    REDIRECT,
    /** Nothing: the client gets the status (F, G, R with an error status). */
    ANSWER
  }

  /**
   * A change of an environment variable.
   *
   * @param name the variable
   * @param value empty to unset it
   */
  public record EnvironmentChange(String name, Optional<RuleTemplate> value) {}

  /** Copies the changes. */
  public RewriteFlags {
    environment = List.copyOf(environment);
  }
}
