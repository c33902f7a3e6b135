package org.voiceagent.exporter.inbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who sends: one for each path below {@code /inbox/}. */
public enum InboxSource {
  /** Vapi's end-of-call report. */
  VAPI("end_of_call_report.json"),
  /** Retell's {@code call_ended} and {@code call_analyzed}. */
  RETELL("retell_call.json"),
  /** The {@code post_call_transcription} of ElevenLabs Agents. */
  ELEVENLABS("elevenlabs_post_call.json"),
  /** A webhook of Dograh whose template is our {@code metrics.json}. */
  DOGRAH("metrics.json"),
  /** What LiveKit Agents upload to {@code LIVEKIT_OBSERVABILITY_URL}. */
  LIVEKIT("session_report.json"),
  /** Any sender of a {@code metrics.json}. */
  GENERIC("metrics.json");

  private final String fileName;

  InboxSource(String fileName) {
    this.fileName = fileName;
  }

  /** The name in the path, in the configuration and in metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The file in a call's folder that holds what this source sends. */
  public String fileName() {
    return fileName;
  }

  /** The source of this name. */
  public static Optional<InboxSource> of(String word) {
    return Arrays.stream(values()).filter(source -> source.word().equals(word)).findFirst();
  }
}
