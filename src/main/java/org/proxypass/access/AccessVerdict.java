package org.proxypass.access;

/** What a rule says about a request (mod_authz_core). */
public enum AccessVerdict {
  /** It lets the request pass. */
  GRANTED,
  /** It refuses the request. */
  DENIED,
  /** It says nothing: a negated rule that does not hit. */
  NEUTRAL;

  /** The verdict of a plain test. */
  static AccessVerdict of(boolean granted) {
    return granted ? GRANTED : DENIED;
  }
}
