package org.voiceagent.exporter.event.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the quarantine shows of a line: its shape, and no value that may name a person. */
final class MaskedLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"event":"llm.call","ts":"mallory"}   | {"event":"llm.call","ts":"…"}
          {"event":"e","ts":"2025-11-30T12Z"}   | {"event":"e","ts":"2025-11-30T12Z"}
          {"data":{"user_id":"mallory"}}        | {"data":{"user_id":"…"}}
          {"user_id" : "mallory", "n" : 17}     | {"user_id" : "…", "n" : 17}
          {"user_id":"mal\\"lory","ok":true}     | {"user_id":"…","ok":true}
          {"users":["mallory","alice"]}         | {"users":["…","…"]}
          {"user_id":"mallo                     | {"user_id":"…
          {"event":"mallo                       | {"event":"…
          {"user_id":mallory}                   | {"user_id":…}
          {"user_id":4815162342,"n":-1.5}       | {"user_id":…,"n":-1.5}
          {"event":["mallory"],"ok":null}       | {"event":["…"],"ok":null}
          {"event":{"id":"mallory"}}            | {"event":{"id":"…"}}
          seen,user=mallory n=3i,text="a b" 1   | seen,user=… n=…,text="…" 1
          user=mallory                          | user=…
          [4815162342,17]                       | […,17]
          "                                     | "…
          not json                              | not json
          """)
  void valuesAreMaskedAndNamesStay(String line, String masked) {
    assertThat(MaskedLine.of(line)).isEqualTo(masked);
  }
}
