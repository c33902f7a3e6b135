package org.voiceagent.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Certificates;
import org.voiceagent.exporter.yaml.Problems;

/** Files change under a running server, never all at the same time. */
final class LiveWebConfigTest {
  private static final String ONE = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";
  private static final String TLS = "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n";

  @TempDir Path temp;
  private final AtomicLong nanos = new AtomicLong();
  private final Notes notes = new Notes();
  private LiveWebConfig live;

  /** The last report. */
  private static final class Notes implements WebMeter {
    private volatile boolean ok;
    private volatile Instant end = Instant.EPOCH;

    @Override
    public void refused(Refusal why) {}

    @Override
    public void webConfig(boolean works) {
      ok = works;
    }

    @Override
    public void certificateEnds(Instant at) {
      end = at;
    }
  }

  @BeforeEach
  void start() throws IOException {
    make("tls");
    make("next");
    write(TLS + "basic_auth_users: {anna: %s}".formatted(ONE));
    Problems problems = new Problems();
    WebConfig first = WebConfig.load(temp.resolve("web.yml"), problems);
    assertThat(problems.list()).isEmpty();
    live =
        new LiveWebConfig(
            Optional.of(temp.resolve("web.yml")), first, notes, () -> Instant.EPOCH, nanos::get);
    live.current();
    await().until(LiveWebConfigTest::nobodyLooks);
  }

  @Test
  void halfReplacedPairLeavesTheOldOneInForceUntilTheOtherHalfIsThere() throws IOException {
    Object before = live.current().tls().orElseThrow().certificate();
    replace("crt");
    assertThat(afterASecond().tls().orElseThrow().certificate()).isEqualTo(before);
    assertThat(notes.ok).isFalse();

    replace("key");
    ServerTls after = afterASecond().tls().orElseThrow();
    assertThat(after.certificate()).isNotEqualTo(before);
    assertThat(notes.ok).isTrue();
    assertThat(notes.end).isEqualTo(after.certificate().getNotAfter().toInstant());
  }

  @Test
  void looksAtMostOnceASecond() throws IOException {
    live.current();
    write(TLS + "basic_auth_users: {ben: %s}".formatted(ONE));
    assertThat(live.current().users()).containsOnlyKeys("anna");
    assertThat(afterASecond().users()).containsOnlyKeys("ben");
  }

  @Test
  void brokenOrMissingFileLeavesTheOldOneInForce() throws IOException {
    write("basic_auth_users: {anna: nonsense}");
    assertThat(afterASecond().users()).containsOnlyKeys("anna");
    assertThat(notes.ok).isFalse();
    Files.delete(temp.resolve("web.yml"));
    assertThat(afterASecond().users()).containsOnlyKeys("anna");
    assertThat(notes.ok).isFalse();

    write(TLS + "basic_auth_users: {ben: %s}".formatted(ONE));
    assertThat(afterASecond().users()).containsOnlyKeys("ben");
    assertThat(notes.ok).isTrue();
  }

  @Test
  void editThatWouldOpenTheDoorWaitsForARestart() throws IOException {
    write(TLS);
    assertThat(afterASecond().users()).containsOnlyKeys("anna");
    assertThat(notes.ok).isFalse();

    write("basic_auth_users: {ben: %s}".formatted(ONE));
    assertThat(afterASecond().tls()).isPresent();
    assertThat(afterASecond().users()).containsOnlyKeys("anna");
  }

  /** Opening a FIFO waits for a writer that may never come. */
  @ParameterizedTest
  @ValueSource(strings = {"tls.crt", "tls.key", "web.yml"})
  void fifoInPlaceOfAFileIsToldAndTheFileIsFollowedAgainAfterwards(String name) throws Exception {
    Path file = temp.resolve(name);
    Path aside = Files.move(file, temp.resolve("aside"));
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

    assertThat(afterASecond().users()).containsOnlyKeys("anna");
    assertThat(notes.ok).isFalse();
    assertThat(afterASecond().tls()).isPresent();
    Files.delete(file);
    Files.move(aside, file);

    await().until(() -> afterASecond().tls().isPresent() && notes.ok);
    replace("crt");
    replace("key");
    Object next = WebConfig.load(temp.resolve("web.yml"), new Problems()).tls().orElseThrow();
    await()
        .until(
            () ->
                afterASecond()
                    .tls()
                    .orElseThrow()
                    .certificate()
                    .equals(((ServerTls) next).certificate()));
  }

  @Test
  void linkThatIsTurnedElsewhereIsFollowed() throws IOException {
    Path link = temp.resolve("linked.yml");
    Files.createSymbolicLink(link, write("basic_auth_users: {anna: %s}".formatted(ONE)));
    LiveWebConfig linked =
        new LiveWebConfig(
            Optional.of(link),
            WebConfig.load(link, new Problems()),
            notes,
            () -> Instant.EPOCH,
            nanos::get);
    assertThat(linked.current().users()).containsOnlyKeys("anna");
    Path other =
        Files.writeString(temp.resolve("other.yml"), "basic_auth_users: {ben: %s}".formatted(ONE));
    Files.delete(link);
    Files.createSymbolicLink(link, other);

    assertThat(afterASecond(linked).users()).containsOnlyKeys("ben");
  }

  private WebConfig afterASecond() {
    return afterASecond(live);
  }

  /** Waits until a check has ended; a request waits for it only briefly. */
  private WebConfig afterASecond(LiveWebConfig one) {
    nanos.addAndGet(LiveWebConfig.BETWEEN_LOOKS.toNanos());
    one.current();
    await().until(LiveWebConfigTest::nobodyLooks);
    return one.current();
  }

  private static boolean nobodyLooks() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("web-config"));
  }

  private Path write(String text) throws IOException {
    Path next = Files.writeString(temp.resolve("web.next"), text);
    return Files.move(next, temp.resolve("web.yml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void make(String name) {
    Certificates.selfSigned("ec", temp.resolve(name + ".key"), temp.resolve(name + ".crt"));
  }

  private void replace(String half) throws IOException {
    Files.copy(
        temp.resolve("next." + half),
        temp.resolve("tls." + half),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
