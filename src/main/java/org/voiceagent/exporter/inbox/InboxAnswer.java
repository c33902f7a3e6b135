package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.httpserver.Response;

/** The responses of the inbox. */
final class InboxAnswer {
  private static final int NOT_ALLOWED = 405;
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<String, String> PROTOBUF =
      Map.of("Content-Type", "application/x-protobuf");
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  /** The code UNAVAILABLE of gRPC. */
  private static final int UNAVAILABLE = 14;

  private InboxAnswer() {}

  /** The body is stored. */
  static Response stored() {
    return new Response(200, JSON, List.of("{}\n".getBytes(UTF_8)), false);
  }

  /** As OTLP has it: an empty message. */
  static Response storedLogs() {
    return new Response(200, PROTOBUF, List.of(), false);
  }

  /** An error as on the other pages. */
  static Response error(RequestRefused refused) {
    return error(refused.status(), refused.getMessage(), refused.retryAfterSeconds());
  }

  /** An error as on the other pages. */
  static Response error(int status, String why, int retryAfterSeconds) {
    Map<String, String> headers = new HashMap<>(JSON);
    if (status == NOT_ALLOWED) {
      headers.put("Allow", "POST");
    }
    if (retryAfterSeconds > 0) {
      headers.put("Retry-After", Integer.toString(retryAfterSeconds));
    }
    String body = "{\"error\":\"" + why.replace("\\", "").replace("\"", "'") + "\"}\n";
    return new Response(status, headers, List.of(body.getBytes(UTF_8)), false);
  }

  /**
   * An error that LiveKit's agents try again after: they look for {@code google.rpc.RetryInfo} in
   * the body, and give up without it.
   */
  static Response retryLater(RequestRefused refused) {
    byte[] delay = message(1, varint(1, refused.retryAfterSeconds()));
    byte[] detail = concat(message(1, RETRY_INFO.getBytes(UTF_8)), message(2, delay));
    byte[] status =
        concat(
            varint(1, UNAVAILABLE),
            message(2, refused.getMessage().getBytes(UTF_8)),
            message(3, detail));
    Map<String, String> headers = new HashMap<>(PROTOBUF);
    headers.put("Retry-After", Integer.toString(refused.retryAfterSeconds()));
    return new Response(refused.status(), headers, List.of(status), false);
  }

  private static byte[] varint(int field, int value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(field << 3);
    writeVarint(out, value);
    return out.toByteArray();
  }

  private static byte[] message(int field, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((field << 3) | 2);
    writeVarint(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static void writeVarint(ByteArrayOutputStream out, int value) {
    int left = value;
    for (; left > 0x7f; left >>>= 7) {
      out.write((left & 0x7f) | 0x80);
    }
    out.write(left);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
