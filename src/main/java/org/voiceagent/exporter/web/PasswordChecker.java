package org.voiceagent.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks passwords of users. Thread-safe.
 *
 * <p>bcrypt is slow on purpose. Therefore few passwords are checked at a time and few more may
 * wait, so that guessing cannot use up processors or threads. A correct login is remembered, so
 * that a scraper pays once. An unknown user name costs as much time as a known one, because the
 * password is compared with the hash of another user, always the same one for the same name.
 */
public final class PasswordChecker {
  /** Logins remembered; more than the scrapers and people of one daemon. */
  private static final int REMEMBERED = 64;

  private static final int KEY_BYTES = 32;

  /** Requests that may wait for their turn; each holds a thread and a connection. */
  static final int MOST_WAITING = 8;

  private static final long PATIENCE_MS = 1_000;

  private final SecretKeySpec key;
  private final Semaphore turns;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<String, Boolean> remembered =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The result of a check. */
  public enum Outcome {
    /** The password is correct. */
    RIGHT,
    /** There is no such user, or the password is wrong. */
    WRONG,
    /** Not checked, because too many checks are in progress. */
    BUSY
  }

  /**
   * @param atOnce how many passwords may be checked at the same time, from 1
   * @param random creates the key under which logins are remembered
   */
  public PasswordChecker(int atOnce, SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    key = new SecretKeySpec(bytes, "HmacSHA256");
    turns = new Semaphore(atOnce, true);
  }

  /** Half the processors, so that calls are still counted during an attack. */
  public static PasswordChecker forThisMachine() {
    return new PasswordChecker(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2), new SecureRandom());
  }

  /**
   * Checks a password; waits at most one second for its turn.
   *
   * @param users all users, at least one
   */
  public Outcome check(Map<String, PasswordHash> users, String name, byte[] password) {
    boolean known = users.containsKey(name);
    PasswordHash hash = known ? users.get(name) : decoy(users, name);
    String login = digest(name.getBytes(UTF_8), password, hash.bytes());
    if (known && remembers(login)) {
      return Outcome.RIGHT;
    }
    if (!enter()) {
      return Outcome.BUSY;
    }
    try {
      if (known && remembers(login)) {
        return Outcome.RIGHT;
      }
      if (hash.matches(password) && known) {
        remember(login);
        return Outcome.RIGHT;
      }
      return Outcome.WRONG;
    } finally {
      turns.release();
    }
  }

  private boolean enter() {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return false;
    }
    try {
      return turns.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.decrementAndGet();
    }
  }

  private PasswordHash decoy(Map<String, PasswordHash> users, String name) {
    List<PasswordHash> hashes = List.copyOf(users.values());
    int number = Integer.parseUnsignedInt(digest(name.getBytes(UTF_8)).substring(0, 7), 16);
    return hashes.get(number % hashes.size());
  }

  private boolean remembers(String login) {
    synchronized (remembered) {
      return remembered.get(login) != null;
    }
  }

  private void remember(String login) {
    synchronized (remembered) {
      remembered.put(login, true);
    }
  }

  /**
   * A keyed digest of parts, each with its length before it: without the lengths, "ab" and "c"
   * would equal "a" and "bc" (as in GHSA-4v48-4q5m-8vx4). Without the key nobody can choose its
   * value, so the time of a lookup reveals nothing.
   */
  private String digest(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
    }
  }
}
