package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.redaction.number.HarmlessForms;
import org.voiceagent.exporter.redaction.number.WrittenForms;
import org.voiceagent.exporter.redaction.secret.Credentials;
import org.voiceagent.exporter.redaction.secret.TokenPrefixes;
import org.voiceagent.exporter.redaction.secret.WrittenSecrets;
import org.voiceagent.exporter.redaction.text.IndexedText;
import org.voiceagent.exporter.redaction.text.PatternDetector;
import org.voiceagent.exporter.redaction.text.Topic;
import org.voiceagent.exporter.redaction.text.WordPattern;
import org.voiceagent.exporter.redaction.text.WorkBudget;

/** Trying only where a match may begin finds the same matches as trying everywhere. */
final class WordPatternTest {
  private static final String[] PARTS = {
    "card",
    "Card number",
    "PIN",
    "my name is ",
    "name",
    "4111",
    "12",
    "0",
    ".",
    ":",
    "-",
    " ",
    "\n",
    "\t",
    "a",
    "at",
    "@",
    "dot",
    "born in 1984",
    "May",
    "may 12",
    "::1",
    "fe80:",
    "é",
    "É",
    "ſin",
    "K",
    "€5",
    "5 €",
    "😀",
    "\uD800",
    "\u0301",
    "token=",
    "sk-",
    "http://",
    "one nine two dot ",
    "[CARD]",
    "s",
    "S",
    "ß",
    "ı",
    "İ",
    "phone",
    "v1.2",
    "2025-01-01",
    "what",
    "how many",
    "'s",
    "_"
  };

  static Stream<WordPattern> patterns() {
    return Stream.concat(
        Stream.of(Topic.values()).map(Topic::pattern),
        Stream.of(
                List.of(TokenPrefixes.detector()),
                Credentials.all(),
                WrittenSecrets.all(),
                WrittenForms.all(),
                HarmlessForms.all())
            .flatMap(List::stream)
            .map(PatternDetector::pattern));
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void findsWhatAMatcherFinds(WordPattern pattern) {
    Random random = new Random(7);
    for (int round = 0; round < 80; round++) {
      String text = text(random);

      assertThat(found(pattern, text)).as(text).isEqualTo(foundEverywhere(pattern, text));
    }
  }

  private static List<String> found(WordPattern pattern, String text) {
    List<String> found = new ArrayList<>();
    pattern.each(IndexedText.of(text, WorkBudget.unlimited()), match -> found.add(place(match)));
    return found;
  }

  private static List<String> foundEverywhere(WordPattern pattern, String text) {
    Matcher matcher = pattern.pattern().matcher(text);
    return matcher
        .results()
        .filter(match -> match.end() > match.start())
        .map(m -> place(m))
        .toList();
  }

  private static String place(MatchResult match) {
    return match.start() + "-" + match.end();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(14); i > 0; i--) {
      text.append(PARTS[random.nextInt(PARTS.length)]).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }
}
