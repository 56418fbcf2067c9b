package org.proxypass.config;

/** On and Off. */
final class Flags {
  private Flags() {}

  /** Whether {@code text} is On; letter case does not count. */
  static boolean parse(String text) throws InvalidDirectiveException {
    if (text.equalsIgnoreCase("On")) {
      return true;
    }
    if (text.equalsIgnoreCase("Off")) {
      return false;
    }
    throw new InvalidDirectiveException("'" + text + "' is neither On nor Off");
  }
}
