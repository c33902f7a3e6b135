package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick parser over bytes accepts nothing that the strict parser over text refuses. */
final class StrictJsonTest {
  private static final List<String> SEEDS =
      List.of(
          "{\"ts\":\"2025-10-26T03:28:16Z\",\"turn\":1,\"role\":\"user\",\"text\":\"äöü \\\"so\\\""
              + " \\u00e4\"}",
          String.join(
              "\r\n",
              "{",
              " \"a\" : [1, -2.5e3, NaN, true, null, {\"b\":{\"c\":[]}}],",
              " \"d\":\"\ud83d\ude00\"}"),
          "{\"a\":{\"x\":1,\"y\":2},\"b\":{\"x\":3},\"c\":[{\"x\":1},{\"x\":2}],\"x\":{}}",
          "{\"streaming\":{\"underflow_events\":12},\"latency\":{\"turn_ms\":[820,1430]}}");

  /** Characters that make or break JSON. */
  private static final String SIGNS = "{}[]:,\"\\ \n\r\t\0ax1.-eENä\uFEFF\u2028";

  @Test
  void readsWhatTheParserOverTextReads() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < 40_000; i++) {
      byte[] bytes =
          changed(SEEDS.get(random.nextInt(SEEDS.size())), random).getBytes(StandardCharsets.UTF_8);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (StrictJson.isObject(bytes, 0, bytes.length)) {
        List<String> quick;
        try (JsonParser parser = StrictJson.ofBytes(bytes, 0)) {
          quick = tokens(parser);
        } catch (IOException refused) {
          continue;
        }
        accepted++;
        try (JsonParser parser = StrictJson.ofText(text)) {
          assertThat(tokens(parser)).as("seed %d: %s", seed, text).isEqualTo(quick);
        }
      }
    }
    assertThat(accepted).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"c\":2,\"b\":3}}",
        "{\"a\":[{\"b\":1,\"b\":1}]}",
        "{\"a\":{\"b\":1},\"a\":2}"
      })
  void refusesTheSameKeyTwiceAlsoInWhatIsSkipped(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = StrictJson.ofBytes(bytes, 0)) {
      parser.nextToken();
      assertThatThrownBy(
              () -> {
                parser.skipChildren();
                parser.nextToken();
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void takesOnlyObjectsInUtf8() {
    assertThat(isObject("{}".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(isObject(" \r\n{\"a\":1}".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(isObject("[]".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(isObject(new byte[0])).isFalse();
    assertThat(isObject("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE))).isFalse();
    assertThat(isObject("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1))).isFalse();
    assertThat(isObject("\uFEFF{}".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  private static boolean isObject(byte[] bytes) {
    return StrictJson.isObject(bytes, 0, bytes.length);
  }

  private static List<String> tokens(JsonParser parser) throws IOException {
    List<String> tokens = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      int line = parser.currentTokenLocation().getLineNr();
      tokens.add(token + " " + parser.getText() + " " + (token.isScalarValue() ? line : ""));
    }
    return tokens;
  }

  private static String changed(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(changed.length());
      char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, sign);
        case 1 -> changed.insert(at, sign);
        default -> changed.deleteCharAt(at);
      }
    }
    return changed.toString();
  }
}
