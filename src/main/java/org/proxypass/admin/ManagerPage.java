package org.proxypass.admin;

import org.proxypass.balancer.Balancer;

/** The balancer manager for people. Works without its script; that only keeps figures fresh. */
final class ManagerPage {
  private static final Asset SCRIPT = Asset.read("manager.js");

  private ManagerPage() {}

  static Page render(ManagerView view) {
    StringBuilder html = new StringBuilder(16_384);
    html.append("<header><h1>Balancer manager</h1><p>")
        .append(Html.escape(view.title()))
        .append("</p><p>")
        .append(
            view.persisted()
                ? "Changes survive a restart."
                : "Changes last until the next restart.")
        .append("</p><p class=\"live\" id=\"live\" hidden>")
        .append("<label><input type=\"checkbox\" id=\"pause\"> Pause refresh</label> ")
        .append("<span class=\"soft\" id=\"age\"></span></p></header>\n<main>\n");
    notice(html, view);
    if (view.balancers().isEmpty()) {
      html.append("<p class=\"card\">There are no balancers on this host.</p>\n");
    }
    for (Balancer balancer : view.balancers()) {
      BalancerCard.append(html, view, balancer);
    }
    html.append("</main>\n");
    return new Page("Balancer manager – " + view.title(), html.toString(), SCRIPT);
  }

  private static void notice(StringBuilder html, ManagerView view) {
    if (!view.notice().isEmpty()) {
      html.append(
              view.problem()
                  ? "<p class=\"notice bad\" role=\"alert\">"
                  : "<p class=\"notice\" role=\"status\">")
          .append(Html.escape(view.notice()))
          .append("</p>\n");
    }
  }
}
