package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * From when on anything may go: some time after the first start, and after every start with a
 * stricter policy, so that nobody loses years of calls by installing this or by a slip of the pen.
 * Kept in a small file, so that starting again neither shortens nor prolongs it.
 */
public final class GracePeriod {
  private static final String FROM = "removes_from";

  private final Path file;
  private final Duration length;

  /**
   * @param state the state folder, which must be there
   * @param length how long nothing goes
   */
  public GracePeriod(Path state, Duration length) {
    this.file = state.resolve("retention.properties");
    this.length = length;
  }

  /**
   * Notes the policy and says from when on it removes anything.
   *
   * @param policy the policy in force from now on
   * @param now the wall-clock time
   * @throws IOException if the file cannot be read or written; nothing must go then
   */
  public Instant begin(RetentionPolicy policy, Instant now) throws IOException {
    Optional<Properties> before = read();
    Optional<Instant> from = before.flatMap(GracePeriod::from);
    boolean same =
        from.isPresent()
            && before
                .flatMap(PolicyNote::read)
                .filter(known -> !known.isLooserThan(policy))
                .isPresent();
    Instant fresh = now.plus(length);
    // A clock that was far ahead when the file was written must not hold everything for years.
    boolean tooFar = from.filter(fresh::isBefore).isPresent();
    Instant removesFrom = same && !tooFar ? from.orElse(fresh) : fresh;
    write(policy, removesFrom);
    return removesFrom;
  }

  private Optional<Properties> read() throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return Optional.of(properties);
    } catch (NoSuchFileException first) {
      return Optional.empty();
    } catch (java.nio.charset.CharacterCodingException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> from(Properties properties) {
    try {
      return Optional.ofNullable(properties.getProperty(FROM)).map(Instant::parse);
    } catch (DateTimeException damaged) {
      return Optional.empty();
    }
  }

  private void write(RetentionPolicy policy, Instant removesFrom) throws IOException {
    Properties properties = PolicyNote.of(policy);
    properties.setProperty(FROM, removesFrom.toString());
    StringWriter text = new StringWriter();
    properties.store(text, "What may stay, and from when on the rest goes: docs/retention.md");
    Path beside = file.resolveSibling("retention.tmp");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
