package org.voiceagent.exporter.redaction;

import java.util.List;

/** Everything that looks for something in a conversation. Immutable and thread-safe. */
final class Detectors {
  private final List<OwnPattern> own;
  private final List<PatternDetector> patterns;

  Detectors(RedactionSettings settings) {
    own = settings.patterns();
    patterns = WrittenForms.all();
  }

  /** Adds what is found to each passage. */
  void detect(List<Passage> passages) {
    for (Passage passage : passages) {
      own.forEach(pattern -> pattern.find(passage.text(), passage::add));
      patterns.forEach(pattern -> pattern.detect(passage.text(), passage::add));
    }
  }
}
