package org.voiceagent.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.testing.ArtifactSchemas;
import org.voiceagent.exporter.yaml.Problems;

final class DemoEngineTest {
  private static final InstantSource CLOCK = InstantSource.system();

  private final SessionReader reader =
      new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);

  @TempDir Path root;

  @Test
  void callsOverlapAndEndWithWholeFolders() throws Exception {
    Path sessions = root.resolve("made/by/the/engine");
    List<String> said = new ArrayList<>();
    List<Long> unfinishedWhenOneEnds = new ArrayList<>();
    Instant begin = CLOCK.instant();

    new DemoEngine(new DemoOptions(sessions, 3_000, 5, 60, false), CLOCK)
        .run(
            sentence -> {
              said.add(sentence);
              if (Files.exists(sessions)) {
                unfinishedWhenOneEnds.add(count(sessions, false));
              }
            });

    assertThat(said).hasSize(61);
    assertThat(unfinishedWhenOneEnds).anyMatch(unfinished -> unfinished >= 3);
    assertThat(count(sessions, true)).isEqualTo(finished(5, 60));
    assertThat(folders(sessions)).hasSize(60).allSatisfy(this::isReadWithoutFindings);
    assertThat(folders(sessions)).allSatisfy(this::leavesNoTemporaryFile);
    for (Path folder : folders(sessions)) {
      if (reader.read(folder) instanceof Reading.Complete call) {
        assertThat(call.session().endedAt()).isBetween(begin, CLOCK.instant());
      }
    }
  }

  @Test
  void aCallIsPlayedInThreeToFifteenSecondsAndTheFirstInLessThanFour() {
    DemoEngine engine = new DemoEngine(new DemoOptions(root, 30, 1, 0, false), CLOCK);
    DemoCalls calls = new DemoCalls(1, DemoContent.load());

    assertThat(engine.playing(calls.call(0))).isLessThan(Duration.ofSeconds(4));
    for (long index = 0; index < 1_000; index++) {
      assertThat(engine.playing(calls.call(index)))
          .as("call %d", index)
          .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(15));
    }
  }

  @Test
  void everyFileOfABacklogSatisfiesItsSchemaAndIsRead() throws Exception {
    new DemoEngine(new DemoOptions(root, 60, 1, 400, true), CLOCK).run(sentence -> {});
    ArtifactSchemas schemas = new ArtifactSchemas();

    assertThat(folders(root)).hasSize(400);
    for (Path folder : folders(root)) {
      assertThat(schemas.faults(folder)).as("faults of %s", folder).isEmpty();
      isReadWithoutFindings(folder);
    }
  }

  @Test
  void aBacklogOfTwoThousandCallsIsWrittenFastAndLiesInThePast() throws Exception {
    List<String> said = new ArrayList<>();
    Instant now = CLOCK.instant();

    new DemoEngine(new DemoOptions(root, 600, 9, 2_000, true), InstantSource.fixed(now))
        .run(said::add);

    System.out.println(said);
    assertThat(said).singleElement().asString().startsWith("Wrote 2000 finished calls");
    assertThat(folders(root)).hasSize(2_000);
    for (Path folder : folders(root)) {
      if (reader.read(folder) instanceof Reading.Complete call) {
        CallSession session = call.session();
        assertThat(session.endedAt()).isBefore(now).isAfter(now.minus(Duration.ofMinutes(4)));
        assertThat(session.completedAt()).isBefore(now);
      }
    }
  }

  @Test
  void whatIsReadBackIsWhatWasPlayed() throws Exception {
    InstantSource noon = InstantSource.fixed(Instant.parse("2025-10-26T12:00:00Z"));
    new DemoEngine(new DemoOptions(root, 60, 3, 100, true), noon).run(sentence -> {});
    DemoCalls calls = new DemoCalls(3, DemoContent.load());

    for (long index = 0; index < 100; index++) {
      DemoCall call = calls.call(index);
      Instant end = noon.instant().minusSeconds(100 - index);
      Path folder = root.resolve(call.id(end.minusMillis(call.durationMs())));
      if (call.measurements().leavesSummary()) {
        EngineProfile profile = call.setup().profile();
        CallSession session = ((Reading.Complete) reader.read(folder)).session();
        assertThat(session.labels())
            .isEqualTo(new LabelSet(profile.pipeline(), profile.provider(), profile.model()));
        assertThat(session.endedAt()).isEqualTo(end);
        assertThat(session.outcome().label()).isEqualTo(call.setup().scenario().outcome());
        assertThat(session.transport().label()).isEqualTo(profile.transport());
        assertThat(session.snapshot().isEmpty())
            .isEqualTo(call.setup().style() == WritingStyle.NO_SNAPSHOT);
      } else {
        assertThat(reader.read(folder)).isInstanceOf(Reading.Unfinished.class);
      }
    }
  }

  @Test
  void jitterFallbacksAndSlownessAreAdvisedOn() throws Exception {
    new DemoEngine(new DemoOptions(root, 60, 1, 400, true), CLOCK).run(sentence -> {});
    Advisor advisor = new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
    Map<String, Integer> callsByAdvice = new TreeMap<>();

    for (Path folder : folders(root)) {
      if (reader.read(folder) instanceof Reading.Complete call) {
        advisor
            .advise(call.session())
            .recommendations()
            .forEach(advice -> callsByAdvice.merge(advice.key(), 1, Integer::sum));
      }
    }

    System.out.println("calls of 400 with advice: " + callsByAdvice);
    assertThat(callsByAdvice.keySet())
        .contains(
            "jitter_low_watermark",
            "streaming_fallback_timeout",
            "fallback_transport",
            "slow_and_unhappy");
  }

  @Test
  void interruptEndsARunThatHasNoEnd() throws Exception {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                new DemoEngine(new DemoOptions(root, 600, 1, 0, false), CLOCK).run(s -> {});
                end.complete(null);
              } catch (IOException | InterruptedException | RuntimeException e) {
                end.complete(e);
              }
            });
    thread.start();
    await().atMost(Duration.ofSeconds(10)).until(() -> count(root, true) > 2);

    thread.interrupt();

    await().atMost(Duration.ofSeconds(5)).until(end::isDone);
    assertThat(end.join()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "in the way");

    assertThatThrownBy(
            () ->
                new DemoEngine(new DemoOptions(file, 600, 1, 3, false), CLOCK).run(sentence -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new DemoOptions(root, 0, 1, 0, false)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new DemoOptions(root, Double.NaN, 1, 0, false))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> new DemoOptions(root, 60, 1, -1, false))
        .hasMessageContaining("0 or more");
    assertThatThrownBy(() -> new DemoOptions(root, 60, 1, 0, true)).hasMessageContaining("end");
  }

  private void isReadWithoutFindings(Path folder) {
    if (reader.read(folder) instanceof Reading.Complete call) {
      List<Finding> findings = call.session().findings();
      assertThat(findings).as("findings of %s", folder).isEmpty();
    } else {
      assertThat(folder.resolve("metrics.json")).doesNotExist();
    }
  }

  private void leavesNoTemporaryFile(Path folder) {
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  private static long finished(long seed, int number) {
    DemoCalls calls = new DemoCalls(seed, DemoContent.load());
    return Stream.iterate(0L, index -> index + 1)
        .limit(number)
        .filter(index -> calls.call(index).measurements().leavesSummary())
        .count();
  }

  private static long count(Path sessions, boolean finished) {
    return folders(sessions).stream()
        .filter(folder -> Files.exists(folder.resolve("metrics.json")) == finished)
        .count();
  }

  private static List<Path> folders(Path sessions) {
    try (Stream<Path> folders = Files.list(sessions)) {
      return folders.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
