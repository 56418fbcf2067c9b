package org.proxypass.webapp;

import java.nio.file.Path;
import java.util.Map;
import org.proxypass.http.Ascii;

/** The media types of the files that error pages are made of. */
final class MediaTypes {
  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("css", "text/css"),
          Map.entry("js", "text/javascript"),
          Map.entry("mjs", "text/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain"),
          Map.entry("xml", "application/xml"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("pdf", "application/pdf"));

  private MediaTypes() {}

  /** The type by the file's extension; {@code application/octet-stream} for an unknown one. */
  static String of(Path file) {
    String name = file.toString();
    String extension = Ascii.lower(name.substring(name.lastIndexOf('.') + 1));
    return BY_EXTENSION.getOrDefault(extension, "application/octet-stream");
  }
}
