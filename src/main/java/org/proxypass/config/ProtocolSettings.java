package org.proxypass.config;

import java.util.List;
import java.util.Set;

/** Settings of one scope about the protocol between client and backend. */
public final class ProtocolSettings {
  private ProtocolSettings() {}

  /** {@code ProxyVia}. */
  public static final Setting<ViaMode> VIA = Setting.replacing("ProxyVia", ViaMode.OFF);

  /**
   * {@code ProxyLoopLimit}: how often a request may have come through us before; negative for any
   * number of times.
   */
  public static final Setting<Integer> LOOP_LIMIT = Setting.replacing("ProxyLoopLimit", 2);

  /** {@code ProxyMaxForwards}: Max-Forwards of a request without one; negative adds none. */
  public static final Setting<Long> MAX_FORWARDS = Setting.replacing("ProxyMaxForwards", -1L);

  /** {@code TraceEnable}. */
  public static final Setting<TraceMode> TRACE = Setting.replacing("TraceEnable", TraceMode.OFF);

  /** {@code Proxy100Continue}: whether the backend decides about an expectation. */
  public static final Setting<Boolean> CONTINUE = Setting.replacing("Proxy100Continue", true);

  /** {@code LimitRequestBody} in bytes; 0 for no limit. */
  public static final Setting<Long> LIMIT_REQUEST_BODY = Setting.replacing("LimitRequestBody", 0L);

  /** {@code ProxyAddForwarded}. */
  public static final Setting<Set<ForwardedElement>> FORWARDED =
      Setting.replacing("ProxyAddForwarded", Set.of());

  /** {@code ProxyForwardTrailers}: names of trailer fields in lower case that pass. */
  public static final Setting<List<String>> TRAILERS =
      Setting.replacing("ProxyForwardTrailers", List.of());

  /** {@code ProxyTimeoutStatus}: the status when a backend does not answer in time. */
  public static final Setting<Integer> TIMEOUT_STATUS =
      Setting.replacing("ProxyTimeoutStatus", 502);

  /** {@code ProxyPassReverseExtended}: whether Link, Refresh and a request's Destination count. */
  public static final Setting<Boolean> REVERSE_EXTENDED =
      Setting.replacing("ProxyPassReverseExtended", false);
}
