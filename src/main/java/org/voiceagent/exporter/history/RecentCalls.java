package org.voiceagent.exporter.history;

import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Observation;

/** The counted calls that are remembered. Implementations are thread-safe. */
public interface RecentCalls {
  /** Nothing is remembered. */
  RecentCalls NONE =
      new RecentCalls() {
        @Override
        public List<Observation> last(LabelSet labels, Instant before, int most) {
          return List.of();
        }

        @Override
        public List<LabelSet> labelSets() {
          return List.of();
        }

        @Override
        public long revision(LabelSet labels) {
          return 0;
        }

        @Override
        public boolean variesIn(LabelSet labels) {
          return false;
        }
      };

  /**
   * The calls of a pipeline, provider and model that ended last before a moment.
   *
   * @param before calls that ended at this time or later are left out
   * @param most how many at most
   * @return newest first
   */
  List<Observation> last(LabelSet labels, Instant before, int most);

  /** The pipelines, providers and models with remembered calls, in the order of their names. */
  List<LabelSet> labelSets();

  /** A number that rises with each call of these labels that is remembered or forgotten. */
  long revision(LabelSet labels);

  /** Whether the remembered calls of these labels had different settings. */
  boolean variesIn(LabelSet labels);
}
