package org.voiceagent.exporter.bench;

/** The files of a session as an engine of today writes them. */
final class SessionText {
  private SessionText() {}

  /** A {@code metrics.json} of 1.1 KB. */
  static String summary(int number) {
    return """
    {
      "schema_version": 1,
      "pipeline_name": "local_hybrid",
      "provider_id": "openai_realtime",
      "model_variant": "gpt-realtime",
      "engine_version": "4.3.0",
      "started_at": "2025-10-26T03:27:30Z",
      "ended_at": "2025-10-26T03:28:16Z",
      "duration_seconds": %d.9,
      "outcome": "completed",
      "turns": 7,
      "barge_in_count": 1,
      "streaming": {
        "jitter_low_watermark_hits": 4, "underflow_events": 12, "frames_sent": 2250,
        "fallback_count": 1, "fallback_reasons": ["timeout>8.0s"], "restarts": 0,
        "keepalive_timeouts": 0, "jitter_buffer_depth_max": 6, "first_frame_ms": 310
      },
      "latency": {
        "turn_ms": [820, 1430, 990, 1204, 1377], "avg_turn_ms": 1164, "max_turn_ms": 1430,
        "stt_ms": 180, "llm_ms": 610, "tts_ms": 240
      },
      "audio": {
        "transport": "audiosocket", "downstream_mode": "stream", "codec": "slin",
        "sample_rate_hz": 8000, "codec_alignment_ok": true
      },
      "usage": {"input_tokens": 1800, "output_tokens": 240, "cost_usd": 0.041},
      "business": {"resolved": true, "csat": 4, "transferred": false}
    }
    """
        .formatted(20 + number);
  }

  /** A {@code transcript.jsonl} of 14 lines, unscored. */
  static String transcript() {
    StringBuilder lines = new StringBuilder();
    for (int turn = 0; turn < 7; turn++) {
      lines.append(
          """
          {"ts":"2025-10-26T03:27:%1$d0Z","turn":%1$d,"role":"user",\
          "text":"You keep cutting out, and I have been waiting for the parcel since Tuesday."}
          {"ts":"2025-10-26T03:27:%1$d1Z","turn":%1$d,"role":"assistant",\
          "text":"I am sorry about that. It is on its way and arrives today.","latency_ms":1164}
          """
              .formatted(turn % 6));
    }
    return lines.toString();
  }

  /** A {@code config_snapshot.yaml}; another number makes another text. */
  static String snapshot(int number) {
    StringBuilder text = new StringBuilder("config_version: 6\nactive_pipeline: local_hybrid\n");
    text.append("streaming:\n  low_watermark_ms: ").append(80 + number).append('\n');
    for (int section = 0; section < 8; section++) {
      text.append("section_").append(section).append(":\n");
      for (int key = 0; key < 5; key++) {
        text.append("  key_").append(key).append("_ms: ").append(10 * key).append('\n');
      }
    }
    return text.toString();
  }
}
