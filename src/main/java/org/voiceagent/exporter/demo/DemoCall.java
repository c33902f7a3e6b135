package org.voiceagent.exporter.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What a call is, before anything is written: who serves it, what is said when, and what the engine
 * measures. Times are ms since its start; it has no date yet.
 *
 * @param seed the engine's seed
 * @param index its number, from 0
 * @param setup who serves it and how it goes
 * @param utterances what happens, in order of time
 * @param durationMs how long it lasts
 * @param measurements what the engine measures
 */
record DemoCall(
    long seed,
    long index,
    CallSetup setup,
    List<Utterance> utterances,
    int durationMs,
    Measurements measurements) {

  /** Copies the list. */
  DemoCall {
    utterances = List.copyOf(utterances);
  }

  /**
   * Who serves a call and how it goes.
   *
   * @param profile the pipeline, provider and model
   * @param scenario the script
   * @param incident what goes wrong
   * @param style how the files are written
   * @param config the engine's configuration
   * @param streams whether audio is streamed; else files are played
   * @param engineVersion the engine's release
   */
  record CallSetup(
      EngineProfile profile,
      Scenario scenario,
      Incident incident,
      WritingStyle style,
      EngineConfig config,
      boolean streams,
      String engineVersion) {

    /** How audio travels: as configured, else as the profile has it. */
    String transport() {
      return config.override("audio_transport").orElse(profile.transport());
    }

    /** Whether an operator has moved the call from RTP to TCP. */
    boolean leftRtp() {
      return profile.transport().equals("externalmedia") && !transport().equals("externalmedia");
    }
  }

  /**
   * One line of the transcript.
   *
   * @param atMs for the caller the end of the words, for all others their beginning
   * @param role {@code user}, {@code assistant} or {@code tool}
   * @param text what is said
   * @param label the event's or the tool's name, or ""
   * @param latencyMs how long the caller waited for it, if it is an answer
   * @param sentiment the engine's score, if it gives one
   * @param interrupted whether the caller cut it off
   */
  record Utterance(
      int atMs,
      String role,
      String text,
      String label,
      OptionalInt latencyMs,
      OptionalDouble sentiment,
      boolean interrupted) {}

  /** The latency of each response, in ms. */
  List<Integer> latenciesMs() {
    return utterances.stream()
        .filter(utterance -> utterance.latencyMs().isPresent())
        .map(utterance -> utterance.latencyMs().getAsInt())
        .toList();
  }

  /** How often the caller cut the agent off. */
  long bargeIns() {
    return utterances.stream().filter(Utterance::interrupted).count();
  }

  /** How many turns caller and agent take; a watchdog's prompt counts for neither. */
  int turns() {
    int turns = 0;
    String speaking = "";
    for (Utterance utterance : utterances) {
      boolean spoken =
          !utterance.role().equals("tool") && !utterance.label().startsWith("no_input");
      if (spoken && !utterance.role().equals(speaking)) {
        speaking = utterance.role();
        turns++;
      }
    }
    return turns;
  }

  /** The lines of one role. */
  List<Utterance> linesOf(String role) {
    return utterances.stream().filter(utterance -> utterance.role().equals(role)).toList();
  }

  /** The call's id: what an Asterisk channel or a UUID-minded engine would call it. */
  String id(Instant start) {
    if (!setup.profile().uuidIds()) {
      return start.getEpochSecond() + "." + index;
    }
    String name = seed + ":" + index + ":" + start.toEpochMilli();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
