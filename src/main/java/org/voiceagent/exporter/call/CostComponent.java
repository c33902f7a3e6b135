package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a part of a call's cost was spent on; the set is fixed because it labels a metric. */
public enum CostComponent {
  /** The language model, or a model that hears and speaks by itself. */
  LLM,
  /** Speech to text. */
  STT,
  /** Text to speech. */
  TTS,
  /** The telephone line or the media connection. */
  TRANSPORT,
  /** What the platform charges for itself, and everything that is none of the others. */
  PLATFORM,
  /** The whole call; never a part of a sum. */
  TOTAL;

  private static final Map<String, CostComponent> WORDS =
      Map.ofEntries(
          Map.entry("llm", LLM),
          Map.entry("model", LLM),
          Map.entry("analysis", LLM),
          Map.entry("stt", STT),
          Map.entry("asr", STT),
          Map.entry("transcriber", STT),
          Map.entry("transcription", STT),
          Map.entry("tts", TTS),
          Map.entry("voice", TTS),
          Map.entry("synthesizer", TTS),
          Map.entry("transport", TRANSPORT),
          Map.entry("telephony", TRANSPORT),
          Map.entry("network", TRANSPORT),
          Map.entry("platform", PLATFORM),
          Map.entry("total", TOTAL));

  /** The component that an engine's word means; empty for another word. */
  public static Optional<CostComponent> of(String word) {
    return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
