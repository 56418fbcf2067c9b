package org.proxypass.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proxypass.balancer.Balancer;
import org.proxypass.balancer.Member;

/** Writes one form of the manager. Every input is inside of its label. */
final class FormWriter {
  private final StringBuilder html;

  private FormWriter(StringBuilder html) {
    this.html = html;
  }

  /** Begins a form with inputs; see {@link #open}. */
  static FormWriter begin(
      StringBuilder html, ManagerView view, Balancer balancer, @Nullable Member member) {
    FormWriter form = open(html, view, balancer, member);
    html.append("\n<div class=\"fields\">\n");
    return form;
  }

  /**
   * Begins a form about {@code balancer}, or about one member of it.
   *
   * @param member null for the balancer itself
   */
  static FormWriter open(
      StringBuilder html, ManagerView view, Balancer balancer, @Nullable Member member) {
    html.append("<form method=\"post\" action=\"").append(Html.escape(view.self())).append("\">");
    FormWriter form = new FormWriter(html);
    form.hidden("b", balancer.name());
    if (member != null) {
      form.hidden("w", member.name());
    }
    form.hidden("nonce", view.nonce(balancer));
    return form;
  }

  /** A value that nobody sees. */
  void hidden(String name, String value) {
    html.append("<input type=\"hidden\" name=\"").append(name).append("\" value=\"");
    html.append(Html.escape(value)).append("\">");
  }

  /** A line of text. */
  void text(String label, String name, String value) {
    input(label, name, value, "type=\"text\" maxlength=\"255\" autocomplete=\"off\"");
  }

  /** An address that must be given. */
  void url(String label, String name) {
    input(
        label,
        name,
        "",
        "type=\"url\" maxlength=\"255\" required placeholder=\"http://host:port\" size=\"32\"");
  }

  /** A whole number. */
  void number(String label, String name, String value, int least, int most) {
    input(
        label,
        name,
        value,
        "type=\"number\" min=\"" + least + "\" max=\"" + most + "\" step=\"1\"");
  }

  /** A number with two decimals. */
  void decimal(String label, String name, String value, int least, int most) {
    input(
        label,
        name,
        value,
        "type=\"number\" min=\"" + least + "\" max=\"" + most + "\" step=\"0.01\"");
  }

  private void input(String label, String name, String value, String attributes) {
    html.append("<label>").append(label).append("<input ").append(attributes);
    html.append(" name=\"").append(name).append("\" value=\"").append(Html.escape(value));
    html.append("\"></label>\n");
  }

  /** One of two. */
  void onOff(String label, String name, boolean on) {
    begin(label, name);
    option("1", "On", on);
    option("0", "Off", !on);
    html.append("</select></label>\n");
  }

  /** One of {@code options}, each its own value. */
  void select(String label, String name, String chosen, List<String> options) {
    begin(label, name);
    options.forEach(
        each -> option(each, each.isEmpty() ? "none" : each, each.equalsIgnoreCase(chosen)));
    html.append("</select></label>\n");
  }

  private void begin(String label, String name) {
    html.append("<label>").append(label).append("<select name=\"").append(name).append("\">");
  }

  private void option(String value, String text, boolean chosen) {
    html.append("<option value=\"").append(Html.escape(value)).append('"');
    html.append(chosen ? " selected>" : ">").append(Html.escape(text)).append("</option>");
  }

  /** The button, and the end. */
  void end(String button) {
    html.append("</div>\n<button class=\"main\">").append(button).append("</button></form>\n");
  }
}
