package dev.countersign.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.UUID;

/**
 * A connection that sends one signed request over and over, each time under another GUID, which is
 * not part of what is signed. It costs next to nothing beside the server.
 */
final class KeptConnection implements AutoCloseable {
  private static final String ACCEPTED = "HTTP/1.1 202 ";
  private static final String END_OF_ANSWER = "The delivery is accepted.";

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] request;
  private final int guidOffset;
  private final byte[] answer = new byte[4096];

  KeptConnection(int port, byte[] payload) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = socket.getInputStream();
    String untilGuid =
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nUser-Agent: GitHub-Hookshot/1\r\n"
            + "Accept: */*\r\nContent-Type: application/json\r\nX-GitHub-Event: release\r\n"
            + "X-Hub-Signature-256: "
            + WebhookServer.SIGNATURE.sign(payload)
            + "\r\nContent-Length: "
            + payload.length
            + "\r\nX-GitHub-Delivery: ";
    String head = untilGuid + new UUID(0, 0) + "\r\n\r\n";
    guidOffset = untilGuid.length();
    request = new byte[head.length() + payload.length];
    System.arraycopy(head.getBytes(ISO_8859_1), 0, request, 0, head.length());
    System.arraycopy(payload, 0, request, head.length(), payload.length);
  }

  /** Sends the request and waits for its answer, which must be 202. */
  void deliver(UUID guid) throws IOException {
    byte[] text = guid.toString().getBytes(ISO_8859_1);
    System.arraycopy(text, 0, request, guidOffset, text.length);
    out.write(request);
    int length = 0;
    while (!endsAnswer(length)) {
      int read = in.read(answer, length, answer.length - length);
      if (read < 0) {
        throw new IOException("the server closed the connection");
      }
      length += read;
    }
    String received = new String(answer, 0, length, ISO_8859_1);
    if (!received.startsWith(ACCEPTED)) {
      throw new IOException("expected " + ACCEPTED + "found " + received);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private boolean endsAnswer(int length) {
    return length > END_OF_ANSWER.length()
        && new String(answer, length - END_OF_ANSWER.length(), END_OF_ANSWER.length(), ISO_8859_1)
            .equals(END_OF_ANSWER);
  }
}
