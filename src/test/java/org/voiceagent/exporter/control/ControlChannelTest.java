package org.voiceagent.exporter.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.control.ControlChannel.Patience;

/** What is asked arrives as it was asked, and what is answered likewise; nothing else is obeyed. */
@Timeout(60)
final class ControlChannelTest {
  private static final Patience SHORT =
      new Patience(Duration.ofMillis(100), Duration.ofMillis(100));
  private static final Patience LONG = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final String NAME = "00112233445566778899aabbccddeeff.json";

  @TempDir Path state;

  static Stream<ControlRequest> requests() {
    return Stream.of(
        new ControlRequest.Purge(true, false),
        new ControlRequest.Purge(false, false),
        new ControlRequest.ForgetCall("call-\"1\"\n"),
        new ControlRequest.ForgetCaller("0123456789abcdef"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestArrivesAndIsAnswered(ControlRequest request) throws Exception {
    List<ControlRequest> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<ControlAnswer> answer = asked(request);
    await()
        .until(
            () ->
                answerAll(
                        arrived -> {
                          seen.add(arrived);
                          return new ControlAnswer(1, "two\nlines\n");
                        })
                    > 0);

    assertThat(answer.get()).isEqualTo(new ControlAnswer(1, "two\nlines\n"));
    assertThat(seen).containsExactly(request);
    assertThat(files("requests")).isEmpty();
    assertThat(files("answers")).isEmpty();
  }

  @Test
  void lettersAreForTheOwnerOnly() throws Exception {
    CompletableFuture<ControlAnswer> answer = asked(new ControlRequest.Purge(true, false));
    await().until(() -> !files("requests").isEmpty());

    assertThat(permissions(state.resolve("requests"))).isEqualTo("rwx------");
    assertThat(permissions(files("requests").get(0))).isEqualTo("rw-------");
    await().until(() -> answerAll(request -> new ControlAnswer(0, "")) > 0);
    answer.get();
    assertThat(permissions(state.resolve("answers"))).isEqualTo("rwx------");
  }

  @Test
  void requestNobodyTakesIsTakenBack() throws IOException {
    assertThatThrownBy(
            () ->
                new ControlChannel(state)
                    .ask(new ControlRequest.Purge(false, false), SHORT, new Random(1)))
        .isInstanceOf(NoAnswerException.class)
        .hasMessageContaining("taken back");
    assertThat(files("requests")).isEmpty();
  }

  @Test
  void faultOfTheHandlerIsAnswered() throws Exception {
    CompletableFuture<ControlAnswer> answer = asked(new ControlRequest.Purge(true, false));
    await()
        .until(
            () ->
                answerAll(
                        request -> {
                          throw new IllegalStateException("broken");
                        })
                    > 0);

    assertThat(answer.get().status()).isEqualTo(3);
    assertThat(answer.get().text()).contains("broken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"purge\":{}}",
        "{\"purge\":{\"dry_run\":\"no\"}}",
        "{\"purge\":{\"dry_run\":true},\"forget\":{\"call\":\"a\"}}",
        "{\"forget\":{\"call\":\"a\",\"caller\":\"b\"}}",
        "{\"forget\":{}}",
        "{\"explode\":{}}"
      })
  void whatIsNoRequestIsNotObeyed(String text) throws IOException {
    put(NAME, text);

    assertThat(answerAll(ControlChannelTest::obeyed)).isEqualTo(1);
    assertThat(Files.readString(state.resolve("answers").resolve(NAME))).contains("\"status\":3");
  }

  @Test
  void linkIsNoRequest() throws IOException {
    Path elsewhere = Files.writeString(state.resolve("x"), "{\"purge\":{\"dry_run\":false}}");
    Files.createDirectory(state.resolve("requests"));
    Files.createSymbolicLink(state.resolve("requests").resolve(NAME), elsewhere);

    assertThat(answerAll(ControlChannelTest::obeyed)).isZero();
    assertThat(elsewhere).exists();
    assertThat(files("requests")).isEmpty();
  }

  @Test
  void fileOfAnotherNameIsNoRequest() throws IOException {
    put("../" + NAME, "{\"purge\":{\"dry_run\":false}}");
    put("note.json", "{\"purge\":{\"dry_run\":false}}");
    put(NAME + ".tmp", "{\"purge\":{\"dry_run\":false}}");

    assertThat(answerAll(ControlChannelTest::obeyed)).isZero();
  }

  @Test
  void requestOfACommandThatIsGoneIsNotObeyed() throws IOException {
    Path letter = put(NAME, "{\"purge\":{\"dry_run\":false}}");
    Files.setLastModifiedTime(letter, FileTime.from(Instant.now().minusSeconds(120)));

    assertThat(answerAll(ControlChannelTest::obeyed)).isZero();
    assertThat(letter).doesNotExist();
  }

  @Test
  void answerNobodyFetchesIsThrownAway() throws IOException {
    Files.createDirectory(state.resolve("answers"));
    Path answer = Files.writeString(state.resolve("answers").resolve(NAME), "{}");
    Files.setLastModifiedTime(answer, FileTime.from(Instant.now().minusSeconds(3_600)));

    answerAll(ControlChannelTest::obeyed);
    assertThat(answer).doesNotExist();
  }

  @Test
  void answerThatCannotBeWrittenKeepsNoOtherRequestFromBeingServed() throws IOException {
    put(NAME, "{\"purge\":{\"dry_run\":true}}");
    put(NAME.replace('0', '9'), "{\"purge\":{\"dry_run\":false}}");
    Files.createDirectories(state.resolve("answers").resolve(NAME + ".tmp").resolve("in the way"));
    List<ControlRequest> seen = new CopyOnWriteArrayList<>();

    int answered =
        answerAll(
            request -> {
              seen.add(request);
              return new ControlAnswer(0, "");
            });

    assertThat(answered).isEqualTo(1);
    assertThat(seen)
        .containsExactlyInAnyOrder(
            new ControlRequest.Purge(true, false), new ControlRequest.Purge(false, false));
  }

  @Test
  void letterThatManyTakeIsTakenOnce() throws IOException {
    Spool tray = new Spool(state, "requests");
    for (int round = 0; round < 100; round++) {
      tray.put(NAME, "{}");

      assertThat(IntStream.range(0, 8).parallel().filter(one -> takes(tray)).count()).isEqualTo(1);
    }
  }

  private static boolean takes(Spool tray) {
    try {
      return tray.take(NAME).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ControlAnswer obeyed(ControlRequest request) {
    throw new AssertionError("obeyed " + request);
  }

  private CompletableFuture<ControlAnswer> asked(ControlRequest request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new ControlChannel(state).ask(request, LONG, new Random(1));
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private int answerAll(java.util.function.Function<ControlRequest, ControlAnswer> handler)
      throws IOException {
    return new ControlChannel(state).answerAll(InstantSource.system(), handler);
  }

  private Path put(String name, String text) throws IOException {
    Path folder = Files.createDirectories(state.resolve("requests"));
    return Files.writeString(folder.resolve(name), text);
  }

  private List<Path> files(String folder) throws IOException {
    if (!Files.exists(state.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(state.resolve(folder))) {
      return files.filter(file -> !file.toString().endsWith(".tmp")).toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
