package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A kind of engine that serves calls: its pipeline, provider, model and how they behave; one entry
 * of {@code profiles.json}.
 *
 * @param pipeline its name in the configuration
 * @param provider its provider's name
 * @param model the model's name
 * @param weight how many calls of one cycle it serves
 * @param turnMs the shortest and longest usual response, in ms
 * @param firstFrameMs the shortest and longest time to the first frame, in ms
 * @param shares the shares of STT, LLM and TTS in a response; empty where one model does it all
 * @param usdPerMinute what a minute costs
 * @param transport {@code audiosocket} or {@code externalmedia}
 * @param codec the format on the wire
 * @param playsFiles whether some of its calls play files instead of streaming
 * @param uuidIds whether its calls have UUIDs; else Asterisk channel ids
 * @param versions the engine's releases it runs on
 * @param measures what it writes besides the usual facts; see {@link MeasuredFacts}
 * @param settings what it sets in the snapshot, besides its own name
 */
record EngineProfile(
    String pipeline,
    String provider,
    String model,
    int weight,
    @JsonProperty("turn_ms") List<Integer> turnMs,
    @JsonProperty("first_frame_ms") List<Integer> firstFrameMs,
    List<Double> shares,
    @JsonProperty("usd_per_minute") double usdPerMinute,
    String transport,
    String codec,
    @JsonProperty("plays_files") boolean playsFiles,
    @JsonProperty("uuid_ids") boolean uuidIds,
    List<String> versions,
    List<String> measures,
    Map<String, String> settings) {

  /** Copies the lists and the map. */
  EngineProfile {
    turnMs = List.copyOf(turnMs);
    firstFrameMs = List.copyOf(firstFrameMs);
    shares = List.copyOf(shares);
    versions = List.copyOf(versions);
    measures = List.copyOf(measures);
    settings = Map.copyOf(settings);
  }
}
