package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;

/**
 * Which call a body is about.
 *
 * <p>The names of the events were read in the vendors' SDKs and pages: Vapi sends many kinds of
 * server messages to the same address, Retell sends events during the call, and ElevenLabs sends
 * audio and failed attempts.
 */
sealed interface ReportIdentity {
  /** It is the report of this call. */
  record OfCall(CallId call) implements ReportIdentity {}

  /** It is about something else than a call that has ended. */
  record NotEnded() implements ReportIdentity {}

  /** It cannot be used. */
  record Unusable(QuarantineReason why) implements ReportIdentity {}

  /** Reads it from a body. */
  static ReportIdentity of(InboxSource source, byte[] body) {
    Places places = places(source);
    Map<String, String> found;
    try {
      found = JsonValues.at(body, places.all());
    } catch (IOException notJson) {
      return new Unusable(QuarantineReason.NOT_JSON);
    }
    if (!places.event().isEmpty()
        && !places.ended().contains(found.getOrDefault(places.event(), ""))) {
      return found.containsKey(places.event())
          ? new NotEnded()
          : new Unusable(QuarantineReason.MALFORMED);
    }
    for (String place : places.ids()) {
      String id = found.getOrDefault(place, "");
      if (!id.isEmpty()) {
        return ofCall(id);
      }
    }
    return new Unusable(QuarantineReason.NO_CALL_ID);
  }

  /** That of a call with this id. */
  static ReportIdentity ofCall(String id) {
    return CallId.parse(id)
        .<ReportIdentity>map(OfCall::new)
        .orElse(new Unusable(QuarantineReason.BAD_CALL_ID));
  }

  /**
   * Where a source writes what.
   *
   * @param event the place of the kind of event; "" if all bodies are reports
   * @param ended the kinds of event that report an ended call
   * @param ids the places of the id, the first that is there counts
   */
  record Places(String event, Set<String> ended, List<String> ids) {
    Set<String> all() {
      Set<String> all = new HashSet<>(ids);
      all.add(event);
      return all;
    }
  }

  private static Places places(InboxSource source) {
    return switch (source) {
      case VAPI ->
          new Places("message.type", Set.of("end-of-call-report"), List.of("message.call.id"));
      case RETELL ->
          new Places("event", Set.of("call_ended", "call_analyzed"), List.of("call.call_id"));
      case ELEVENLABS ->
          new Places("type", Set.of("post_call_transcription"), List.of("data.conversation_id"));
      case DOGRAH, GENERIC, LIVEKIT ->
          new Places("", Set.of(), List.of("call_uuid", "call_id", "uuid", "id"));
    };
  }
}
