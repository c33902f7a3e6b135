package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What LiveKit's agents upload of a session: a protobuf header, {@code MetricsRecordingHeader} of
 * livekit-protocol 1.1.29, and the chat history. The header holds the session report without its
 * chat history since livekit-agents 1.8; before, only ids and times.
 *
 * @param job the job's id, unlike the room's never used for two sessions; "" if it is missing
 * @param simulated whether the session was a test that no caller took part in
 * @param report the report as far as it is known; not to be changed
 */
record LiveKitRecording(String job, boolean simulated, ObjectNode report) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads an upload.
   *
   * @param parts the parts of the form by name
   * @throws IOException if a part is malformed
   */
  static LiveKitRecording of(Map<String, byte[]> parts) throws IOException {
    byte[] headerBytes = parts.get(RecordingParts.HEADER);
    if (headerBytes == null) {
      throw new IOException("a recording has no header");
    }
    ProtobufReader header = ProtobufReader.of(headerBytes);
    String job = "";
    String roomId = "";
    boolean simulated = false;
    long durationMillis = 0;
    Optional<ObjectNode> summary = Optional.empty();
    for (int field = header.next(); field != 0; field = header.next()) {
      switch (field) {
        case 1 -> roomId = header.text();
        case 3 -> durationMillis = header.number();
        case 8 -> job = header.text();
        case 9 -> simulated = header.number() != 0;
        case 11 -> summary = Optional.of(object(header.text()));
        default -> {}
      }
    }
    ObjectNode report = summary.orElseGet(JSON::createObjectNode);
    if (!report.has("room_id") && !roomId.isEmpty()) {
      report.put("room_id", roomId);
    }
    if (!report.path("duration_ms").isNumber() && durationMillis > 0) {
      report.put("duration_ms", durationMillis);
    }
    byte[] chat = parts.get(RecordingParts.CHAT_HISTORY);
    if (chat != null) {
      report.set("chat_history", object(new String(chat, UTF_8)));
    }
    return new LiveKitRecording(job, simulated, report);
  }

  private static ObjectNode object(String text) throws IOException {
    JsonNode node = JSON.readTree(text);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IOException("a part of a recording is not an object");
  }
}
