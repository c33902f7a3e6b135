package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.voiceagent.exporter.files.PrivateFile;

/**
 * What the state folder keeps of the policy and the clock, in {@code retention.properties}.
 *
 * @param policy the policy that was in force
 * @param policyRan how long the daemon has run under it, or under a stricter one
 * @param clock whether the clock was trusted; empty in the file of an earlier version
 */
record RemovalNote(RetentionPolicy policy, Duration policyRan, Optional<ClockTrust> clock) {
  private static final String FILE = "retention.properties";
  private static final String POLICY_RAN = "policy_ran_ms";

  /** What an earlier version reads and writes in place of {@link #POLICY_RAN}. */
  private static final String REMOVES_FROM = "removes_from";

  private static final String WALL = "clock.wall";
  private static final String TIMELINE = "clock.timeline";
  private static final String RUNNING = "clock.running_ms";
  private static final String COUNTS_SLEEP = "clock.counts_sleep";
  private static final String STEADY = "clock.steady_ms";
  private static final String DOUBT = "clock.doubt";
  private static final String DOUBT_BY = "clock.doubt_by_ms";
  private static final String NEWEST = "clock.newest_folder";

  /**
   * Reads the note; empty if there is none or it is damaged.
   *
   * @param state the state folder
   * @param firstSweepAfter how long a policy of an earlier version has run if its wait was over
   * @param now the wall-clock time, for that comparison only
   * @throws IOException if the file is there and cannot be read
   */
  static Optional<RemovalNote> read(Path state, Duration firstSweepAfter, Instant now)
      throws IOException {
    Properties text = new Properties();
    try (var reader = Files.newBufferedReader(state.resolve(FILE))) {
      text.load(reader);
      Optional<RetentionPolicy> policy = PolicyNote.read(text);
      Duration ran = policyRan(text, firstSweepAfter, now);
      Optional<ClockTrust> clock = clock(text);
      return policy.map(known -> new RemovalNote(known, ran, clock));
    } catch (NoSuchFileException first) {
      return Optional.empty();
    } catch (java.nio.charset.CharacterCodingException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException damaged) {
      return Optional.empty();
    }
  }

  /**
   * Writes the note durably.
   *
   * @param removesFrom when an earlier version may start to remove folders
   * @throws IOException if that failed; nothing may be removed then
   */
  void write(Path state, Instant removesFrom) throws IOException {
    Properties text = PolicyNote.of(policy);
    text.setProperty(POLICY_RAN, Long.toString(policyRan.toMillis()));
    text.setProperty(REMOVES_FROM, removesFrom.toString());
    clock.ifPresent(known -> put(text, known));
    StringWriter written = new StringWriter();
    text.store(
        written, "Which calls may stay, and whether the clock is trusted: docs/retention.md");
    PrivateFile.write(state.resolve(FILE), written.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void put(Properties text, ClockTrust clock) {
    text.setProperty(WALL, clock.last().wall().toString());
    text.setProperty(TIMELINE, clock.last().timeline());
    text.setProperty(RUNNING, Long.toString(clock.last().running().toMillis()));
    text.setProperty(COUNTS_SLEEP, Boolean.toString(clock.last().countsSleep()));
    text.setProperty(STEADY, Long.toString(clock.steady().toMillis()));
    clock.distrust().ifPresent(why -> text.setProperty(DOUBT, why.cause().name()));
    clock
        .distrust()
        .ifPresent(why -> text.setProperty(DOUBT_BY, Long.toString(why.by().toMillis())));
    clock.newest().ifPresent(newest -> text.setProperty(NEWEST, newest.toString()));
  }

  private static Duration policyRan(Properties text, Duration firstSweepAfter, Instant now) {
    if (text.getProperty(POLICY_RAN) != null) {
      return millis(text, POLICY_RAN);
    }
    Instant from = Instant.parse(text.getProperty(REMOVES_FROM, ""));
    return now.isBefore(from) ? Duration.ZERO : firstSweepAfter;
  }

  private static Optional<ClockTrust> clock(Properties text) {
    if (text.getProperty(WALL) == null) {
      return Optional.empty();
    }
    ClockReading last =
        new ClockReading(
            Instant.parse(text.getProperty(WALL)),
            text.getProperty(TIMELINE, ""),
            millis(text, RUNNING),
            Boolean.parseBoolean(text.getProperty(COUNTS_SLEEP)));
    Optional<ClockDistrust> distrust =
        Optional.ofNullable(text.getProperty(DOUBT))
            .map(ClockDistrust.Cause::valueOf)
            .map(cause -> new ClockDistrust(cause, millis(text, DOUBT_BY)));
    Optional<Instant> newest = Optional.ofNullable(text.getProperty(NEWEST)).map(Instant::parse);
    return Optional.of(new ClockTrust(last, millis(text, STEADY), distrust, newest));
  }

  private static Duration millis(Properties text, String key) {
    return Duration.ofMillis(Long.parseLong(text.getProperty(key, "")));
  }
}
