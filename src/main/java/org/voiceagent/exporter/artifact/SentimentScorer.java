package org.voiceagent.exporter.artifact;

import java.util.OptionalDouble;
import org.voiceagent.exporter.language.Language;

/** Scores what a caller says where the engine gives no score. Thread-safe. */
@FunctionalInterface
public interface SentimentScorer {
  /** Never scores: for operators who switch scoring off. */
  SentimentScorer OFF = (text, language) -> OptionalDouble.empty();

  /** The sentiment of a text in [-1,1], or empty if no word of the language expresses a feeling. */
  OptionalDouble score(String text, Language language);
}
