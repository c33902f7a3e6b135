package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import org.voiceagent.exporter.event.Event;

/**
 * Chooses the events that count, by a hash, so that every daemon chooses the same ones. Immutable.
 */
final class Sampler {
  /** FNV-1a, 64 bits (www.isthe.com/chongo/tech/comp/fnv). */
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;

  private static final long FNV_PRIME = 0x100000001b3L;

  /** The finalizer of MurmurHash3: FNV alone leaves the upper bits of short texts alike. */
  private static final long MIX_FIRST = 0xff51afd7ed558ccdL;

  private static final long MIX_SECOND = 0xc4ceb9fe1a85ec53L;

  private final SamplingPlan plan;
  private final double rate;

  Sampler(SamplingPlan plan, String environment) {
    this.plan = plan;
    this.rate = plan.rate(environment);
  }

  /** The part of the events that counts. */
  double rate() {
    return rate;
  }

  /** Whether an event counts. */
  boolean takes(EventReading reading) {
    return rate >= 1 || (hash(key(reading)) >>> 11) * 0x1.0p-53 < rate;
  }

  private String key(EventReading reading) {
    if (plan.key().isPresent()) {
      JsonNode value = plan.key().get().in(reading);
      if (value.isValueNode() && !value.isNull()) {
        return value.asText();
      }
    }
    Event event = reading.event();
    return event.id().or(event::callId).orElseGet(() -> event.at() + event.data().toString());
  }

  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * MIX_FIRST;
    hash = (hash ^ (hash >>> 33)) * MIX_SECOND;
    return hash ^ (hash >>> 33);
  }
}
