package org.proxypass.admin;

/**
 * The frame that all pages of this package have in common: one style, no external assets, readable
 * on a phone and in the dark.
 *
 * @param title plain text
 * @param content HTML for {@code <body>}: a {@code <header>} with an {@code <h1>}, and a {@code
 *     <main>}; every value in it is escaped already ({@link Html#escape})
 * @param script {@link Asset#NONE} for a page without
 */
public record Page(String title, String content, Asset script) {
  private static final Asset STYLE = Asset.read("page.css");

  /** A page without a script. */
  public Page(String title, String content) {
    this(title, content, Asset.NONE);
  }

  /** The whole document. */
  public String html() {
    StringBuilder html = new StringBuilder(content.length() + STYLE.text().length() + 1024);
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(Html.escape(title))
        .append("</title>\n<style>")
        .append(STYLE.text())
        .append("</style>\n</head>\n<body>\n")
        .append(content);
    if (!script.text().isEmpty()) {
      html.append("<script>").append(script.text()).append("</script>\n");
    }
    return html.append("</body>\n</html>\n").toString();
  }

  /** The Content-Security-Policy: nothing but what stands in the page and what comes from us. */
  public String policy() {
    return "default-src 'none'; style-src "
        + STYLE.source()
        + "; script-src "
        + script.source()
        + "; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
  }
}
