import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Both ends of many WebSockets, each on one thread.
 *
 * <pre>
 * java Tunnels.java backend PORT               echoes what comes behind each handshake
 * java Tunnels.java client PORT COUNT SECONDS  opens COUNT, says "open", waits for a line, sends
 *                                              messages of 128 bytes on 16 of them for SECONDS,
 *                                              and prints how many came back
 * </pre>
 */
public final class Tunnels {
  private static final int ACTIVE = 16;
  private static final int MESSAGE = 128;
  private static final int FRAME = MESSAGE + 4;

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    if (args[0].equals("backend")) {
      backend(port);
    } else {
      client(port, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    }
  }

  private static void backend(int port) throws Exception {
    Selector selector = Selector.open();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress("127.0.0.1", port), 1024);
    listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    ByteBuffer buffer = ByteBuffer.allocateDirect(65536);
    while (true) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          SocketChannel accepted = listener.accept();
          if (accepted != null) {
            accepted.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ);
          }
        } else {
          serve(key, buffer);
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private static void serve(SelectionKey key, ByteBuffer buffer) throws Exception {
    SocketChannel channel = (SocketChannel) key.channel();
    buffer.clear();
    try {
      if (channel.read(buffer) < 0) {
        channel.close();
        return;
      }
      buffer.flip();
      if (key.attachment() == null) {
        String head = StandardCharsets.ISO_8859_1.decode(buffer).toString();
        if (!head.endsWith("\r\n\r\n")) {
          throw new IOException("a handshake in several pieces");
        }
        key.attach(true);
        int start = head.toLowerCase().indexOf("sec-websocket-key:") + 18;
        String given = head.substring(start, head.indexOf("\r\n", start)).strip();
        String answer =
            Base64.getEncoder()
                .encodeToString(
                    MessageDigest.getInstance("SHA-1")
                        .digest((given + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes()));
        buffer.clear();
        buffer.put(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + answer
                    + "\r\n\r\n")
                .getBytes());
        buffer.flip();
      }
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException gone) {
      channel.close();
    }
  }

  private static void client(int port, int count, int seconds) throws Exception {
    List<SocketChannel> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      channels.add(open(port));
    }
    System.out.println("open");
    System.in.read();
    Selector selector = Selector.open();
    byte[] message = new byte[FRAME];
    message[0] = (byte) 0x82;
    message[1] = 126;
    message[3] = (byte) MESSAGE;
    ByteBuffer out = ByteBuffer.allocateDirect(FRAME).put(message).flip();
    ByteBuffer in = ByteBuffer.allocateDirect(65536);
    for (SocketChannel channel : channels.subList(0, Math.min(ACTIVE, count))) {
      channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, new int[1]);
      channel.write(out.rewind());
    }
    long echoed = 0;
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      selector.select(100);
      for (SelectionKey key : selector.selectedKeys()) {
        SocketChannel channel = (SocketChannel) key.channel();
        int read = channel.read(in.clear());
        if (read < 0) {
          throw new IOException("a tunnel ended");
        }
        int[] received = (int[]) key.attachment();
        received[0] += read;
        if (received[0] >= FRAME) {
          received[0] -= FRAME;
          echoed++;
          channel.write(out.rewind());
        }
      }
      selector.selectedKeys().clear();
    }
    System.out.println(echoed);
  }

  private static SocketChannel open(int port) throws IOException {
    SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
    String head =
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    channel.write(ByteBuffer.wrap(head.getBytes()));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (!answer.toString().endsWith("\r\n\r\n")) {
      if (channel.read(one.clear()) < 0) {
        throw new IOException("no answer: " + answer);
      }
      answer.write(one.get(0));
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException(answer.toString());
    }
    return channel;
  }
}
