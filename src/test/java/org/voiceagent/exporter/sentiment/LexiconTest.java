package org.voiceagent.exporter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.language.Language;

final class LexiconTest {
  @ParameterizedTest
  @ValueSource(strings = {"lexicon.tsv", "modifiers.tsv", "telephone.tsv"})
  void everyLineIsATermThatCanBeSaidAndItsMeaning(String resource) throws IOException {
    List<String> lines = text(resource).lines().filter(line -> !line.startsWith("#")).toList();

    assertThat(lines)
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches(
                    "[a-z]+(?:[ '-][a-z]+)*\t"
                        + "(?:-?[0-4]\\.[0-9]|booster|dampener|negation|contrast|name)"));
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('\t'))))
        .doesNotHaveDuplicates();
  }

  @Test
  void lexiconSaysWhereItComesFromUnderWhichLicenceAndWhatWasChanged() throws IOException {
    assertThat(text("lexicon.tsv"))
        .contains("# Source: the VADER lexicon", "# Licences: the lexicon MIT", "# Changed: ");
  }

  @ParameterizedTest
  @CsvSource({"great, 3.1", "fed up, -1.8", "self confident, 2.5", "yes, 0", "unheard, 0"})
  void termsHaveTheValenceOfTheLastFileThatNamesThem(String term, double valence) {
    assertThat(Lexicon.of(Language.ENGLISH).term(term).valence()).isEqualTo(valence);
  }

  private static String text(String resource) throws IOException {
    try (InputStream bytes = Lexicon.class.getResourceAsStream(resource)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
