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
 * Tells right passwords from wrong ones. Thread-safe.
 *
 * <p>bcrypt is slow on purpose, so that few are checked at a time and few more wait: guessing takes
 * neither the processor nor the threads from others. A right login is remembered, so a scraper pays
 * once. A name that nobody has costs what a known one does, because the password is then held
 * against the hash of somebody else, always the same for the same name.
 */
public final class PasswordChecker {
  /** Logins remembered; more than the scrapers and people that one daemon has. */
  private static final int REMEMBERED = 64;

  private static final int KEY_BYTES = 32;

  /** Clients that wait for their turn; each holds a thread and a connection. */
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

  /** What came of a check. */
  public enum Outcome {
    /** The user is who they say. */
    RIGHT,
    /** There is no such user, or the password is another. */
    WRONG,
    /** Not checked, because too many are being checked. */
    BUSY
  }

  /**
   * @param atOnce how many passwords are checked at a time, from 1
   * @param random makes the key under which logins are remembered
   */
  public PasswordChecker(int atOnce, SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    key = new SecretKeySpec(bytes, "HmacSHA256");
    turns = new Semaphore(atOnce, true);
  }

  /** Half the processors, so that calls are still counted while somebody guesses. */
  public static PasswordChecker forThisMachine() {
    return new PasswordChecker(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2), new SecureRandom());
  }

  /**
   * Checks a password; waits for at most a second for its turn.
   *
   * @param users those there are, at least one
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
   * A keyed digest of parts, each with its length before it: without the lengths "ab" with "c"
   * would be "a" with "bc" (as in GHSA-4v48-4q5m-8vx4). What is looked up by it cannot be steered
   * by someone who lacks the key, so that how long the look takes tells nothing.
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
