package org.proxypass.config;

import static org.proxypass.config.Context.LOCATION;
import static org.proxypass.config.Context.PROXY;
import static org.proxypass.config.Context.SERVER;
import static org.proxypass.config.Context.VIRTUAL_HOST;
import static org.proxypass.config.DirectiveSpec.directive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proxypass.expression.ExpressionSyntaxException;
import org.proxypass.expression.Template;
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
                nor a URL, is sent as text/html. A path is fetched with GET (HEAD for a HEAD) and
                without the client's body, from a backend or a local file, and sent with the status
                of the error. An absolute `http` or `https` URL makes a redirect (302); for 401 it
                is ignored with a warning, because the client would lose the challenge. `default` is
                the built-in page. Each form may hold `%{…}`; values put into a text are escaped for
                HTML. Inner sections replace single statuses. When the page fails itself, the
                built-in page says so; see [Error pages](error-pages.md).""")
            .example(
                """
                ErrorDocument 503 "Back in five minutes."
                ErrorDocument 404 /errors/404.html?for=%{escape:%{REQUEST_URI}}""")
            .does(ErrorDirectives::errorDocument),
        directive("ProxyErrorOverride")
            .in(SERVER, VIRTUAL_HOST, LOCATION, PROXY)
            .takesAtLeast(1, "On|Off [status …]")
            .byDefault("Off")
            .summary("Answers errors of a backend with our own page.")
            .details(
                """
                On replaces every response of a backend with a status of 400 to 599, or only those
                listed, by what `ErrorDocument` says for that status or by the built-in page. The
                status stays. The backend's body is thrown away and so are its fields, but for
                `WWW-Authenticate` with 401, `Allow` with 405 and `Retry-After`. A 407 becomes 502:
                its challenge is meant for us. The lists of nested scopes add up; the inner On or Off
                wins.""")
            .example("ProxyErrorOverride On 404 500 502 503 504")
            .does(ErrorDirectives::errorOverride),
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
    boolean away =
        document instanceof ErrorDocumentSpec.Redirect
            || (document instanceof ErrorDocumentSpec.Computed computed
                && computed.kind() == ErrorDocumentSpec.Kind.REDIRECT);
    if (status == 401 && away) {
      call.warning("is ignored: a redirect cannot answer 401");
      return;
    }
    Map<Integer, ErrorDocumentSpec> documents =
        new HashMap<>(call.scope().settings().get(ErrorSettings.ERROR_DOCUMENTS));
    documents.put(status, document);
    call.set(ErrorSettings.ERROR_DOCUMENTS, Map.copyOf(documents));
  }

  private static void errorOverride(Invocation call) throws InvalidDirectiveException {
    boolean enabled = call.flag(0);
    Set<Integer> statuses = new HashSet<>();
    for (String word : call.words().subList(1, call.words().size())) {
      statuses.add(status(word));
    }
    ErrorOverride earlier = call.scope().settings().get(ErrorSettings.ERROR_OVERRIDE);
    call.set(
        ErrorSettings.ERROR_OVERRIDE, earlier.mergedWith(new ErrorOverride(enabled, statuses)));
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

  private static ErrorDocumentSpec document(String text) throws InvalidDirectiveException {
    if (text.equalsIgnoreCase("default")) {
      return new ErrorDocumentSpec.BuiltIn();
    }
    ErrorDocumentSpec.Kind kind = kind(text);
    if (text.contains("%{")) {
      return new ErrorDocumentSpec.Computed(kind, template(text));
    }
    return switch (kind) {
      case TEXT -> new ErrorDocumentSpec.Text(text);
      case LOCAL_PATH -> new ErrorDocumentSpec.LocalPath(text);
      case REDIRECT -> new ErrorDocumentSpec.Redirect(text);
    };
  }

  /** httpd's heuristic (core.c, set_error_document): a space makes it text. */
  private static ErrorDocumentSpec.Kind kind(String text) throws InvalidDirectiveException {
    if (text.indexOf(' ') >= 0) {
      return ErrorDocumentSpec.Kind.TEXT;
    }
    if (text.startsWith("/")) {
      return ErrorDocumentSpec.Kind.LOCAL_PATH;
    }
    int scheme = text.indexOf("://");
    if (scheme > 0 && text.substring(0, scheme).chars().allMatch(Character::isLetterOrDigit)) {
      String name = Ascii.lower(text.substring(0, scheme));
      if (!name.equals("http") && !name.equals("https")) {
        throw new InvalidDirectiveException(
            "scheme '" + name + "' is not allowed; allowed are http and https");
      }
      return ErrorDocumentSpec.Kind.REDIRECT;
    }
    return ErrorDocumentSpec.Kind.TEXT;
  }

  private static Template template(String text) throws InvalidDirectiveException {
    try {
      return Template.compile(text);
    } catch (ExpressionSyntaxException invalid) {
      throw new InvalidDirectiveException(String.valueOf(invalid.getMessage()));
    }
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
