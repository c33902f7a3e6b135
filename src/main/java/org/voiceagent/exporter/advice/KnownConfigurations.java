package org.voiceagent.exporter.advice;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.voiceagent.exporter.advice.fact.CallConfiguration;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.LabelSet;

/**
 * A cache of the configurations that recent calls had. Engines keep one configuration for many
 * calls, so each is evaluated once. Bounded: configurations share places, and the newest takes the
 * place. Thread-safe.
 */
final class KnownConfigurations {
  /** A power of two; each takes a few kilobytes. */
  private static final int KNOWN = 256;

  private final RuleBook rules;
  private final AtomicReferenceArray<Known> places = new AtomicReferenceArray<>(KNOWN);

  /**
   * One configuration.
   *
   * @param labels the pipeline and provider of its calls
   * @param snapshot the snapshot of its calls
   * @param configuration what rules may ask about it
   * @param settings the values, as text, of those keys that recommendations may name
   * @param hash a hash of the snapshot without those keys
   */
  record Known(
      LabelSet labels,
      ConfigSnapshot snapshot,
      CallConfiguration configuration,
      Map<String, String> settings,
      long hash) {
    private boolean isOf(CallSession call) {
      return snapshot.equals(call.snapshot())
          && labels.pipelineName().equals(call.labels().pipelineName())
          && labels.providerId().equals(call.labels().providerId());
    }
  }

  /**
   * @param rules say which keys recommendations may name
   */
  KnownConfigurations(RuleBook rules) {
    this.rules = rules;
  }

  /** The configuration of a call. */
  Known of(CallSession call) {
    int hash =
        31 * (31 * call.snapshot().hashCode() + call.labels().pipelineName().hashCode())
            + call.labels().providerId().hashCode();
    int place = (hash ^ hash >>> 7 ^ hash >>> 16) & KNOWN - 1;
    Known known = places.get(place);
    if (known == null || !known.isOf(call)) {
      known = read(call);
      places.set(place, known);
    }
    return known;
  }

  private Known read(CallSession call) {
    Map<String, String> settings = new HashMap<>();
    Set<String> fields = rules.fields(call.labels());
    for (String field : fields) {
      call.snapshot().text(field).ifPresent(value -> settings.put(field, value));
    }
    return new Known(
        call.labels(),
        call.snapshot(),
        CallConfiguration.of(call.labels(), call.snapshot()),
        Map.copyOf(settings),
        call.snapshot().fingerprintWithout(fields));
  }
}
