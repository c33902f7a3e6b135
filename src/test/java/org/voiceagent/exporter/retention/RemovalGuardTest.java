package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.retention.Folders.NOW;
import static org.voiceagent.exporter.retention.Folders.everything;
import static org.voiceagent.exporter.retention.Folders.maxAge;
import static org.voiceagent.exporter.retention.Folders.most;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing goes soon after an installation, nor after a policy became stricter. */
final class GracePeriodTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path state;

  @Test
  void firstStartWaits() throws IOException {
    assertThat(begin(maxAge(DAY), NOW)).isEqualTo(NOW.plus(DAY));
  }

  @Test
  void anotherStartNeitherShortensNorProlongs() throws IOException {
    begin(maxAge(DAY), NOW);

    assertThat(begin(maxAge(DAY), NOW.plusSeconds(60))).isEqualTo(NOW.plus(DAY));
    assertThat(begin(maxAge(DAY), NOW.plus(DAY.multipliedBy(3)))).isEqualTo(NOW.plus(DAY));
  }

  @Test
  void looserPolicyNeedsNoTime() throws IOException {
    begin(maxAge(DAY), NOW);

    assertThat(begin(maxAge(DAY.multipliedBy(2)), NOW.plusSeconds(60))).isEqualTo(NOW.plus(DAY));
    assertThat(begin(everything(), NOW.plusSeconds(90))).isEqualTo(NOW.plus(DAY));
  }

  @Test
  void stricterPolicyWaitsAnew() throws IOException {
    Instant later = NOW.plus(DAY.multipliedBy(9));
    begin(maxAge(DAY.multipliedBy(30)), NOW);

    assertThat(begin(maxAge(DAY.multipliedBy(29)), later)).isEqualTo(later.plus(DAY));
  }

  @Test
  void eachLimitCanMakeItStricter() throws IOException {
    Instant later = NOW.plus(DAY.multipliedBy(9));
    begin(everything(), NOW);
    Instant after = begin(most(OptionalLong.of(5), OptionalLong.empty()), later);
    assertThat(after).isEqualTo(later.plus(DAY));

    Instant latest = later.plus(DAY.multipliedBy(9));
    assertThat(begin(most(OptionalLong.of(5), OptionalLong.of(5)), latest))
        .isEqualTo(latest.plus(DAY));
  }

  @Test
  void pipelineCanMakeItStricter() throws IOException {
    Instant later = NOW.plus(DAY.multipliedBy(9));
    begin(ofPipeline(Optional.empty()), NOW);

    assertThat(begin(ofPipeline(Optional.of(DAY)), later)).isEqualTo(later.plus(DAY));
    Instant latest = later.plus(DAY.multipliedBy(9));
    assertThat(begin(ofPipeline(Optional.of(DAY)), latest)).isEqualTo(later.plus(DAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "removes_from=never\n",
        "max_age=x\nremoves_from=2020-01-01T00\\:00\\:00Z\n",
        "\\u00"
      })
  void damagedNoteIsNoNote(String text) throws IOException {
    Files.writeString(state.resolve("retention.properties"), text);

    assertThat(begin(maxAge(DAY), NOW)).isEqualTo(NOW.plus(DAY));
  }

  @Test
  void clockThatWasFarAheadHoldsNothingForYears() throws IOException {
    begin(maxAge(DAY), NOW.plus(Duration.ofDays(9_999)));

    assertThat(begin(maxAge(DAY), NOW)).isEqualTo(NOW.plus(DAY));
  }

  private Instant begin(RetentionPolicy policy, Instant now) throws IOException {
    return new GracePeriod(state, DAY).begin(policy, now);
  }

  private static RetentionPolicy ofPipeline(Optional<Duration> age) {
    RetentionPolicy all = everything();
    return new RetentionPolicy(
        all.maxAge(),
        all.maxCalls(),
        all.maxBytes(),
        all.abandonedMaxAge(),
        all.rejectedMaxAge(),
        Map.of("a b\n=:ü", age),
        all.settled());
  }
}
