package org.voiceagent.exporter.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.forget.Receipt.Cause;
import org.voiceagent.exporter.forget.Receipt.DeletedFile;

/** A chain of receipts in which nothing can be changed unnoticed. */
final class ReceiptsTest {
  private static final Instant AT = Instant.parse("2026-11-21T16:00:00Z");

  @TempDir Path state;
  private Receipts receipts;

  @BeforeEach
  void writeThree() throws IOException {
    receipts = Receipts.open(state, new Random(1));
    for (int i = 0; i < 3; i++) {
      append(i);
    }
    assertThat(receipts.problems()).isEmpty();
  }

  @Test
  void everyChangedByteIsDetected() throws Exception {
    Path file = files().get(1);
    byte[] right = Files.readAllBytes(file);
    for (int at = 0; at < right.length; at++) {
      byte[] wrong = right.clone();
      wrong[at] ^= 1;
      Files.write(file, wrong);
      assertThat(receipts.problems()).as("byte %d", at).isNotEmpty();
    }
    Files.write(file, right);
    assertThat(receipts.problems()).isEmpty();
  }

  @Test
  void eachMissingReceiptIsDetectedEvenTheLast() throws Exception {
    for (Path file : files()) {
      byte[] right = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(receipts.problems()).as("%s", file).isNotEmpty();
      Files.write(file, right);
    }
    assertThat(receipts.problems()).isEmpty();
  }

  @Test
  void missingLastReceiptIsNotHiddenByTheNext() throws Exception {
    Files.delete(files().get(2));
    append(3);
    assertThat(receipts.problems()).isNotEmpty();
  }

  @Test
  void copiedReceiptIsDetected() throws Exception {
    Files.copy(files().get(0), files().get(0).resolveSibling("zz.json"));
    assertThat(receipts.problems()).isNotEmpty();
  }

  @Test
  void anotherKeySignsNothingHere() throws Exception {
    Files.delete(state.resolve("receipts.key"));
    Receipts others = Receipts.open(state, new Random(2));
    assertThat(others.problems()).hasSize(4);
  }

  @Test
  void processThatEndedBeforeTheNumberWasWrittenIsNotAFault() throws Exception {
    Path newest = state.resolve("receipts").resolve("newest");
    byte[] two = Files.readAllBytes(newest);
    append(3);
    Files.write(newest, two);
    assertThat(receipts.problems()).isEmpty();
  }

  private void append(int call) throws IOException {
    append(call, receipts.batch());
  }

  private void append(int call, Receipts.Batch batch) throws IOException {
    batch.append(
        number ->
            new Receipt(
                number,
                "request" + call,
                Cause.CALL,
                receipts.hashOf("call", "call" + call),
                AT,
                AT,
                "1",
                true,
                List.of(new DeletedFile("metrics.json", 12, "ab")),
                true));
  }

  @Test
  void manyReceiptsOfOneBatchAreOneChain() throws IOException {
    append(1);
    Receipts.Batch batch = receipts.batch();
    for (int call = 2; call < 5; call++) {
      append(call, batch);
    }

    assertThat(receipts.problems()).isEmpty();
    assertThat(receipts.size()).isEqualTo(3 + 4);
    assertThat(batch.find("request1")).isPresent();
    assertThat(batch.find("request4")).isPresent();
    assertThat(batch.find("request5")).isEmpty();
    append(5);
    assertThat(receipts.problems()).isEmpty();
  }

  @Test
  void toVerifyReceiptsNothingIsMade() throws IOException {
    Path other = Files.createDirectories(state.resolve("other"));

    assertThat(Receipts.existing(other)).isEmpty();
    Files.createDirectory(other.resolve("receipts"));
    assertThatThrownBy(() -> Receipts.existing(other))
        .hasMessageContaining("receipts.key is missing");
    assertThat(other.resolve("receipts.key")).doesNotExist();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(state.resolve("receipts"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted(
              java.util.Comparator.comparing(
                  file -> {
                    try {
                      return Files.readString(file).replaceAll(".*\"number\":(\\d+),.*\\n", "$1");
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }))
          .toList();
    }
  }
}
