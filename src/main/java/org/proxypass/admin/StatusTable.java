package org.proxypass.admin;

import java.util.ArrayList;
import java.util.List;

/** Rows with named columns, as a table or, for those who want none, as a list. */
final class StatusTable {
  private record Column(String name, boolean number) {}

  private final List<Column> columns = new ArrayList<>();
  private final StringBuilder rows = new StringBuilder();
  private final boolean table;
  private int column;

  /** An empty one. */
  StatusTable(boolean table) {
    this.table = table;
  }

  /** Adds columns of text. */
  StatusTable text(String... names) {
    for (String name : names) {
      columns.add(new Column(name, false));
    }
    return this;
  }

  /** Adds columns of numbers. */
  StatusTable numbers(String... names) {
    for (String name : names) {
      columns.add(new Column(name, true));
    }
    return this;
  }

  /** Begins a row. */
  StatusTable row() {
    rows.append(column == 0 ? "" : end()).append(table ? "<tr>" : "<li>");
    column = 0;
    return this;
  }

  private String end() {
    return table ? "</tr>\n" : "</li>\n";
  }

  /** The next cell of the row, as plain text. */
  StatusTable cell(String text) {
    return html(Html.escape(text));
  }

  /** The next cell of the row. */
  StatusTable cell(long number) {
    return html(Long.toString(number));
  }

  /** The next cell of the row, a literal such as a URL. */
  StatusTable code(String text) {
    return html(text.isEmpty() ? "" : "<code>" + Html.escape(text) + "</code>");
  }

  /**
   * The next cell of the row.
   *
   * @param html every value in it is escaped already
   */
  StatusTable html(String html) {
    Column current = columns.get(column++);
    if (!table) {
      rows.append(column == 1 ? "" : " · ").append(current.name()).append(": ").append(html);
    } else if (column == 1) {
      rows.append("<th scope=\"row\">").append(html).append("</th>");
    } else {
      rows.append(current.number() ? "<td class=\"number\" data-label=\"" : "<td data-label=\"");
      rows.append(current.name()).append("\">").append(html).append("</td>");
    }
    return this;
  }

  /** All of it as HTML; a word for nothing when there is no row. */
  @Override
  public String toString() {
    if (column == 0) {
      return "<p class=\"soft\">None.</p>\n";
    }
    if (!table) {
      return "<ul>\n" + rows + end() + "</ul>\n";
    }
    StringBuilder head = new StringBuilder("<table class=\"stack\">\n<thead><tr>");
    for (Column each : columns) {
      head.append(each.number() ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
      head.append(each.name()).append("</th>");
    }
    return head + "</tr></thead>\n<tbody>\n" + rows + end() + "</tbody>\n</table>\n";
  }
}
