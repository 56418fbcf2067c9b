package org.proxypass.config;

/** What a rule of RequestHeader or Header does with the lines of one name (mod_headers). */
public enum HeaderAction {
  /** One line with the value replaces all. */
  SET("set"),
  /** The value joins the lines as one comma list. */
  APPEND("append"),
  /** One more line. */
  ADD("add"),
  /** As append, unless the value is an element of the list already. */
  MERGE("merge"),
  /** One line with the value if there was none. */
  SET_IF_EMPTY("setifempty"),
  /** All lines go. */
  UNSET("unset"),
  /** The first hit of a regular expression in each line is replaced. */
  EDIT("edit"),
  /** Every hit of a regular expression in each line is replaced. */
  EDIT_ALL("edit*"),
  /** The request's fields whose name matches are copied into the response. */
  ECHO("echo"),
  /** The value of the field is kept as a note. */
  NOTE("note");

  private final String word;

  HeaderAction(String word) {
    this.word = word;
  }

  /** The word in the configuration. */
  public String word() {
    return word;
  }
}
