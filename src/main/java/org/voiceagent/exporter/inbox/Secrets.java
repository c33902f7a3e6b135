package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.FileStamp;
import org.voiceagent.exporter.yaml.FileAccess;

/**
 * The secrets of one source, one a line of a file. Several are valid at once, so that a secret can
 * be replaced without losing a request. The file is looked at again at most once a second; while it
 * cannot be read or holds no secret, the previous secrets stay valid. Thread-safe.
 */
public final class Secrets {
  private static final Logger logger = LoggerFactory.getLogger(Secrets.class);
  private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

  /** Longer ones are a mistake, such as the wrong file. */
  private static final int LARGEST_FILE = 64 << 10;

  private static final Pattern PAIR = Pattern.compile("[^:\\s]+\\s*:\\s*\\S+");

  private final Path file;
  private final LongSupplier nanos;
  private List<String> inForce;
  private FileStamp seen = FileStamp.ABSENT;
  private long lookedAt;
  private boolean failing;

  private Secrets(Path file, List<String> first, LongSupplier nanos) {
    this.file = file;
    this.inForce = first;
    this.nanos = nanos;
    this.lookedAt = nanos.getAsLong() - BETWEEN_LOOKS_NANOS;
  }

  /**
   * Reads a file of secrets: each line that is not blank and does not begin with {@code #}.
   *
   * @param nanos the time, as {@link System#nanoTime} returns it
   * @throws IOException if it cannot be read or holds none; the message says why and quotes nothing
   */
  public static Secrets read(Path file, LongSupplier nanos) throws IOException {
    return new Secrets(file, load(file), nanos);
  }

  /**
   * What is wrong with a file of secrets, as a sentence fragment; empty if it can be used.
   *
   * @param source whose secrets they are
   */
  public static Optional<String> fault(Path file, InboxSource source) {
    try {
      List<String> secrets = load(file);
      boolean pairs =
          source != InboxSource.LIVEKIT
              || secrets.stream().allMatch(line -> PAIR.matcher(line).matches());
      return pairs
          ? Optional.empty()
          : Optional.of("each line must be <API key>: <API secret>, as in LiveKit's key file");
    } catch (IOException e) {
      return Optional.of("cannot be read: " + e.getMessage());
    }
  }

  /** What is wrong with a file of plain secrets; empty if it can be used. */
  public static Optional<String> fault(Path file) {
    return fault(file, InboxSource.GENERIC);
  }

  private static List<String> load(Path file) throws IOException {
    String text = FileAccess.readText(file, LARGEST_FILE, StandardCharsets.UTF_8);
    List<String> secrets =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (secrets.isEmpty()) {
      throw new IOException("it holds no secret");
    }
    return secrets;
  }

  /** The secrets that are valid now; at least one. */
  synchronized List<String> current() {
    long now = nanos.getAsLong();
    if (now - lookedAt >= BETWEEN_LOOKS_NANOS) {
      lookedAt = now;
      look();
    }
    return inForce;
  }

  private void look() {
    try {
      FileStamp stamp = FileAccess.within(() -> FileStamp.at(file));
      if (!stamp.equals(seen)) {
        inForce = load(file);
        seen = stamp;
      }
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        failing = true;
        logger.error(
            "the secrets in {} cannot be read again; the previous ones stay valid: {}",
            file,
            e.getMessage());
      }
    }
  }
}
