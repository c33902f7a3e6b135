package org.voiceagent.exporter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.voiceagent.exporter.language.Language;

/** What people say in other languages, in sentences written before the word lists. */
final class LanguageSentimentTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "sentiment");

  /** A weaker feeling is not heard. */
  private static final double AUDIBLE = 0.1;

  private static final double LEAST = 0.8;

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ENGLISH")
  void mostSentencesGetTheSignThatListenersGiveThem(Language language) throws IOException {
    List<String> mistakes = new ArrayList<>();
    int right = 0;
    int all = 0;
    for (String line : Files.readAllLines(FOLDER.resolve(language.code() + ".txt"))) {
      if (!line.startsWith("#")) {
        String text = line.substring(2);
        OptionalDouble score = LexiconScorer.of(language).score(text);
        all++;
        if (sign(score) == line.charAt(0)) {
          right++;
        } else {
          mistakes.add(line + " " + score);
        }
      }
    }
    System.out.printf(Locale.ROOT, "| %s | %d | %d |%n", language.code(), all, right);

    assertThat((double) right / all).as("%s", mistakes).isGreaterThanOrEqualTo(LEAST);
  }

  private static char sign(OptionalDouble score) {
    double value = score.orElse(0);
    return value >= AUDIBLE ? '+' : value <= -AUDIBLE ? '-' : '0';
  }
}
