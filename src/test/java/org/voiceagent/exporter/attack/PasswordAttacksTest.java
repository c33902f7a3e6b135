package org.voiceagent.exporter.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.LogLines;

/** Getting in without a password, with somebody else's, or by trying all of them. */
final class PasswordAttacksTest {
  private static final String TRANSCRIPT = "/calls/" + ProtectedDaemon.CALL + "/transcript";

  @TempDir Path temp;

  @Test
  void everybodySeesTheirOwnAndNoMore() {
    try (ProtectedDaemon daemon = ProtectedDaemon.plain(temp).ready()) {
      assertThat(daemon.get("/metrics")).startsWith("HTTP/1.1 200 ");
      assertThat(daemon.get("/-/healthy")).startsWith("HTTP/1.1 200 ");
      for (String path : List.of("/", "/feedback/latest", "/calls", TRANSCRIPT, "/nowhere")) {
        assertThat(daemon.get(path)).startsWith("HTTP/1.1 401 ").contains("Basic realm=");
      }
      assertThat(daemon.get("/feedback/latest", ProtectedDaemon.CLEO)).startsWith("HTTP/1.1 200 ");
      assertThat(daemon.get("/calls", ProtectedDaemon.CLEO)).startsWith("HTTP/1.1 403 ");
      assertThat(daemon.get(TRANSCRIPT, ProtectedDaemon.CLEO)).startsWith("HTTP/1.1 403 ");
      assertThat(daemon.get(TRANSCRIPT, ProtectedDaemon.BEN))
          .startsWith("HTTP/1.1 200 ")
          .contains("\"redacted\":true")
          .doesNotContain("4111");
      assertThat(daemon.get("/metrics"))
          .contains("http_auth_failures_total{reason=\"forbidden\",} 2.0");
    }
  }

  @Test
  void readingWithoutRedactionIsForThoseWhoAreNamed() {
    try (ProtectedDaemon daemon = ProtectedDaemon.plain(temp).ready();
        LogLines log = LogLines.of("org.voiceagent.exporter.audit")) {
      for (String login : List.of("", ProtectedDaemon.BEN, ProtectedDaemon.CLEO)) {
        assertThat(daemon.get(TRANSCRIPT + "?redact=off", login))
            .matches("(?s)HTTP/1.1 40[13] .*")
            .doesNotContain("4111");
      }
      for (String almost : List.of("?redact=OFF", "?redact=", "?redact=off&redact=on")) {
        assertThat(daemon.get(TRANSCRIPT + almost, ProtectedDaemon.ANNA))
            .startsWith("HTTP/1.1 400 ");
      }
      assertThat(log.lines()).isEmpty();

      assertThat(daemon.get(TRANSCRIPT + "?redact=off", ProtectedDaemon.ANNA))
          .startsWith("HTTP/1.1 200 ")
          .contains(ProtectedDaemon.SAID, "\"redacted\":false", "no-store");
      assertThat(log.lines())
          .containsExactly(
              "anna reads the transcript of " + ProtectedDaemon.CALL + " without redaction");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic",
        "Authorization: Basic !!!",
        "Authorization: Basic YW5uYQ==",
        "Authorization: Basic Og==",
        "Authorization: Bearer YW5uYTpjb3JyZWN0IGhvcnNl",
        "Authorization: Basic YW5uYTpjb3JyZWN0IGhvcnNl\r\nAuthorization: Basic Og==",
        "Proxy-Authorization: Basic YW5uYTpjb3JyZWN0IGhvcnNl",
        "X-Forwarded-User: anna",
        "Cookie: user=anna",
      })
  void oddCredentials(String line) {
    try (ProtectedDaemon daemon = ProtectedDaemon.plain(temp)) {
      assertThat(
              daemon.send(
                  "GET /calls HTTP/1.1\r\nHost: localhost\r\n"
                      + line
                      + "\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 401 ");
    }
  }

  /** What is remembered of a right login must not let in another pair of the same letters. */
  @Test
  void cachedLoginConfusion() {
    try (ProtectedDaemon daemon = ProtectedDaemon.plain(temp)) {
      assertThat(daemon.get("/calls", ProtectedDaemon.BEN)).startsWith("HTTP/1.1 200 ");
      for (String shifted : List.of("be:nbattery", "ben:b", "benb:attery", "ben::battery")) {
        assertThat(daemon.get("/calls", shifted)).startsWith("HTTP/1.1 401 ");
      }
    }
  }

  /** While forty clients guess, the scraper that logged in before is answered every time. */
  @Test
  void guessingDoesNotStopTheScrapes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(40);
    try (ProtectedDaemon daemon = ProtectedDaemon.slow(temp)) {
      assertThat(daemon.get("/feedback/latest", ProtectedDaemon.CLEO)).startsWith("HTTP/1.1 200 ");
      List<Future<String>> guesses = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String guess = "cleo:guess-" + i;
        guesses.add(threads.submit(() -> daemon.get("/feedback/latest", guess)));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(daemon.get("/feedback/latest", ProtectedDaemon.CLEO))
            .startsWith("HTTP/1.1 200 ");
        assertThat(daemon.get("/metrics")).startsWith("HTTP/1.1 200 ");
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> guess : guesses) {
        answers.add(guess.get());
      }
      assertThat(answers).allMatch(answer -> answer.matches("(?s)HTTP/1.1 (401|503) .*"));
      assertThat(answers)
          .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
          .isNotEmpty()
          .allMatch(answer -> answer.contains("Retry-After: 2"));
      assertThat(daemon.get("/metrics")).contains("http_auth_failures_total{reason=\"busy\",}");
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * How long a refusal takes does not tell whether there is such a user, nor how much of the
   * password was right: the medians of interleaved tries differ by less than a quarter, where
   * skipping bcrypt would make it a hundredth.
   */
  @Tag("faults")
  @ParameterizedTest
  @CsvSource({"anna:wrong, nobody:wrong", "anna:correct hors_, anna:_", "cleo:x, zoe:staple"})
  void wrongPasswordsTimed(String one, String other) {
    try (ProtectedDaemon daemon = ProtectedDaemon.slow(temp)) {
      long[] first = new long[60];
      long[] second = new long[60];
      for (int i = -5; i < first.length; i++) {
        long a = nanosOf(daemon, one);
        long b = nanosOf(daemon, other);
        if (i >= 0) {
          first[i] = a;
          second[i] = b;
        }
      }
      double ratio = (double) median(first) / median(second);
      assertThat(ratio).as("%s against %s", one, other).isBetween(0.75, 1.33);
    }
  }

  private static long nanosOf(ProtectedDaemon daemon, String login) {
    long start = System.nanoTime();
    assertThat(daemon.get("/calls", login)).startsWith("HTTP/1.1 401 ");
    return System.nanoTime() - start;
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
