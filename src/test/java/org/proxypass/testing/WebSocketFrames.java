package org.proxypass.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** WebSocket frames (RFC 6455 §5.2) by hand, for either end. */
public final class WebSocketFrames {
  /** The key of RFC 6455 §1.3. */
  public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** The answer to {@link #KEY} in RFC 6455 §1.3. */
  public static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  /** The opcode of a continuation. */
  public static final int CONTINUATION = 0;

  /** The opcode of text. */
  public static final int TEXT = 1;

  /** The opcode of bytes. */
  public static final int BINARY = 2;

  /** The opcode of a Close frame. */
  public static final int CLOSE = 8;

  /** The opcode of a Ping frame. */
  public static final int PING = 9;

  /** The opcode of a Pong frame. */
  public static final int PONG = 10;

  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  /** One frame as it was read, its mask taken off. */
  public record Frame(boolean last, int opcode, boolean masked, byte[] payload) {
    /** The payload as text. */
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** The status of a Close frame; 1005 when it has none. */
    public int closeStatus() {
      return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }
  }

  private WebSocketFrames() {}

  /** The handshake of a client for {@code target}. */
  public static String request(String target) {
    return "GET "
        + target
        + " HTTP/1.1\r\nHost: front.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: "
        + KEY
        + "\r\nSec-WebSocket-Version: 13\r\n\r\n";
  }

  /** The answer to {@link #request} that agrees. */
  public static String response() {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + ACCEPT
        + "\r\n\r\n";
  }

  /** A frame of a client: masked. */
  public static byte[] ofClient(boolean last, int opcode, byte[] payload) {
    return frame(last, opcode, payload, true);
  }

  /** A whole text message of a client. */
  public static byte[] textOfClient(String text) {
    return ofClient(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A frame of a server. */
  public static byte[] ofServer(boolean last, int opcode, byte[] payload) {
    return frame(last, opcode, payload, false);
  }

  /** The payload of a Close frame. */
  public static byte[] status(int status) {
    return new byte[] {(byte) (status >> 8), (byte) status};
  }

  private static byte[] frame(boolean last, int opcode, byte[] payload, boolean masked) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write((last ? 0x80 : 0) | opcode);
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      frame.write(mask | payload.length);
    } else if (payload.length < 65536) {
      frame.write(mask | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(mask | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    if (!masked) {
      frame.writeBytes(payload);
      return frame.toByteArray();
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i & 3]);
    }
    return frame.toByteArray();
  }

  /**
   * The next frame.
   *
   * @throws EOFException when the connection ends before it is whole
   */
  public static Frame read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    boolean masked = (second & 0x80) != 0;
    byte[] mask = new byte[4];
    if (masked) {
      in.readFully(mask);
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return new Frame((first & 0x80) != 0, first & 0x0f, masked, payload);
  }
}
