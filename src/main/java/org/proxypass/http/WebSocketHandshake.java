package org.proxypass.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** What both ends of a WebSocket prove to each other when they leave HTTP (RFC 6455 §4). */
public final class WebSocketHandshake {
  /** The protocol's name in the Upgrade field. */
  public static final String PROTOCOL = "websocket";

  private static final String KEY = "Sec-WebSocket-Key";
  private static final String ACCEPT = "Sec-WebSocket-Accept";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;
  private static final int KEY_CHARACTERS = 24;

  private WebSocketHandshake() {}

  /** Whether {@code request} has exactly one key, of 16 bytes in base64 (RFC 6455 §4.2.1). */
  public static boolean hasKey(Fields request) {
    List<String> keys = request.all(KEY);
    if (keys.size() != 1 || keys.get(0).length() != KEY_CHARACTERS) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(keys.get(0)).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /**
   * Whether {@code response} proves that whoever sent it has read {@code request} as a WebSocket
   * handshake (RFC 6455 §4.1).
   */
  public static boolean accepts(Fields request, Fields response) {
    List<String> accepts = response.all(ACCEPT);
    String key = request.first(KEY);
    return key != null && accepts.size() == 1 && accepts.get(0).equals(answer(key));
  }

  /** The Sec-WebSocket-Accept that answers {@code key} (RFC 6455 §4.2.2). */
  public static String answer(String key) {
    try {
      byte[] text = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
