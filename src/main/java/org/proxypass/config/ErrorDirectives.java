package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proxypass.http.Ascii;

/** The declarations about error pages and the local files they need. */
final class ErrorDirectives {
  private ErrorDirectives() {}

  static List<DirectiveSpec> all() {
    return List.of(
        directive("ErrorDocument")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takes(2, "status \"text\"|/path|url|default")
            .byDefault("a built-in page")
            .summary("What the client gets with an error this server answers itself.")
            .details(
                """
                The status is 400 to 599. An argument with a space in it, or that is neither a path
                nor a URL, is sent as text/html. A path is fetched with GET as if the client had asked
                for it, from a backend or a local file, and sent with the status of the error. An
                absolute `http` or `https` URL makes a redirect (302); for 401 it is ignored with a
                warning, because the client would lose the challenge. `default` is the built-in page.
                Inner sections replace single statuses.""")
            .example(
                """
                ErrorDocument 503 "Back in five minutes."
                ErrorDocument 404 /errors/404.html""")
            .does(ErrorDirectives::errorDocument),
        directive("Alias")
            .in(SERVER, VIRTUAL_HOST)
            .takes(2, "path file-or-directory")
            .summary("Serves local files under a path that is not proxied.")
            .details(
                """
                Meant for error pages, a favicon and the like. The path must be excluded with
                `ProxyPass path !` when a more general ProxyPass would take it. The first alias that
                matches counts; those of a virtual host are tried before those of the main server.
                A relative file starts at the ServerRoot.""")
            .example(
                """
                ProxyPass /errors !
                Alias /errors /srv/errors""")
            .does(ErrorDirectives::alias),
        directive("DocumentRoot")
            .in(SERVER, VIRTUAL_HOST)
            .takes(1, "directory")
            .byDefault("none")
            .summary("Where local files lie for paths that are neither proxied nor aliased.")
            .details(
                """
                Without it such paths give 404. A relative directory starts at the ServerRoot.""")
            .example("DocumentRoot /srv/www")
            .does(ErrorDirectives::documentRoot));
  }

  private static void errorDocument(Invocation call) throws InvalidDirectiveException {
    int status = status(call.word(0));
    ErrorDocumentSpec document = document(call.word(1));
    if (status == 401 && document instanceof ErrorDocumentSpec.Redirect) {
      call.warning("is ignored: a redirect cannot answer 401");
      return;
    }
    Map<Integer, ErrorDocumentSpec> documents =
        new HashMap<>(call.scope().settings().get(ErrorSettings.ERROR_DOCUMENTS));
    documents.put(status, document);
    call.set(ErrorSettings.ERROR_DOCUMENTS, Map.copyOf(documents));
  }

  private static int status(String text) throws InvalidDirectiveException {
    boolean valid =
        text.length() == 3
            && (text.charAt(0) == '4' || text.charAt(0) == '5')
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!valid) {
      throw new InvalidDirectiveException(
          "'" + text + "' is not an error status; allowed are 400 to 599");
    }
    return Integer.parseInt(text);
  }

  /** httpd's heuristic (core.c, set_error_document): a space makes it text. */
  private static ErrorDocumentSpec document(String text) throws InvalidDirectiveException {
    if (text.contains("%{")) {
      throw new InvalidDirectiveException("an expression with %{ is not supported yet");
    }
    if (text.indexOf(' ') >= 0) {
      return new ErrorDocumentSpec.Text(text);
    }
    if (text.startsWith("/")) {
      return new ErrorDocumentSpec.LocalPath(text);
    }
    int scheme = text.indexOf("://");
    if (scheme > 0 && text.substring(0, scheme).chars().allMatch(Character::isLetterOrDigit)) {
      String name = Ascii.lower(text.substring(0, scheme));
      if (!name.equals("http") && !name.equals("https")) {
        throw new InvalidDirectiveException(
            "scheme '" + name + "' is not allowed; allowed are http and https");
      }
      return new ErrorDocumentSpec.Redirect(text);
    }
    return text.equalsIgnoreCase("default")
        ? new ErrorDocumentSpec.BuiltIn()
        : new ErrorDocumentSpec.Text(text);
  }

  private static void alias(Invocation call) throws InvalidDirectiveException {
    String path = call.word(0);
    if (!path.startsWith("/")) {
      throw new InvalidDirectiveException("'" + path + "' is not a path; it must begin with /");
    }
    call.scope().host().addAliasPath(new PathAlias(path, call.absolute(call.word(1))));
  }

  private static void documentRoot(Invocation call) throws InvalidDirectiveException {
    Path directory = call.absolute(call.word(0));
    if (!Files.isDirectory(directory)) {
      call.warning("'" + directory + "' is not a directory");
    }
    call.set(ServerSettings.DOCUMENT_ROOT, Optional.of(directory));
  }
}
