package org.voiceagent.exporter.redaction.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.corpus.PeopleCalls.Half;

/** How the redactor performs on calls that its detectors were not tuned on. */
final class OutsideCallsTest {
  private static final Redactor REDACTOR = Redactor.strict();

  /** Measured shares, rounded down; another release of the lists of names may cost a point. */
  @ParameterizedTest
  @CsvSource({
    "en, 0.84, 0.90, 0.95",
    "de, 0.87, 0.90, 0.90",
    "es, 0.92, 0.90, 0.90",
    "fr, 0.95, 0.95, 0.90",
    "it, 0.80, 0.50, 0.90",
    "nl, 0.70, 0.85, 0.90",
    "pt, 0.85, 0.85, 0.88",
  })
  void findsNamesAndAddressesOfPeopleItHasNotSeen(
      String language, double names, double addresses, double precision) {
    MarkedScore score = OutsideFigures.generated(language, Half.HELD_OUT, REDACTOR);

    assertThat(score.recall().get("NAME").share()).as("names").isGreaterThanOrEqualTo(names);
    assertThat(score.recall().get("ADDRESS").share())
        .as("addresses")
        .isGreaterThanOrEqualTo(addresses);
    assertThat(score.hits().share()).as("precision").isGreaterThanOrEqualTo(precision);
  }

  @Test
  void findsAnAddressOfAnyCountryAfterTheQuestion() {
    MarkedScore.Tally all = new MarkedScore.Tally(0, 0);
    for (String locale : OutsideFigures.ADDRESSES) {
      all = all.and(OutsideFigures.addresses(locale, REDACTOR).recall().get("ADDRESS"));
    }

    assertThat(all.share()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void findsMostNamesInFreshCallsAndTakesLittleElse() throws IOException {
    MarkedScore score = MarkedScore.of(MarkedCall.read("fresh.txt"), REDACTOR);

    assertThat(score.recall().get("NAME").share()).isGreaterThanOrEqualTo(0.85);
    assertThat(score.hits().share()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void theSameSeedGivesTheSameCalls() {
    List<MarkedCall> once = PeopleCalls.of("en", Locale.UK, Half.TUNING, 1);

    assertThat(PeopleCalls.of("en", Locale.UK, Half.TUNING, 1)).isEqualTo(once);
    assertThat(once).hasSizeGreaterThan(60);
  }
}
