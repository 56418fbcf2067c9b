package org.proxypass.admin;

/**
 * Which requests are counted together. Equal names in two configurations are the same entry.
 *
 * @param host the name of the virtual host; empty for the main server
 * @param path as in ProxyPass, or what kind of requests these are
 * @param target as in ProxyPass; empty for none
 */
public record EntryName(String host, String path, String target) {
  /** What a rewrite rule sends to a backend. */
  public static final EntryName RULES = new EntryName("", "RewriteRule [P]", "");

  /** What goes to no backend: files, redirects, our own pages, refused requests. */
  public static final EntryName LOCAL = new EntryName("", "not forwarded", "");
}
