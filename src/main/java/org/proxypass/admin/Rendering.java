package org.proxypass.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.proxypass.balancer.Balancer;
import org.proxypass.http.Acceptance;
import org.proxypass.http.Fields;

/**
 * The shape of the manager's answer to one request.
 *
 * @param navigation whether a browser shows it in its window
 */
record Rendering(Format format, boolean navigation) {
  private static final List<String> JSON_TYPES = List.of("application/json");

  /** What the client likes to read. */
  enum Format {
    /** The page. */
    HTML,
    /** httpd's XML. */
    XML,
    /** JSON. */
    JSON
  }

  /**
   * What a client that sent these fields wants.
   *
   * @param parameters of the query or the form
   * @param trust httpd's XML is for our own pages only
   */
  static Rendering of(Fields fields, FormFields parameters, Trust trust) {
    boolean navigation = "navigate".equals(fields.first("Sec-Fetch-Mode"));
    if (parameters.has("xml", "1") && trust == Trust.OWN) {
      return new Rendering(Format.XML, navigation);
    }
    boolean json =
        parameters.has("format", "json")
            || Acceptance.prefers(fields.joined("Accept"), JSON_TYPES, "text/html");
    return new Rendering(json ? Format.JSON : Format.HTML, navigation);
  }

  /** {@code view} with {@code status}. */
  Answer answer(int status, ManagerView view) {
    return switch (format) {
      case HTML -> Answer.page(status, ManagerPage.render(view));
      case XML -> Answer.text(status, "text/xml; charset=utf-8", ManagerXml.render(view));
      case JSON ->
          status < 400
              ? Answer.json(status, ManagerJson.render(view))
              : Answer.text(
                  status, "application/problem+json", ManagerJson.problem(status, view.notice()));
    };
  }

  /**
   * The answer to a change that was made. A browser is sent to the page, so that reloading it
   * changes nothing again; a script sees the page at once, as with httpd.
   */
  Answer changed(ManagerView view, Balancer balancer) {
    if (format == Format.HTML && navigation) {
      String name = URLEncoder.encode(balancer.name(), StandardCharsets.UTF_8);
      return Answer.text(303, "text/plain; charset=utf-8", "")
          .with("Location", view.self() + "?saved=" + name + "#" + name);
    }
    return answer(200, view.saying(inForce(balancer), false));
  }

  /** What is said behind a change. */
  static String inForce(Balancer balancer) {
    return "The change of balancer://" + balancer.name() + " is in force.";
  }
}
