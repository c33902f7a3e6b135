package org.voiceagent.exporter.redaction;

import java.util.List;
import java.util.stream.Stream;

/** Everything that looks for something in a conversation. Immutable and thread-safe. */
final class Detectors {
  private final List<OwnPattern> own;
  private final List<PatternDetector> patterns;
  private final NumberDetector numbers;

  Detectors(RedactionSettings settings) {
    own = settings.patterns();
    patterns =
        Stream.of(Secrets.all(), WrittenForms.all(), HarmlessForms.all())
            .flatMap(List::stream)
            .toList();
    numbers = new NumberDetector(new NumberJudge(new NationalIds(settings.regions())));
  }

  /** Adds what is found to each passage. */
  void detect(List<Passage> passages) {
    for (Passage passage : passages) {
      if (!passage.knowsForms()) {
        own.forEach(pattern -> pattern.find(passage.text(), passage::add));
        patterns.forEach(pattern -> pattern.detect(passage, passage::add));
        passage.keepForms();
      }
    }
    SpokenEmails.detect(passages);
    Answers.detect(passages);
    Dates.detect(passages);
    Addresses.detect(passages);
    Names.detect(passages);
    numbers.detect(passages);
  }
}
