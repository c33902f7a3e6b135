package org.voiceagent.exporter.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.voiceagent.exporter.demo.DemoCall.CallSetup;
import org.voiceagent.exporter.demo.DemoCall.Utterance;
import org.voiceagent.exporter.demo.Scenario.Line;

/** A script played once: every line with its words, time and latency. Not thread-safe. */
final class Conversation {
  static final int AGENT_MS_PER_WORD = 340;
  static final int CALLER_MS_PER_WORD = 360;
  private static final int WATCHDOG_MS = 15_000;

  private final CallSetup setup;
  private final SeededRandom random;
  private final Map<String, String> words = new HashMap<>();
  private final boolean scored;
  private final List<Utterance> utterances = new ArrayList<>();
  private int now;
  private int callerEnd = -1;
  private boolean cutOff;
  private int agentSpeechMs;

  Conversation(CallSetup setup, Map<String, List<String>> wordLists, SeededRandom random) {
    this.setup = setup;
    this.random = random;
    wordLists.keySet().stream()
        .sorted()
        .forEach(placeholder -> words.put(placeholder, random.pick(wordLists.get(placeholder))));
    this.scored = random.chance(0.25);
    this.now = 300;
    setup.scenario().script().forEach(this::play);
    this.now += random.between(400, 1500);
  }

  List<Utterance> utterances() {
    return utterances;
  }

  int durationMs() {
    return now;
  }

  int agentSpeechMs() {
    return agentSpeechMs;
  }

  /** The mean of the lines' scores, if the engine scores at all. */
  OptionalDouble sentiment() {
    OptionalDouble mean =
        utterances.stream()
            .filter(utterance -> utterance.sentiment().isPresent())
            .mapToDouble(utterance -> utterance.sentiment().getAsDouble())
            .average();
    return mean.isPresent()
        ? OptionalDouble.of(Measurements.rounded(mean.getAsDouble(), 100))
        : mean;
  }

  private void play(Line line) {
    switch (line.who()) {
      case "caller" -> caller(line);
      case "tool" -> add(now + random.between(60, 200), "tool", line, OptionalInt.empty(), false);
      default -> agent(line);
    }
  }

  private void caller(Line line) {
    int pause = cutOff ? 0 : random.between(500, 1800);
    now += pause + wordsIn(line) * CALLER_MS_PER_WORD;
    callerEnd = now;
    cutOff = false;
    add(now, "user", line, OptionalInt.empty(), false);
  }

  private void agent(Line line) {
    OptionalInt latency = OptionalInt.empty();
    if (line.label().startsWith("no_input")) {
      now += WATCHDOG_MS;
    } else if (callerEnd >= 0) {
      latency = OptionalInt.of(latencyMs());
      now = callerEnd + latency.getAsInt();
    }
    callerEnd = -1;
    cutOff =
        setup.incident() == Incident.FALSE_BARGE_IN
            && random.chance(0.6 * setup.config().interruptionFactor());
    add(now, "assistant", line, latency, cutOff);
    int speech = wordsIn(line) * AGENT_MS_PER_WORD;
    int heard = cutOff ? (int) (speech * random.between(0.3, 0.6)) : speech;
    agentSpeechMs += heard;
    now += heard;
  }

  private int latencyMs() {
    List<Integer> usual = setup.profile().turnMs();
    int latency = random.between(usual.get(0), usual.get(1));
    List<Double> shares = setup.profile().shares();
    if (!shares.isEmpty()) {
      latency = (int) (latency * setup.config().latencyFactor(shares.get(1)));
    }
    return switch (setup.incident()) {
      case SLOW_ANSWERS -> (int) (latency * random.between(1.8, 3.0));
      case TIMEOUT_FALLBACK -> latency + random.between(0, 1500);
      default -> latency;
    };
  }

  private void add(int atMs, String role, Line line, OptionalInt latencyMs, boolean interrupted) {
    OptionalDouble sentiment =
        scored && role.equals("user") ? OptionalDouble.of(score()) : OptionalDouble.empty();
    utterances.add(
        new Utterance(
            atMs, role, filled(line.text()), line.label(), latencyMs, sentiment, interrupted));
  }

  private double score() {
    double score =
        switch (setup.scenario().mood()) {
          case HAPPY -> random.between(0.2, 0.9);
          case NEUTRAL -> random.between(-0.15, 0.2);
          case ANGRY -> random.between(-0.95, -0.25);
        };
    return Measurements.rounded(score, 100);
  }

  private String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue());
    }
    return filled;
  }

  private int wordsIn(Line line) {
    return filled(line.text()).split(" ", -1).length;
  }
}
