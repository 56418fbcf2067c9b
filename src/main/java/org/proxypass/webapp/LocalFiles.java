package org.proxypass.webapp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proxypass.config.PathAlias;
import org.proxypass.config.ServerSettings;
import org.proxypass.exchange.ClientRequest;
import org.proxypass.exchange.Fault;
import org.proxypass.exchange.Response;
import org.proxypass.http.Fields;
import org.proxypass.http.HttpDate;
import org.proxypass.http.PathEncoding;
import org.proxypass.http.PathPrefix;

/**
 * Files of Alias and DocumentRoot: what error pages, their pictures and a favicon need. Anything
 * more is a web server's job.
 */
final class LocalFiles {

  /**
   * The file for a request that is not proxied.
   *
   * @throws Fault 404 when there is none, 403 for a directory without index.html, 405 for any
   *     method but GET and HEAD
   */
  Response serve(Passage passage) {
    String path =
        new String(
            passage.path().decoded().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    Path file = locate(passage, path);
    if (file == null) {
      throw Fault.client(404, "no mapping and no local file for the path");
    }
    ClientRequest request = passage.exchange().clientRequest();
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isOther()) {
        throw Fault.client(403, file + " is no regular file");
      }
      if (!attributes.isDirectory()) {
        requireRead(request);
        return respond(request, file, attributes);
      }
      if (!path.endsWith("/")) {
        return toDirectory(passage);
      }
      Path index = file.resolve("index.html");
      requireRead(request);
      return respond(request, index, Files.readAttributes(index, BasicFileAttributes.class));
    } catch (IOException e) {
      boolean directory = Files.isDirectory(file);
      throw Fault.client(directory ? 403 : 404, "cannot read " + file, e);
    }
  }

  private static void requireRead(ClientRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw Fault.client(405, request.method() + " on a local file");
    }
  }

  private static @Nullable Path locate(Passage passage, String path) {
    for (PathAlias alias : passage.host().config().aliasPaths()) {
      int covered = PathPrefix.ofAlias(alias.path(), path);
      if (covered >= 0) {
        return below(alias.target(), path.substring(covered));
      }
    }
    Optional<Path> root = passage.settings().get(ServerSettings.DOCUMENT_ROOT);
    return root.isPresent() ? below(root.get(), path) : null;
  }

  /** Resolves a canonical path; nothing outside of {@code root} can be named by it. */
  private static @Nullable Path below(Path root, String path) {
    int start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    if (path.indexOf('\\') >= 0) {
      return null;
    }
    Path below = relative(path.substring(start));
    if (below == null || hasHidden(below)) {
      return null;
    }
    Path resolved = root.resolve(below).normalize();
    return resolved.startsWith(root.normalize()) ? resolved : null;
  }

  /** Null for what this file system cannot name. */
  private static @Nullable Path relative(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** httpd's own configuration denies ".ht*"; dot files and folders are never meant to be seen. */
  private static boolean hasHidden(Path path) {
    for (Path name : path) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static Response toDirectory(Passage passage) {
    String location =
        passage.exchange().publicAddress().origin()
            + passage.exchange().publicAddress().contextPath()
            + PathEncoding.encode(passage.path().decoded(), 0)
            + "/";
    return new Response(301, Fields.of("Location", location), EmptyBody.INSTANCE);
  }

  private static Response respond(ClientRequest request, Path file, BasicFileAttributes attributes)
      throws IOException {
    long modified = attributes.lastModifiedTime().toMillis() / 1000;
    String tag =
        "\"" + Long.toHexString(modified) + "-" + Long.toHexString(attributes.size()) + "\"";
    Fields fields = Fields.of("Last-Modified", HttpDate.format(modified), "ETag", tag);
    String noneMatch = request.fields().first("If-None-Match");
    if (noneMatch != null && noneMatch.equals(tag)) {
      return new Response(304, fields, EmptyBody.INSTANCE);
    }
    fields.add("Content-Type", MediaTypes.of(file));
    fields.add("Content-Length", Long.toString(attributes.size()));
    if (request.method().equals("HEAD")) {
      return new Response(200, fields, EmptyBody.INSTANCE);
    }
    return new Response(200, fields, new FileBody(Files.newInputStream(file), attributes.size()));
  }
}
