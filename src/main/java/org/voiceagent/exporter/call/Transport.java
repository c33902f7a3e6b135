package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Map;

/** How audio travels between engine and switch; the set is fixed because it labels metrics. */
public enum Transport {
  AUDIOSOCKET,
  EXTERNALMEDIA,
  WEBSOCKET,
  WEBRTC,
  SIP,
  /** The engine used another word. */
  OTHER,
  /** The engine gave no transport. */
  UNKNOWN;

  private static final Map<String, Transport> WORDS =
      Map.ofEntries(
          Map.entry("", UNKNOWN),
          Map.entry("unknown", UNKNOWN),
          Map.entry("audiosocket", AUDIOSOCKET),
          Map.entry("audio_socket", AUDIOSOCKET),
          Map.entry("tcp", AUDIOSOCKET),
          Map.entry("externalmedia", EXTERNALMEDIA),
          Map.entry("external_media", EXTERNALMEDIA),
          Map.entry("rtp", EXTERNALMEDIA),
          Map.entry("websocket", WEBSOCKET),
          Map.entry("ws", WEBSOCKET),
          Map.entry("webrtc", WEBRTC),
          Map.entry("sip", SIP));

  /** The transport an engine's word means; "" is {@link #UNKNOWN}. */
  public static Transport of(String word) {
    return WORDS.getOrDefault(word.strip().toLowerCase(Locale.ROOT), OTHER);
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
