package org.voiceagent.exporter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No line makes a reader fail, and none that is wrong is taken for an event. */
final class HostileLinesTest {
  private static final String TS = "\"ts\":\"2025-11-30T12:00:00Z\"";
  private static final String GOOD = "{\"event\":\"e\"," + TS + "}";

  private static LineReading read(LineFormat format, String line) {
    byte[] bytes = ("xx" + line + "yy").getBytes(StandardCharsets.UTF_8);
    return format.read(bytes, 2, bytes.length - 2).orElseThrow();
  }

  private static EventRejectReason reason(LineFormat format, String line) {
    LineReading reading = read(format, line);
    assertThat(reading).as(line).isInstanceOf(LineReading.Unreadable.class);
    return ((LineReading.Unreadable) reading).reason();
  }

  private static Event event(LineFormat format, String line) {
    LineReading reading = read(format, line);
    assertThat(reading).as("%s: %s", line, reading).isInstanceOf(LineReading.Read.class);
    return ((LineReading.Read) reading).event();
  }

  static Stream<String> notJson() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "x",
                "{",
                "}",
                "{}x",
                "[]",
                "[" + GOOD + "]",
                "\"" + "e" + "\"",
                "1",
                "null",
                "true",
                "NaN",
                GOOD + GOOD,
                GOOD + ",",
                GOOD + "{",
                "{'event':'e'}",
                "{event:\"e\"}",
                "{\"event\":\"e\"," + TS + ",}",
                "{\"event\":\"e\",\"event\":\"f\"," + TS + "}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":1,\"a\":2}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":NaN}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":Infinity}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":01}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":0x1}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":1.}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":\"\\x\"}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":\"\t\"}}",
                "{\"event\":\"e\"," + TS + "} // comment",
                "/* */" + GOOD,
                "{/* */}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"a\":" + "9".repeat(200) + "}}",
                "{\"event\":\"e\"," + TS + ",\"data\":{\"" + "k".repeat(300) + "\":1}}",
                "{\"event\":\"e\","
                    + TS
                    + ",\"data\":{\"a\":"
                    + "[".repeat(70)
                    + "]".repeat(70)
                    + "}}",
                "{\"a\":".repeat(100) + "1" + "}".repeat(100),
                "{\u0000",
                "{\u0000\"\u0000"));
    for (int cut = 1; cut < GOOD.length(); cut++) {
      lines.add(GOOD.substring(0, cut));
    }
    return lines.stream();
  }

  @ParameterizedTest
  @MethodSource("notJson")
  void whatIsNoJsonObjectIsRejected(String line) {
    assertThat(reason(LineFormat.JSON_LINES, line)).isEqualTo(EventRejectReason.NOT_JSON);
  }

  static Stream<String> notEvents() {
    return Stream.of(
        "{}",
        "{" + TS + "}",
        "{\"event\":\"\"," + TS + "}",
        "{\"event\":null," + TS + "}",
        "{\"event\":1," + TS + "}",
        "{\"event\":[\"e\"]," + TS + "}",
        "{\"event\":{\"e\":1}," + TS + "}",
        "{\"event\":\"two words\"," + TS + "}",
        "{\"event\":\"tab\\t\"," + TS + "}",
        "{\"event\":\"line\\nfeed\"," + TS + "}",
        "{\"event\":\"quote\\\"\"," + TS + "}",
        "{\"event\":\"ünïcode\"," + TS + "}",
        "{\"event\":\"\\u202e\"," + TS + "}",
        "{\"event\":\"" + "n".repeat(101) + "\"," + TS + "}",
        "{\"Event\":\"e\"," + TS + "}",
        "{\"event\":\"e\"," + TS + ",\"data\":1}",
        "{\"event\":\"e\"," + TS + ",\"data\":\"text\"}",
        "{\"event\":\"e\"," + TS + ",\"data\":[1]}",
        "{\"event\":\"e\"," + TS + ",\"event_id\":{}}",
        "{\"event\":\"e\"," + TS + ",\"event_id\":1.5}",
        "{\"event\":\"e\"," + TS + ",\"event_id\":true}",
        "{\"event\":\"e\"," + TS + ",\"event_id\":\"" + "i".repeat(201) + "\"}",
        "{\"event\":\"e\"," + TS + ",\"call_uuid\":[]}",
        "{\"event\":\"e\"," + TS + ",\"call_uuid\":\"" + "c".repeat(201) + "\"}");
  }

  @ParameterizedTest
  @MethodSource("notEvents")
  void anObjectThatIsNoEventIsRejected(String line) {
    assertThat(reason(LineFormat.JSON_LINES, line)).isEqualTo(EventRejectReason.NOT_AN_EVENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2025",
        "2025-11-30",
        "2025-11-30T12:00:00",
        "2025-11-30 12:00:00Z",
        "2025-13-30T12:00:00Z",
        "2025-02-30T12:00:00Z",
        "2025-11-31T12:00:00Z",
        "2025-11-30T24:00:01Z",
        "2025-11-30T12:60:00Z",
        "2025-11-30T12:00:61Z",
        "2025-11-30T12:00:00.1234567890Z",
        "2025-11-30T12:00:00,5Z",
        "2025-11-30T12:00:00.-5Z",
        "1764504000",
        "1999-12-31T23:59:59Z",
        "-2025-11-30T12:00:00Z",
        "2025-11-30T12:00:00Zulu",
        "2025-11-30t12:00:00 z",
        "2025-11-30T12:00:00+99:00",
        "٢٠٢٥-11-30T12:00:00Z"
      })
  void aTimeThatIsNoneIsRejected(String ts) {
    assertThat(reason(LineFormat.JSON_LINES, "{\"event\":\"e\",\"ts\":\"" + ts + "\"}"))
        .isEqualTo(EventRejectReason.BAD_TIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1764504000", "null", "{}", "[]", "true"})
  void aTimeThatIsNoTextIsRejected(String ts) {
    assertThat(reason(LineFormat.JSON_LINES, "{\"event\":\"e\",\"ts\":" + ts + "}"))
        .isEqualTo(EventRejectReason.BAD_TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-11-30T12:00:00Z", "2025-11-30T12:00:00.5Z", "2025-11-30T12:00:00.123456789Z",
        "2024-02-29T23:59:59.000001Z", "2025-11-30T12:00:00+01:00", "2025-01-31T00:00:00-11:30"
      })
  void everyFormOfATimeIsReadAsTheLibraryReadsIt(String ts) {
    assertThat(event(LineFormat.JSON_LINES, "{\"event\":\"e\",\"ts\":\"" + ts + "\"}").at())
        .isEqualTo(Instant.parse(ts));
  }

  @Test
  void randomTimesAreReadAsTheLibraryReadsThem() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      Instant at =
          Instant.ofEpochSecond(946_684_800L + random.nextInt(), random.nextInt(1_000_000_000));
      boolean late = !at.isBefore(Instant.parse("2000-01-01T00:00:00Z"));
      LineReading read = read(LineFormat.JSON_LINES, "{\"event\":\"e\",\"ts\":\"" + at + "\"}");
      assertThat(read instanceof LineReading.Read).as("%s", at).isEqualTo(late);
      if (read instanceof LineReading.Read one) {
        assertThat(one.event().at()).isEqualTo(at);
      }
    }
  }

  @Test
  void bytesThatAreNotUtf8AreRejected() {
    for (byte bad : new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0xed, (byte) 0x80}) {
      byte[] line = GOOD.replace("\"e\"", "\"e?\"").getBytes(StandardCharsets.UTF_8);
      line[GOOD.indexOf("e\",") + 1] = bad;
      LineReading reading = LineFormat.JSON_LINES.read(line, 0, line.length).orElseThrow();
      assertThat(((LineReading.Unreadable) reading).reason()).isEqualTo(EventRejectReason.BAD_UTF8);
    }
  }

  @Test
  void noRandomBytesMakeAReaderFail() {
    Random random = new Random(11);
    List<String> seeds = List.of(GOOD, "m,t=v f=1i,g=\"x\" 1764504000000000000");
    for (int i = 0; i < 20_000; i++) {
      byte[] line = seeds.get(i % 2).getBytes(StandardCharsets.UTF_8);
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        line[random.nextInt(line.length)] = (byte) random.nextInt(256);
      }
      for (LineFormat format : LineFormat.values()) {
        Optional<LineReading> reading = format.read(line, 0, random.nextInt(line.length + 1));
        reading.ifPresent(
            one ->
                assertThat(one instanceof LineReading.Unreadable bad ? bad.why() : "")
                    .doesNotContain("1764504"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "m f=1",
        "m,t f=1 1764504000000000000",
        "m,t= f=1 1764504000000000000",
        "m,=v f=1 1764504000000000000",
        "m f= 1764504000000000000",
        "m =1 1764504000000000000",
        "m f=1i2 1764504000000000000",
        "m f=\"open 1764504000000000000",
        "m f=NaN 1764504000000000000",
        "m f=0x1p3 1764504000000000000",
        "m f=1 yesterday",
        "m f=1 1764504000000000000 2",
        "m f=1,f=2 1764504000000000000",
        "m,f=a f=2 1764504000000000000",
        "m f=99999999999999999999i 1764504000000000000",
        ",t=v f=1 1764504000000000000",
        "m,t=v",
        "m  f=1 1764504000000000000",
        "m f=1, 1764504000000000000",
        "m f=1 1",
        "two\\ words f=1 1764504000000000000"
      })
  void lineProtocolThatIsNoneIsRejected(String line) {
    assertThat(reason(LineFormat.LINE_PROTOCOL, line)).isNotNull();
  }

  @Test
  void lineProtocolIsReadWithTagsFieldsEscapesAndTime() {
    Event event =
        event(
            LineFormat.LINE_PROTOCOL,
            "llm.call,pro\\ vider=open\\,ai,event_id=e-1,call_uuid=c-1"
                + " n=-3i,x=1.5e2,ok=t,text=\"a \\\"b\\\" \\\\ c, d=e\" 1764504000000000001");
    assertThat(event.name()).isEqualTo("llm.call");
    assertThat(event.at()).isEqualTo(Instant.ofEpochSecond(1_764_504_000L, 1));
    assertThat(event.id()).contains("e-1");
    assertThat(event.callId()).contains("c-1");
    assertThat(event.data().path("pro vider").textValue()).isEqualTo("open,ai");
    assertThat(event.data().path("n").longValue()).isEqualTo(-3);
    assertThat(event.data().path("x").doubleValue()).isCloseTo(150, within(1e-9));
    assertThat(event.data().path("ok").booleanValue()).isTrue();
    assertThat(event.data().path("text").textValue()).isEqualTo("a \"b\" \\ c, d=e");
    assertThat(event.data().has("event_id")).isFalse();
  }

  @Test
  void blankLinesAndCommentsSayNothing() {
    for (String line : List.of("", " ", "\t\r")) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      assertThat(LineFormat.JSON_LINES.read(bytes, 0, bytes.length)).isEmpty();
    }
    byte[] comment = "# comment".getBytes(StandardCharsets.UTF_8);
    assertThat(LineFormat.LINE_PROTOCOL.read(comment, 0, comment.length)).isEmpty();
  }

  @Test
  void theNameOfAFileSaysItsFormat() {
    assertThat(
            Stream.of(
                    "a.jsonl",
                    "a.jsonl.1",
                    "a.jsonl-20261130",
                    "a.jsonl.2026-11-30T12:00",
                    "a.jsonl_3")
                .map(LineFormat::of))
        .containsOnly(Optional.of(LineFormat.JSON_LINES));
    assertThat(Stream.of("a.lp", "a.lp.17").map(LineFormat::of))
        .containsOnly(Optional.of(LineFormat.LINE_PROTOCOL));
    assertThat(
            Stream.of(
                    "a.json",
                    ".jsonl",
                    ".a.jsonl",
                    "a.jsonl.gz",
                    "a.jsonl.1.gz",
                    "a.jsonl~",
                    "a.jsonl.tmp",
                    "a.jsonl.",
                    "a.jsonlx",
                    "a.lp.bak",
                    "ajsonl")
                .map(LineFormat::of))
        .containsOnly(Optional.empty());
  }
}
