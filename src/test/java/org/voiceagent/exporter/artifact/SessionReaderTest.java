package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.call.CallField.AVG_TURN_LATENCY_MS;
import static org.voiceagent.exporter.call.CallField.DURATION_SECONDS;
import static org.voiceagent.exporter.call.CallField.ENDED_AT;
import static org.voiceagent.exporter.call.CallField.FALLBACK_REASONS;
import static org.voiceagent.exporter.call.CallField.FIRST_FRAME_MS;
import static org.voiceagent.exporter.call.CallField.LLM_LATENCY_MS;
import static org.voiceagent.exporter.call.CallField.LOW_WATERMARK_HITS;
import static org.voiceagent.exporter.call.CallField.SENTIMENT_SCORE;
import static org.voiceagent.exporter.call.CallField.STARTED_AT;
import static org.voiceagent.exporter.call.CallField.STT_LATENCY_MS;
import static org.voiceagent.exporter.call.CallField.STT_SECONDS;
import static org.voiceagent.exporter.call.CallField.TTS_LATENCY_MS;
import static org.voiceagent.exporter.call.CallField.TURNS;
import static org.voiceagent.exporter.call.CallField.TURN_LATENCIES_MS;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.call.Transport;

final class SessionReaderTest {
  private final SessionReader reader =
      new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);

  @TempDir Path root;

  @Test
  void completeSessionHasEveryFactOfTheContract() throws Exception {
    CallSession call = complete(fixture("complete"));

    assertThat(call.labels())
        .isEqualTo(new LabelSet("local_hybrid", "openai_realtime", "gpt-realtime"));
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.transport()).isEqualTo(Transport.AUDIOSOCKET);
    assertThat(call.startedAt()).contains(Instant.parse("2025-10-26T03:27:30Z"));
    assertThat(call.endedAt()).isEqualTo("2025-10-26T03:28:16Z");
    assertThat(call.facts().number(DURATION_SECONDS)).hasValue(45.9);
    assertThat(call.facts().number(TURNS)).hasValue(7);
    assertThat(call.facts().number(LOW_WATERMARK_HITS)).hasValue(4);
    assertThat(call.facts().texts(FALLBACK_REASONS)).containsExactly("timeout>8.0s");
    assertThat(call.facts().numbers(TURN_LATENCIES_MS)).containsExactly(820.0, 1430.0);
    assertThat(call.facts().number(STT_LATENCY_MS)).hasValue(180);
    assertThat(call.sentimentSource()).isEqualTo(SentimentSource.ENGINE);
    assertThat(call.snapshot().number("streaming.low_watermark_ms")).isPresent();
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void otherNamesFlatKeysAndQuotedNumbersMeanTheSame() throws Exception {
    CallSession call = complete(fixture("aliases-flat"));

    assertThat(call.findings()).isEmpty();
    assertThat(call.startedAt()).contains(Instant.parse("2025-10-26T03:27:30.250Z"));
    assertThat(call.endedAt()).isEqualTo("2025-10-26T03:28:30.250Z");
    assertThat(call.facts().number(DURATION_SECONDS)).hasValue(60);
    assertThat(call.facts().known(LOW_WATERMARK_HITS)).isTrue();
    assertThat(call.labels().pipelineName()).isNotEqualTo(LabelSet.UNKNOWN);
    assertThat(call.labels().providerId()).isNotEqualTo(LabelSet.UNKNOWN);
    assertThat(call.labels().modelVariant()).isNotEqualTo(LabelSet.UNKNOWN);
    assertThat(call.snapshot().number("streaming.low_watermark_ms")).hasValue(80);
  }

  @Test
  void anIdIsEnough() throws Exception {
    CallSession call = complete(fixture("minimal"));

    assertThat(call.labels()).isEqualTo(new LabelSet("", "", ""));
    assertThat(call.labels().pipelineName()).isEqualTo("unknown");
    assertThat(call.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(call.facts().known(DURATION_SECONDS)).isFalse();
    assertThat(call.sentimentSource()).isEqualTo(SentimentSource.NONE);
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void sessionWithoutSummaryIsUnfinished() throws Exception {
    assertThat(reader.read(fixture("transcript-only"))).isInstanceOf(Reading.Unfinished.class);
  }

  @Test
  void tenFaultsAreTenFindingsWithFileAndLine() throws Exception {
    CallSession call = complete(fixture("ten-faults"));

    assertThat(call.findings())
        .extracting(f -> f.file() + ":" + f.line() + " " + f.field() + " " + f.reason().label())
        .containsExactlyInAnyOrder(
            "metrics.json:7 started_at unreadable",
            "metrics.json:9 duration_seconds negative",
            "metrics.json:11 turns negative",
            "metrics.json:12 sentiment_score out_of_range",
            "metrics.json:15 underflows unreadable",
            "metrics.json:20 max_turn_latency_ms too_large",
            "transcript.jsonl:1 line bom",
            "transcript.jsonl:3 line broken",
            "transcript.jsonl:5 line half_written",
            "config_snapshot.yaml:7 snapshot unreadable");
    assertThat(call.facts().known(DURATION_SECONDS)).isFalse();
    assertThat(call.snapshot().number("streaming.low_watermark_ms")).isEmpty();
  }

  @Test
  void timesWithoutZoneAreUtcAndResponsesAreTimedFromTheTranscript() throws Exception {
    CallSession call = complete(fixture("naive-times"));

    assertThat(call.facts().numbers(TURN_LATENCIES_MS)).containsExactly(900.0, 750.0);
    assertThat(call.facts().number(AVG_TURN_LATENCY_MS)).hasValue(825);
    assertThat(call.facts().number(TURNS)).hasValue(5);
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void nothingButTheSuffixDecidesTheUnit() throws Exception {
    CallSession call = complete(fixture("units"));

    assertThat(call.facts().number(DURATION_SECONDS)).hasValue(83.5);
    assertThat(call.facts().numbers(TURN_LATENCIES_MS)).containsExactly(1250.0, 1750.0);
    assertThat(call.facts().number(AVG_TURN_LATENCY_MS)).hasValue(1500);
    assertThat(call.facts().number(STT_LATENCY_MS)).hasValue(210);
    assertThat(call.facts().known(LLM_LATENCY_MS)).isFalse();
    assertThat(call.facts().known(TTS_LATENCY_MS)).isFalse();
    assertThat(call.facts().number(FIRST_FRAME_MS)).hasValue(420);
    assertThat(call.facts().number(STT_SECONDS)).hasValue(41.25);
  }

  @Test
  void audioTranscribedIsNoLatencyAtTheTopLevelEither() throws Exception {
    CallSession call = complete(folder("flat", "{\"stt_seconds\":31.5,\"stt_ms\":180}"));

    assertThat(call.facts().number(STT_SECONDS)).hasValue(31.5);
    assertThat(call.facts().number(STT_LATENCY_MS)).hasValue(180);
  }

  @Test
  void labelsPartsAndWatchdogLinesAreUnderstood() throws Exception {
    CallSession call = complete(fixture("labels-and-parts"));

    assertThat(call.facts().number(TURNS)).hasValue(5);
    assertThat(call.labels().pipelineName()).isEqualTo("unknown");
    assertThat(call.labels().modelVariant()).isEqualTo("unknown");
    assertThat(call.facts().number(SENTIMENT_SCORE)).isPresent();
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly("transcript.jsonl:5: line: is blank");
  }

  @Test
  void everyProperPrefixOfASummaryIsUnfinished() throws Exception {
    byte[] whole = Files.readAllBytes(fixture("complete").resolve("metrics.json"));
    int end = new String(whole, java.nio.charset.StandardCharsets.UTF_8).lastIndexOf('}');
    Path folder = Files.createDirectory(root.resolve("call-1"));
    for (int length = 0; length <= end; length++) {
      Files.write(folder.resolve("metrics.json"), java.util.Arrays.copyOf(whole, length));
      assertThat(reader.read(folder)).as("%d bytes", length).isInstanceOf(Reading.Unfinished.class);
    }
    Files.write(folder.resolve("metrics.json"), java.util.Arrays.copyOf(whole, end + 1));
    assertThat(reader.read(folder)).isInstanceOf(Reading.Complete.class);
  }

  @Test
  void readingNeverThrowsWhateverStandsInTheFiles() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Path folder = Files.createDirectory(root.resolve("call-2"));
    Path source = fixture("complete");
    for (int round = 0; round < 1_000; round++) {
      for (ArtifactFile file :
          List.of(ArtifactFile.SUMMARY, ArtifactFile.TRANSCRIPT, ArtifactFile.SNAPSHOT)) {
        byte[] bytes = Files.readAllBytes(source.resolve(file.fileName()));
        for (int i = random.nextInt(4); i > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        Files.write(folder.resolve(file.fileName()), bytes);
      }
      Reading reading = reader.read(folder);
      assertThat(reading).as("seed %d round %d", seed, round).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "12", "\"text\"", "{\"a\":1,\"a\":2}", "{}{}", "{} x", "{'a':1}"})
  void whatIsNoSingleObjectIsRefused(String summary) throws Exception {
    Reading reading = reader.read(folder("call-3", summary));

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(RejectReason.BAD_JSON);
              assertThat(refused.detail()).startsWith("metrics.json");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "NaN,",
    "'\"NaN\"',",
    "Infinity,",
    "null,",
    "-1,not a sentinel for durations: negative",
    "1e400,not_finite",
    "90000,too_large",
    "true,",
    "'[1]',wrong_type",
    "'{}',wrong_type",
    "'\"0x10\"',unreadable",
    "'\"12d\"',unreadable",
  })
  void oddDurationsAreMissingOrNamed(String json, String expected) throws Exception {
    CallSession call = complete(folder("call-4", "{\"duration_seconds\":" + json + "}"));

    if (json.equals("true")) {
      assertThat(call.facts().number(DURATION_SECONDS)).hasValue(1);
    } else {
      assertThat(call.facts().known(DURATION_SECONDS)).isFalse();
    }
    if (expected == null) {
      assertThat(call.findings()).isEmpty();
    } else {
      String reason = expected.substring(expected.lastIndexOf(' ') + 1);
      assertThat(call.findings()).extracting(f -> f.reason().label()).containsExactly(reason);
    }
  }

  @Test
  void canonicalNameWinsOverAliasWhateverTheOrder() throws Exception {
    assertThat(complete(folder("a", "{\"turn_count\":3,\"turns\":5}")).facts().number(TURNS))
        .hasValue(5);
    assertThat(complete(folder("b", "{\"turns\":5,\"turn_count\":3}")).facts().number(TURNS))
        .hasValue(5);
    assertThat(complete(folder("c", "{\"turns\":-5,\"turn_count\":3}")).facts().number(TURNS))
        .hasValue(3);
  }

  @Test
  void idInTheFileThatDiffersFromTheFolderIsSaidAndTheFolderWins() throws Exception {
    CallSession call = complete(folder("call-5", "{\n\"call_id\":\"other\"}"));

    assertThat(call.id().value()).isEqualTo("call-5");
    assertThat(call.findings()).extracting(Finding::line).containsExactly(2);
  }

  @Test
  void endLongAfterTheFileWasWrittenIsDropped() throws Exception {
    CallSession call = complete(folder("call-6", "{\"ended_at\":\"2190-01-01T00:00:00Z\"}"));

    assertThat(call.facts().known(ENDED_AT)).isFalse();
    assertThat(call.endedAt()).isEqualTo(call.completedAt());
  }

  @Test
  void durationFollowsFromTheTimesWhereItIsNotGiven() throws Exception {
    CallSession call =
        complete(
            folder("call-7", "{\"start_time\":1761449250,\"end_time\":\"2025-10-26 03:28:00\"}"));

    assertThat(call.facts().instant(STARTED_AT)).contains(Instant.parse("2025-10-26T03:27:30Z"));
    assertThat(call.facts().number(DURATION_SECONDS)).hasValue(30);
  }

  @Test
  void sentimentIsScoredFromTheCallersWordsOnlyWhereNobodyGivesOne() throws Exception {
    SessionReader scoring =
        new SessionReader(
            ReadLimits.defaults(),
            (text, language) -> OptionalDouble.of(text.contains("awful") ? -0.8 : 0.4));
    Path folder = folder("call-8", "{}");
    Files.writeString(
        folder.resolve("transcript.jsonl"),
        """
        {"role":"agent","text":"Hello, awful day?"}
        {"role":"user","text":"this is"}
        {"role":"user","text":"awful"}
        {"role":"agent","text":"Sorry."}
        {"role":"user","text":"thanks"}
        """);

    CallSession call = ((Reading.Complete) scoring.read(folder)).session();

    assertThat(call.facts().number(SENTIMENT_SCORE).orElseThrow()).isCloseTo(-0.2, within());
    assertThat(call.sentimentSource()).isEqualTo(SentimentSource.LEXICON);
    assertThat(call.facts().number(TURNS)).hasValue(4);
  }

  @Test
  void modelAndTransportComeFromTheSnapshotWhereTheSummaryIsSilent() throws Exception {
    Path folder = folder("call-9", "{\"provider\":\"deepgram\"}");
    Files.writeString(
        folder.resolve("config_snapshot.yaml"),
        """
        audio_transport: ${TRANSPORT:-externalmedia}
        providers:
          deepgram: {model: nova-3, api_key: "${KEY}"}
        """);

    CallSession call = complete(folder);

    assertThat(call.labels().modelVariant()).isEqualTo("nova-3");
    assertThat(call.transport()).isEqualTo(Transport.EXTERNALMEDIA);
    assertThat(call.snapshot().text("providers.deepgram.api_key")).isEmpty();
  }

  @Test
  void feedbackAfterTheCallReplacesWhatTheSummarySaidAndLaterLinesWin() throws Exception {
    Path folder = folder("call-12", "{\"turns\":3,\"business\":{\"csat\":2,\"resolved\":false}}");
    Files.writeString(folder.resolve("feedback.json"), "{\"csat\":3,\"turns\":9}");
    Files.writeString(
        folder.resolve("feedback.jsonl"),
        "{\"csat\":4}\n{\"csat\":5,\"resolved\":true}\n{\"human_rating\":-1}\n{\"csat\":1");

    CallSession call = complete(folder);

    assertThat(call.facts().number(CallField.CSAT)).hasValue(5);
    assertThat(call.facts().number(CallField.RESOLVED)).hasValue(1);
    assertThat(call.facts().number(TURNS)).hasValue(3);
    assertThat(call.findings())
        .extracting(f -> f.file() + ":" + f.line() + " " + f.reason().label())
        .containsExactly("feedback.jsonl:3 negative", "feedback.jsonl:4 broken");
  }

  @Test
  void equalSnapshotsAreParsedOnce() throws Exception {
    Path one = folder("one", "{}");
    Path two = folder("two", "{}");
    Files.writeString(one.resolve("config_snapshot.yaml"), "streaming: {low_watermark_ms: 80}\n");
    Files.writeString(two.resolve("config_snapshot.yaml"), "streaming: {low_watermark_ms: 80}\n");

    assertThat(complete(one).snapshot()).isSameAs(complete(two).snapshot());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &a [*a, *a]",
        "a: !!javax.script.ScriptEngineManager [x]",
        "- just\n- a list",
        "a: [",
        "&a a: *a",
        "? {complex: key}\n: value",
      })
  void hostileSnapshotsCostOnlyThemselves(String yaml) throws Exception {
    Path folder = folder("call-10", "{\"turns\":3}");
    Files.writeString(folder.resolve("config_snapshot.yaml"), yaml);

    assertThat(complete(folder).facts().number(TURNS)).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profiles: {telephony_responsive: {chunk_ms: auto}}",
        "profiles: {telephony_responsive: {chunk_ms: 'Auto'}}",
        "streaming: {chunk_size_ms: auto}",
        "providers: {local: {chunk_ms: '${LOCAL_WS_CHUNK_MS:=320}'}}",
        "providers: {local: {chunk_ms: '${LOCAL_WS_CHUNK_MS:-}'}}",
        "providers: {local: {chunk_ms: '${LOCAL_WS_CHUNK_MS}'}}",
        "streaming: {jitter_buffer_ms: null}",
        "barge_in: {provider_fallback_min_ms_by_provider: {grok: 120}}"
      })
  void everyValueTheEngineDocumentsIsAValue(String yaml) throws Exception {
    Path folder = folder("documented", "{\"turns\":3}");
    Files.writeString(folder.resolve("config_snapshot.yaml"), yaml);

    assertThat(complete(folder).findings()).isEmpty();
  }

  @Test
  void aWordTheEngineDoesNotDocumentIsAFindingWhereANumberBelongs() throws Exception {
    Path folder = folder("undocumented", "{\"turns\":3}");
    Files.writeString(folder.resolve("config_snapshot.yaml"), "profiles: {a: {chunk_ms: autto}}");

    assertThat(complete(folder).findings())
        .singleElement()
        .satisfies(found -> assertThat(found.field()).isEqualTo("snapshot"));
  }

  @Test
  void linkFifoAndFolderAreRefusedAndNeverOpened() throws Exception {
    Path target = Files.writeString(root.resolve("secret.json"), "{}");
    Path linked = Files.createDirectory(root.resolve("linked"));
    Files.createSymbolicLink(linked.resolve("metrics.json"), target);
    Path piped = Files.createDirectory(root.resolve("piped"));
    new ProcessBuilder("mkfifo", piped.resolve("metrics.json").toString()).start().waitFor();
    Path nested = Files.createDirectories(root.resolve("nested"));
    Files.createDirectory(nested.resolve("metrics.json"));

    for (Path folder : List.of(linked, piped, nested)) {
      assertThat(reader.read(folder))
          .isInstanceOfSatisfying(
              Reading.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo(RejectReason.NOT_REGULAR));
    }
  }

  @Test
  void tooLargeSummaryIsRefusedButTooLargeCompanionCostsOnlyItself() throws Exception {
    ReadLimits small =
        new ReadLimits(2_000, 100, 100, 10, 1_000, 10, 10, 10, java.time.Duration.ofSeconds(10));
    SessionReader strict = new SessionReader(small, SentimentScorer.OFF);
    Path folder = folder("call-11", "{\"turns\":3}");
    Files.writeString(folder.resolve("transcript.jsonl"), "x".repeat(101));
    Files.writeString(folder.resolve("config_snapshot.yaml"), "#".repeat(101));

    CallSession call = ((Reading.Complete) strict.read(folder)).session();
    assertThat(call.snapshot()).isEqualTo(ConfigSnapshot.none());
    assertThat(call.findings()).hasSize(2).allMatch(f -> f.reason() == Finding.Reason.LIMIT);

    Files.writeString(folder.resolve("metrics.json"), "{}" + " ".repeat(2_000));
    assertThat(strict.read(folder))
        .isEqualTo(
            new Reading.Refused(RejectReason.TOO_LARGE, "metrics.json is larger than 2000 bytes"));
  }

  @Test
  void folderWhoseNameIsNoIdIsRefused() throws Exception {
    Path folder = Files.createDirectory(root.resolve("-bad id"));

    assertThat(reader.read(folder))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RejectReason.BAD_ID));
  }

  @Test
  void unknownKeyIsLeftOutHoweverLongOrDeepItIs() throws Exception {
    String deep = "[".repeat(500) + "]".repeat(500);
    CallSession call =
        complete(
            folder(
                "call-20",
                "{\""
                    + "k".repeat(900_000)
                    + "\":{\"turns\":9},\"n\":"
                    + "1".repeat(5_000)
                    + ",\"deep\":"
                    + deep
                    + ",\"turns\":3}"));

    assertThat(call.facts().number(TURNS)).hasValue(3);
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "metrics.json:1: file: a key of 900000 characters is ignored, with its value");
  }

  @Test
  void longPathsAreNotPutTogetherForEachOfManyKeysBelow() throws Exception {
    StringBuilder summary = new StringBuilder("{");
    for (int i = 0; i < 30; i++) {
      summary.append('"').append("k".repeat(900)).append("\":{");
    }
    for (int i = 0; i < 80_000; i++) {
      summary.append('"').append(Integer.toString(i, 36)).append("\":1,");
    }
    summary.append("\"the last\":1").append("}".repeat(31));
    java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();

    complete(folder("call-21", summary.toString()));

    assertThat(threads.getCurrentThreadCpuTime() - begin).isLessThan(1_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-62135596800",
        "\"-62135596800\"",
        "\"0001-01-01T00:00:00Z\"",
        "253402300799",
        "-62135596800000",
        "9223372036854775807",
        "1",
      })
  void momentsThatNoCallHasAreDroppedAndCounted(String moment) throws Exception {
    CallSession call = complete(folder("call-22", "{\"started_at\":" + moment + "}"));

    assertThat(call.startedAt()).isEmpty();
    assertThat(call.findings())
        .extracting(f -> f.field() + " " + f.reason().label())
        .containsExactly("started_at out_of_range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "null", "\"\""})
  void momentsThatStandForUnknownAreNoFault(String moment) throws Exception {
    assertThat(complete(folder("call-23", "{\"started_at\":" + moment + "}")).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"duration\":60000000 | a number of 8 digits is more than 86400 s",
        "\"duration\":\"later\" | expected a number, found a text of 5 letters",
        "\"duration\":\"+49 151 2345\" | expected a number, found a text of 12 characters",
        "\"duration\":\"x\" | expected a number, found a text of 1 letter",
        "\"turns\":-12345678 | a number of 8 digits below 0 is negative",
      })
  void valuesAreShownByTheirKindAndLengthAlone(String json, String said) throws Exception {
    assertThat(complete(folder("call-24", "{" + json + "}")).findings())
        .extracting(Finding::message)
        .containsExactly(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1,'turns':3,} | metrics.json:1: is not valid JSON at column 18: a comma before the"
            + " closing brace, or a key that is missing",
        "{'a':[1,2,]} | metrics.json:1: is not valid JSON at column 11: a value is missing or is"
            + " not in double quotation marks; a list must not end in a comma",
        "{'a':Karl Muster} | metrics.json:1: is not valid JSON at column 6: a word without"
            + " quotation marks that is not true, false or null",
        "{'a':'x' 'b':2} | metrics.json:1: is not valid JSON at column 10: a comma is missing, or a"
            + " quotation mark within a text is not escaped",
        "{'a':1,'a':2} | metrics.json:1: is not valid JSON at column 11: the same key twice in one"
            + " object",
      })
  void refusedSummarySaysWhereAndWhyAndQuotesNothing(String json, String said) throws Exception {
    assertThat(reader.read(folder("call-25", json.replace('\'', '"'))))
        .isEqualTo(new Reading.Refused(RejectReason.BAD_JSON, said));
  }

  @Test
  void cutSummarySaysWhereItStops() throws Exception {
    assertThat(reader.read(folder("call-26", "{\n \"turns\":3,\n \"error_message\":\"no")))
        .isEqualTo(
            new Reading.Unfinished(
                "metrics.json:3: ends too early at column 21: a brace, bracket or quotation mark is"
                    + " not closed"));
  }

  @Test
  void cutFeedbackIsNamedWithThePlaceWhereItStops() throws Exception {
    Path folder = folder("call-27", "{}");
    Files.writeString(folder.resolve("feedback.json"), "{\n \"csat\": 4,");

    assertThat(complete(folder).findings())
        .extracting(Finding::toString)
        .containsExactly(
            "feedback.json:2: line: ends too early at column 12: a brace, bracket or quotation mark"
                + " is not closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`csat`:10 | csat",
        "`human_rating`:99 | human_rating",
        "`quality`:{`mos`:45} | mos",
        "`csat`:0 | csat",
        "`csat`:{`score`:11,`scale`:10} | csat",
        "`csat`:{`score`:8} | csat",
      })
  void ratingsOutsideOneToFiveAreDroppedAndCounted(String json, String field) throws Exception {
    CallSession call = complete(folder("call-28", "{" + json.replace('`', '"') + "}"));

    assertThat(call.facts().known(CallField.named(field).orElseThrow())).isFalse();
    assertThat(call.findings())
        .extracting(f -> f.field() + " " + f.reason().label())
        .containsExactly(field + " out_of_range");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | 4",
        "`4.5` | 4.5",
        "{`score`:8,`scale`:10} | 4.111",
        "{`scale`:10,`score`:8,`lowest`:0} | 4.2",
        "{`score`:3,`scale`:3,`label`:`good`} | 5",
        "{`score`:4} | 4",
      })
  void ratingsOnAStatedScaleAreConverted(String json, double expected) throws Exception {
    CallSession call = complete(folder("call-29", "{\"csat\":" + json.replace('`', '"') + "}"));

    assertThat(call.findings()).isEmpty();
    assertThat(call.facts().number(CallField.CSAT).orElseThrow())
        .isCloseTo(expected, org.assertj.core.api.Assertions.within(0.001));
  }

  @Test
  void ratingsInFeedbackAreHeldToTheSameRange() throws Exception {
    Path folder = folder("call-30", "{\"csat\":3}");
    Files.writeString(folder.resolve("feedback.json"), "{\"csat\": 10}");

    CallSession call = complete(folder);

    assertThat(call.facts().number(CallField.CSAT)).hasValue(3);
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "feedback.json:1: csat: 10 is outside 1 to 5; on another scale write"
                + " {\"score\": 8, \"scale\": 10}");
  }

  @Test
  void endFollowsFromStartAndDuration() throws Exception {
    CallSession call =
        complete(folder("call-31", "{\"started_at\":\"2021-03-01T10:00:00Z\",\"duration\":90.5}"));

    assertThat(call.endedAt()).isEqualTo("2021-03-01T10:01:30.500Z");
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void endBeforeTheStartIsDroppedAlsoWhereTheDurationIsKnown() throws Exception {
    CallSession call =
        complete(
            folder(
                "call-32",
                "{\"started_at\":\"2021-03-01T10:00:00Z\",\"ended_at\":\"2021-03-01T09:00:00Z\","
                    + "\"duration\":60}"));

    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly("metrics.json:1: ended_at: is before the start");
    assertThat(call.endedAt()).isEqualTo("2021-03-01T10:01:00Z");
  }

  @Test
  void startLongAfterTheFileWasWrittenIsDropped() throws Exception {
    String nextYear = Instant.now().plus(java.time.Duration.ofDays(365)).toString();
    CallSession call =
        complete(folder("call-33", "{\"started_at\":\"" + nextYear + "\",\"duration\":60}"));

    assertThat(call.startedAt()).isEmpty();
    assertThat(call.facts().known(ENDED_AT)).isFalse();
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "metrics.json:1: started_at: is more than a day after the file was written");
  }

  @Test
  void wordsOfWhichOnlyTheStartIsKnownHaveNoEndAndGiveNoLatency() throws Exception {
    CallSession call =
        transcript(
            """
            {"role":"user","started_at":"2026-03-02T08:00:00Z","text":"a"}
            {"role":"agent","started_at":"2026-03-02T08:00:07Z","text":"b"}
            {"role":"user","start":"2026-03-02T08:00:10Z","text":"c"}
            {"role":"agent","start":"2026-03-02T08:00:17Z","text":"d"}
            """);

    assertThat(call.facts().known(TURN_LATENCIES_MS)).isFalse();
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "transcript.jsonl:1: turn_latencies_ms: says when the words began but not when they"
                + " ended, so the latency of the answer is unknown; 2 lines like this");
  }

  @Test
  void wordsWithAStartAndOneMoreTimeEndedThen() throws Exception {
    CallSession call =
        transcript(
            """
            {"role":"user","started_at":"2026-03-02T08:00:00Z","ts":"2026-03-02T08:00:06Z","text":"a"}
            {"role":"agent","started_at":"2026-03-02T08:00:07Z","text":"b"}
            """);

    assertThat(call.facts().numbers(TURN_LATENCIES_MS)).containsExactly(1_000.0);
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void latencyTheEngineMeasuredStandsWithoutTheEndOfTheWords() throws Exception {
    CallSession call =
        transcript(
            """
            {"role":"user","started_at":"2026-03-02T08:00:00Z","text":"a"}
            {"role":"agent","started_at":"2026-03-02T08:00:07Z","latency_ms":900,"text":"b"}
            """);

    assertThat(call.facts().numbers(TURN_LATENCIES_MS)).containsExactly(900.0);
    assertThat(call.findings()).isEmpty();
  }

  @Test
  void scoresOnAnotherScaleAreAllDropped() throws Exception {
    CallSession call =
        transcript(
            """
            {"role":"user","sentiment":-4,"text":"a"}
            {"role":"user","sentiment":0,"text":"b"}
            {"role":"agent","sentiment":5,"text":"c"}
            {"role":"user","sentiment":1,"text":"d"}
            """);

    assertThat(call.facts().known(SENTIMENT_SCORE)).isFalse();
    assertThat(call.sentimentSource()).isEqualTo(SentimentSource.NONE);
    assertThat(call.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "transcript.jsonl:1: sentiment_score: -4 is outside [-1,1], so the scale of all 4"
                + " scores is unknown and none is used");
  }

  private CallSession transcript(String lines) throws Exception {
    Path folder = folder("call-t", "{}");
    Files.writeString(folder.resolve("transcript.jsonl"), lines);
    return complete(folder);
  }

  private CallSession complete(Path folder) {
    Reading reading = reader.read(folder);
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return ((Reading.Complete) reading).session();
  }

  @Test
  void aCountOfMeasuredLatenciesIsNoCountOfTurns() throws Exception {
    Path alone = folder("measured-alone", "{\"total_turns\":4,\"barge_in_count\":3}");
    Path spoken = folder("measured-spoken", "{\"total_turns\":1,\"barge_in_count\":3}");
    Files.writeString(
        spoken.resolve("transcript.jsonl"),
        """
        {"role":"agent","text":"Hello."}
        {"role":"caller","text":"Hi."}
        {"role":"agent","text":"What can I do?"}
        """);

    assertThat(complete(alone).facts().number(TURNS)).hasValue(4);
    assertThat(complete(alone).facts().number(CallField.MEASURED_TURNS)).hasValue(4);
    assertThat(Measure.BARGE_INS_PER_TURN.of(complete(alone))).isEmpty();
    assertThat(complete(spoken).facts().number(TURNS)).hasValue(3);
    assertThat(complete(spoken).facts().known(CallField.MEASURED_TURNS)).isFalse();
    assertThat(Measure.BARGE_INS_PER_TURN.of(complete(spoken))).hasValue(1);
  }

  private Path folder(String id, String summary) throws IOException {
    Path folder = Files.createDirectories(root.resolve(id));
    Files.writeString(folder.resolve("metrics.json"), summary);
    return folder;
  }

  private static Path fixture(String name) throws URISyntaxException {
    return Path.of(SessionReaderTest.class.getResource("/sessions/" + name).toURI());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
