package org.voiceagent.exporter.artifact;

import java.util.OptionalDouble;

/** Scores what a caller says where the engine gives no score. Thread-safe. */
@FunctionalInterface
public interface SentimentScorer {
  /** Never scores: for operators who switch scoring off. */
  SentimentScorer OFF = text -> OptionalDouble.empty();

  /** The sentiment of a text in [-1,1], or empty if it has nothing to go by. */
  OptionalDouble score(String text);
}
