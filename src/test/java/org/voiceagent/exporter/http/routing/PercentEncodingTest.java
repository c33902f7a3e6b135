package org.voiceagent.exporter.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentEncodingTest {

  @ParameterizedTest
  @CsvSource({
    "a+b, a+b, a b",
    "a%2Bb, a+b, a+b",
    "%c3%A9, é, é",
    "%F0%9F%93%9E, 📞, 📞",
    "'', '', ''"
  })
  void plusIsASpaceInAQueryOnly(String raw, String segment, String query) {
    assertThat(PercentEncoding.decodeSegment(raw)).contains(segment);
    assertThat(PercentEncoding.decodeQuery(raw)).contains(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "%4",
        "%zz",
        "%4g",
        "%-1",
        "%+1",
        "%٤٢",
        "%ff",
        "%c0%af",
        "%ed%a0%80",
        "%f5%80%80%80",
        "é"
      })
  void whatIsNotPercentEncodedUtf8MeansNothing(String raw) {
    assertThat(PercentEncoding.decodeSegment(raw)).isEmpty();
    assertThat(PercentEncoding.decodeQuery(raw)).isEmpty();
  }
}
