package org.proxypass.config;

import java.util.List;

/** The rules of RequestHeader and Header, outer scopes first. */
public final class HeaderSettings {
  private HeaderSettings() {}

  /** {@code RequestHeader … early}: before anything else looks at the request. */
  public static final Setting<List<HeaderRule>> REQUEST_EARLY = rules("RequestHeader early");

  /** {@code RequestHeader}: right before the request is prepared for its backend. */
  public static final Setting<List<HeaderRule>> REQUEST = rules("RequestHeader");

  /** {@code Header always … early}: fields that every response starts with. */
  public static final Setting<List<HeaderRule>> RESPONSE_EARLY = rules("Header always early");

  /** {@code Header always}: fields beside those of the backend, on our own errors too. */
  public static final Setting<List<HeaderRule>> RESPONSE_ALWAYS = rules("Header always");

  /** {@code Header [onsuccess]}: works on the fields of the backend or the local file. */
  public static final Setting<List<HeaderRule>> RESPONSE = rules("Header");

  private static Setting<List<HeaderRule>> rules(String name) {
    return Setting.merging(name, List.of(), Lists::concat);
  }
}
