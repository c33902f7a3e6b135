package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.lake.archive.ManifestReader;
import org.voiceagent.exporter.lake.archive.StorageManifest;
import org.voiceagent.exporter.ledger.StateSecret;
import org.voiceagent.exporter.retention.LegalHolds;
import org.voiceagent.exporter.retention.Planner;

/** Reads what files keep of a call, whether a daemon runs or not. */
public final class ManifestOfCall {
  private ManifestOfCall() {}

  /**
   * The manifest of a call; it has no items if nothing is kept.
   *
   * @throws org.voiceagent.exporter.lake.MissingAddOnException if the lake has files and DuckDB is
   *     not installed
   * @throws IOException if something cannot be read
   */
  public static StorageManifest of(ExporterConfig config, CallId call) throws IOException {
    CallNames names = CallNames.of(config.series().callId(), new Key(config));
    ManifestReader.Scope scope =
        new ManifestReader.Scope(
            config.sessions(),
            config.lake(),
            config.archive(),
            new SessionReader(config.limits(), SentimentScorer.OFF),
            new Planner(config.retention().policy()));
    return new ManifestReader(scope, new LegalHolds(config.state()), names).of(call);
  }

  /** The key, read once when it is first needed: each name in an archive is hashed with it. */
  private static final class Key implements Supplier<KeyedHash> {
    private final ExporterConfig config;
    private Optional<KeyedHash> key = Optional.empty();

    Key(ExporterConfig config) {
      this.config = config;
    }

    @Override
    public KeyedHash get() {
      if (key.isEmpty()) {
        try {
          key = Optional.of(StateSecret.read(config.state(), HashingKey.FILE));
        } catch (IOException e) {
          throw new UncheckedIOException(e.getMessage(), e);
        }
      }
      return key.get();
    }
  }
}
