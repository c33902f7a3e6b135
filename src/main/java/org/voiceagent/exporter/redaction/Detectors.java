package org.voiceagent.exporter.redaction;

import java.util.List;
import java.util.stream.Stream;
import org.voiceagent.exporter.redaction.name.Addresses;
import org.voiceagent.exporter.redaction.name.Names;
import org.voiceagent.exporter.redaction.name.SpokenEmails;
import org.voiceagent.exporter.redaction.number.Dates;
import org.voiceagent.exporter.redaction.number.HarmlessForms;
import org.voiceagent.exporter.redaction.number.NationalIds;
import org.voiceagent.exporter.redaction.number.NumberDetector;
import org.voiceagent.exporter.redaction.number.NumberJudge;
import org.voiceagent.exporter.redaction.number.WrittenForms;
import org.voiceagent.exporter.redaction.secret.Answers;
import org.voiceagent.exporter.redaction.secret.Credentials;
import org.voiceagent.exporter.redaction.secret.Secrets;
import org.voiceagent.exporter.redaction.secret.SpokenPasswords;
import org.voiceagent.exporter.redaction.secret.TokenPrefixes;
import org.voiceagent.exporter.redaction.text.Passage;
import org.voiceagent.exporter.redaction.text.PatternDetector;

/** Everything that looks for something in a conversation. Immutable and thread-safe. */
final class Detectors {
  private static final List<PatternDetector> PATTERNS =
      Stream.of(
              List.of(TokenPrefixes.detector()),
              Credentials.all(),
              Secrets.all(),
              WrittenForms.all(),
              HarmlessForms.all())
          .flatMap(List::stream)
          .toList();

  private final List<OwnPattern> own;
  private final NumberDetector numbers;

  Detectors(RedactionSettings settings) {
    own = settings.patterns();
    numbers = new NumberDetector(new NumberJudge(new NationalIds(settings.regions())));
  }

  /** Adds what its form alone tells to a passage, which keeps it for all rounds. */
  void detectForms(Passage passage) {
    own.forEach(pattern -> pattern.find(passage.prepared().watched(), passage::add));
    PATTERNS.forEach(pattern -> pattern.detect(passage, passage::add));
    passage.keepForms();
  }

  /** Adds what shows only in the words around it, in this turn or another. */
  void detectInConversation(List<Passage> passages) {
    SpokenEmails.detect(passages);
    Answers.detect(passages);
    SpokenPasswords.detect(passages);
    Dates.detect(passages);
    Addresses.detect(passages);
    Names.detect(passages);
    numbers.detect(passages);
  }
}
