package org.proxypass.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path as a servlet container reads it: the parameters of segments ({@code ;a=b}) do not count,
 * and {@code ..;} climbs like {@code ..} (mod_proxy.c, alias_match_servlet).
 *
 * @param bare the whole path without parameters: what rules must see
 * @param rest what stands behind the prefix, parameters included
 */
record ServletPath(String bare, String rest) {

  /**
   * Reads {@code encoded}.
   *
   * @param prefix the path of a mapping
   * @return null when the prefix does not cover it, or when it climbs above the root
   */
  static @Nullable ServletPath of(String encoded, String prefix) {
    List<String> segments = segments(encoded);
    List<String> wanted = segments(prefix);
    int next = segments == null || wanted == null ? -1 : covered(segments, wanted);
    if (segments == null || next < 0) {
      return null;
    }
    String rest = tail(segments, next, encoded);
    if (prefix.endsWith("/")) {
      if (rest.isEmpty()) {
        return null;
      }
      rest = rest.substring(1);
    } else if (!rest.isEmpty() && next > 0) {
      // The parameters of the last covered segment go along, but not at the very end.
      rest = parameters(segments.get(next - 1)) + rest;
    }
    return new ServletPath(bare(segments, encoded.endsWith("/")), rest);
  }

  private static String tail(List<String> segments, int next, String encoded) {
    StringBuilder tail = new StringBuilder();
    for (String segment : segments.subList(next, segments.size())) {
      tail.append('/').append(segment);
    }
    return encoded.endsWith("/") ? tail.append('/').toString() : tail.toString();
  }

  /** The segments with dots resolved; null when they climb above the root. */
  private static @Nullable List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      String name = name(segment);
      if (name.equals("..")) {
        if (segments.isEmpty()) {
          return null;
        }
        segments.remove(segments.size() - 1);
      } else if (!segment.isEmpty() && !name.equals(".")) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private static String name(String segment) {
    int semicolon = segment.indexOf(';');
    return semicolon < 0 ? segment : segment.substring(0, semicolon);
  }

  private static String parameters(String segment) {
    int semicolon = segment.indexOf(';');
    return semicolon < 0 ? "" : segment.substring(semicolon);
  }

  /** How many segments {@code wanted} covers, or -1. */
  private static int covered(List<String> segments, List<String> wanted) {
    int next = 0;
    for (String name : wanted) {
      while (next < segments.size() && name(segments.get(next)).isEmpty()) {
        next++;
      }
      if (next == segments.size() || !name(segments.get(next)).equals(name)) {
        return -1;
      }
      next++;
    }
    return next;
  }

  private static String bare(List<String> segments, boolean slash) {
    StringBuilder bare = new StringBuilder();
    for (String segment : segments) {
      String name = name(segment);
      if (!name.isEmpty()) {
        bare.append('/').append(name);
      }
    }
    return slash || bare.isEmpty() ? bare.append('/').toString() : bare.toString();
  }
}
