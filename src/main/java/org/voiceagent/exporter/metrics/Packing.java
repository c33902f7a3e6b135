package org.voiceagent.exporter.metrics;

import java.util.Arrays;
import java.util.List;

/** How the parts of a page are sent. Not thread-safe; may hold memory outside the heap. */
sealed interface Packing extends AutoCloseable permits Packing.None, Gzip {

  /** Makes a part of the first bytes of an array, which may be overwritten after. */
  Part pack(byte[] plain, int length);

  /** All that is sent for these parts, in order. */
  List<byte[]> join(List<Part> parts);

  @Override
  void close();

  /** Parts are sent as they are. */
  record None() implements Packing {
    @Override
    public Part pack(byte[] plain, int length) {
      return new Part(Arrays.copyOf(plain, length), 0, length);
    }

    @Override
    public List<byte[]> join(List<Part> parts) {
      return parts.stream().map(Part::bytes).toList();
    }

    @Override
    public void close() {}
  }
}
