package org.proxypass.config;

/** One state bit of a balancer member, as in {@code status=+D} and on httpd's manager page. */
public enum MemberFlag {
  /** Gets no requests; somebody switched it off. */
  DISABLED('D', "Dis"),
  /** As {@link #DISABLED}, and neither retried nor checked. */
  STOPPED('S', "Stop"),
  /** Is never marked {@link #ERROR}. */
  IGNORE_ERRORS('I', "Ign"),
  /** Stands in for one unusable member of its set. */
  HOT_SPARE('R', "Spar"),
  /** Is used when nobody else of its set is usable. */
  HOT_STANDBY('H', "Stby"),
  /** Failed a request; left alone for {@code retry}. */
  ERROR('E', "Err"),
  /** Serves only the sessions it has. */
  DRAINING('N', "Drn"),
  /** Failed its health checks; only they (or the manager) bring it back. */
  HEALTH_CHECK_FAILED('C', "HcFl");

  private final char letter;
  private final String label;

  MemberFlag(char letter, String label) {
    this.letter = letter;
    this.label = label;
  }

  /** The letter in {@code status=}. */
  public char letter() {
    return letter;
  }

  /** The short text that httpd's pages show. */
  public String label() {
    return label;
  }
}
