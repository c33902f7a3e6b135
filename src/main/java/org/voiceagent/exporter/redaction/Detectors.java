package org.voiceagent.exporter.redaction;

import java.util.List;
import java.util.stream.Stream;
import org.voiceagent.exporter.redaction.name.AddressDetector;
import org.voiceagent.exporter.redaction.name.NameDetector;
import org.voiceagent.exporter.redaction.name.SpokenEmailDetector;
import org.voiceagent.exporter.redaction.number.DateDetector;
import org.voiceagent.exporter.redaction.number.HarmlessForms;
import org.voiceagent.exporter.redaction.number.NationalIds;
import org.voiceagent.exporter.redaction.number.NumberClassifier;
import org.voiceagent.exporter.redaction.number.NumberDetector;
import org.voiceagent.exporter.redaction.number.WrittenForms;
import org.voiceagent.exporter.redaction.secret.AnsweredSecrets;
import org.voiceagent.exporter.redaction.secret.Credentials;
import org.voiceagent.exporter.redaction.secret.SpokenPasswordDetector;
import org.voiceagent.exporter.redaction.secret.TokenPrefixes;
import org.voiceagent.exporter.redaction.secret.WrittenSecrets;
import org.voiceagent.exporter.redaction.text.PatternDetector;
import org.voiceagent.exporter.redaction.text.Segment;

/** All detectors of personal data, in the order in which they run. Immutable and thread-safe. */
final class Detectors {
  private static final List<PatternDetector> PATTERNS =
      Stream.of(
              List.of(TokenPrefixes.detector()),
              Credentials.all(),
              WrittenSecrets.all(),
              WrittenForms.all(),
              HarmlessForms.all())
          .flatMap(List::stream)
          .toList();

  private final List<CustomPattern> own;
  private final NumberDetector numbers;

  Detectors(RedactionSettings settings) {
    own = settings.patterns();
    numbers = new NumberDetector(new NumberClassifier(new NationalIds(settings.regions())));
  }

  /** Finds what its form alone reveals, and keeps it in the segment for all rounds. */
  void detectForms(Segment segment) {
    own.forEach(
        pattern -> pattern.find(segment.indexed().metered(), segment::addOutsidePlaceholders));
    PATTERNS.forEach(pattern -> pattern.detect(segment, segment::add));
    segment.keepForms();
  }

  /** Finds what only the surrounding words reveal, in this turn or another. */
  void detectInConversation(List<Segment> segments) {
    SpokenEmailDetector.detect(segments);
    AnsweredSecrets.detect(segments);
    SpokenPasswordDetector.detect(segments);
    DateDetector.detect(segments);
    AddressDetector.detect(segments);
    NameDetector.detect(segments);
    numbers.detect(segments);
  }
}
