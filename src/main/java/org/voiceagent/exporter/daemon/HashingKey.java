package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.ledger.StateSecret;

/**
 * The key of this installation with which callers, and ids of calls that name a person, are hashed.
 * It is read or made when it is first needed, which must be while the ledger is held. Thread-safe.
 */
final class HashingKey implements Supplier<KeyedHash> {
  /** Its file in the state folder. */
  static final String FILE = "caller.salt";

  private final Path state;
  private final RandomGenerator random;
  private Optional<KeyedHash> key = Optional.empty();

  /**
   * @param state the state folder
   * @param random cryptographically strong
   */
  HashingKey(Path state, RandomGenerator random) {
    this.state = state;
    this.random = random;
  }

  /** How calls are named in an installation. */
  CallNames callNames(ExporterConfig config) {
    return CallNames.of(config.series().callId(), this);
  }

  /**
   * The key.
   *
   * @throws UncheckedIOException if it cannot be read or made; says what to do
   */
  @Override
  public synchronized KeyedHash get() {
    if (key.isEmpty()) {
      try {
        key = Optional.of(StateSecret.readOrMake(state, FILE, random));
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    return key.get();
  }
}
