package org.voiceagent.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.web.PasswordChecker.Outcome;

final class PasswordCheckerTest {
  private final PasswordChecker logins = new PasswordChecker(1, new SecureRandom());

  @Test
  void tellsRightFromWrong() {
    Map<String, PasswordHash> users = Map.of("anna", hash(4, "one"), "ben", hash(4, "two"));

    assertThat(check(users, "anna", "one")).isEqualTo(Outcome.RIGHT);
    assertThat(check(users, "ben", "two")).isEqualTo(Outcome.RIGHT);
    assertThat(check(users, "anna", "two")).isEqualTo(Outcome.WRONG);
    assertThat(check(users, "nobody", "one")).isEqualTo(Outcome.WRONG);
    assertThat(check(users, "", "")).isEqualTo(Outcome.WRONG);
    assertThat(check(users, "Anna", "one")).isEqualTo(Outcome.WRONG);
  }

  /** GHSA-4v48-4q5m-8vx4: a remembered login must not let in another user. */
  @Test
  void rememberedLoginLetsInNoOtherPairOfTheSameLetters() {
    Map<String, PasswordHash> users =
        Map.of("ab", hash(4, "cd"), "a", hash(4, "x"), "abc", hash(4, "y"));
    assertThat(check(users, "ab", "cd")).isEqualTo(Outcome.RIGHT);

    assertThat(check(users, "a", "bcd")).isEqualTo(Outcome.WRONG);
    assertThat(check(users, "abc", "d")).isEqualTo(Outcome.WRONG);
    assertThat(check(users, "abcd", "")).isEqualTo(Outcome.WRONG);
    assertThat(check(users, "ab", "cd\0")).isEqualTo(Outcome.WRONG);
  }

  /** The same advisory: a hash sent as a password must be refused. */
  @Test
  void hashIsNoPassword() {
    PasswordHash hash = hash(4, "one");

    assertThat(check(Map.of("anna", hash), "anna", new String(hash.bytes(), UTF_8)))
        .isEqualTo(Outcome.WRONG);
  }

  @Test
  void rememberedLoginEndsWithItsPassword() {
    assertThat(check(Map.of("anna", hash(4, "one")), "anna", "one")).isEqualTo(Outcome.RIGHT);

    assertThat(check(Map.of("anna", hash(4, "two")), "anna", "one")).isEqualTo(Outcome.WRONG);
    assertThat(check(Map.of("ben", hash(4, "two")), "anna", "one")).isEqualTo(Outcome.WRONG);
  }

  @Test
  void rememberedLoginCostsNothing() {
    Map<String, PasswordHash> users = Map.of("anna", hash(10, "one"));
    Duration first = timeOf(() -> check(users, "anna", "one"));
    Duration hundredMore =
        timeOf(
            () -> {
              for (int i = 0; i < 100; i++) {
                assertThat(check(users, "anna", "one")).isEqualTo(Outcome.RIGHT);
              }
            });

    assertThat(hundredMore).isLessThan(first.multipliedBy(20));
  }

  @Test
  void guessersGetNoMoreThanTheirTurnAndRememberedLoginsGoOn() throws Exception {
    Map<String, PasswordHash> users = Map.of("anna", hash(10, "one"));
    assertThat(check(users, "anna", "one")).isEqualTo(Outcome.RIGHT);
    int guessers = 40;
    ExecutorService threads = Executors.newFixedThreadPool(guessers);
    try {
      CountDownLatch begin = new CountDownLatch(guessers);
      List<Future<Outcome>> guesses = new ArrayList<>();
      for (int i = 0; i < guessers; i++) {
        String guess = "guess-" + i;
        guesses.add(
            threads.submit(
                () -> {
                  begin.countDown();
                  begin.await();
                  return check(users, "anna", guess);
                }));
      }
      begin.await();
      assertThat(check(users, "anna", "one")).isEqualTo(Outcome.RIGHT);
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> guess : guesses) {
        outcomes.add(guess.get());
      }
      assertThat(outcomes).doesNotContain(Outcome.RIGHT).contains(Outcome.WRONG, Outcome.BUSY);
      assertThat(outcomes).filteredOn(Outcome.WRONG::equals).hasSizeLessThanOrEqualTo(30);
    } finally {
      threads.shutdownNow();
    }
  }

  private Outcome check(Map<String, PasswordHash> users, String user, String password) {
    return logins.check(users, user, password.getBytes(UTF_8));
  }

  private static Duration timeOf(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static PasswordHash hash(int cost, String password) {
    String text = BCrypt.withDefaults().hashToString(cost, password.toCharArray());
    return PasswordHash.parse(text).orElseThrow();
  }
}
