package org.voiceagent.exporter.artifact;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.voiceagent.exporter.artifact.SnapshotReader.Snapshot;
import org.voiceagent.exporter.call.ConfigSnapshot;

/**
 * Parses equal snapshots only once: engines rarely change their configuration, and parsing YAML
 * costs about eighteen times as much as the same data in JSON. Keeps a few thousand snapshots,
 * bounded by the size of their files; drops the least recently used first. Thread-safe.
 */
final class SnapshotCache {
  /** Files of 1 KB, as most are, make 2,000. */
  private static final int MOST_BYTES = 5 << 20;

  private static final int LARGEST_BYTES = 16 << 10;

  private static final int BYTES_OF_AN_ENTRY = 256;
  private static final int BYTES_OF_A_FINDING = 256;

  private final Map<Content, Known> byContent = new LinkedHashMap<>(64, 0.75f, true);
  private final SecretNames secrets = new SecretNames();
  private int weight;
  private ConfigSnapshot newest = ConfigSnapshot.none();

  /** A snapshot, and roughly how much memory it takes. */
  private record Known(Snapshot snapshot, int weight) {}

  /** The bytes of a file; compared in full, so that two are never mixed up. */
  private static final class Content {
    private final byte[] bytes;
    private final int hash;

    Content(byte[] bytes) {
      this.bytes = bytes;
      CRC32C sum = new CRC32C();
      sum.update(bytes, 0, bytes.length);
      this.hash = (int) sum.getValue();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Content content
          && hash == content.hash
          && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  Snapshot read(byte[] bytes, ReadLimits limits) {
    if (bytes.length > LARGEST_BYTES) {
      return SnapshotReader.read(bytes, limits, secrets);
    }
    Content content = new Content(bytes);
    synchronized (byContent) {
      Known known = byContent.get(content);
      if (known != null) {
        return known.snapshot();
      }
    }
    return keep(content, SnapshotReader.read(bytes, limits, secrets));
  }

  private Snapshot keep(Content content, Snapshot parsed) {
    synchronized (byContent) {
      ConfigSnapshot shared = parsed.snapshot().sharing(newest);
      Snapshot kept = new Snapshot(shared, parsed.findings());
      int bytes =
          content.bytes.length
              + BYTES_OF_AN_ENTRY
              + shared.bytesBeside(newest)
              + BYTES_OF_A_FINDING * parsed.findings().size();
      newest = shared;
      Known before = byContent.put(content, new Known(kept, bytes));
      weight += bytes - (before == null ? 0 : before.weight());
      var oldest = byContent.values().iterator();
      while (weight > MOST_BYTES && byContent.size() > 1) {
        weight -= oldest.next().weight();
        oldest.remove();
      }
      return kept;
    }
  }
}
