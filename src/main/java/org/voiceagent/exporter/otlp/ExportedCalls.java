package org.voiceagent.exporter.otlp;

import java.util.Set;
import org.voiceagent.exporter.call.CallSession;

/**
 * Takes the calls that a collector learns of. All methods return at once, whatever the collector
 * does. Thread-safe.
 */
public interface ExportedCalls extends AutoCloseable {
  /** Sends nothing. */
  ExportedCalls NONE =
      new ExportedCalls() {
        @Override
        public void counted(CallSession call) {
          // Nobody asked for it.
        }

        @Override
        public void judged(CallSession call, Set<String> facts) {
          // Nobody asked for it.
        }

        @Override
        public void close() {
          // Nothing runs.
        }
      };

  /** Takes a call that was just counted. */
  void counted(CallSession call);

  /**
   * Takes facts that may come after a call was counted, when they count: each fact of a call once.
   *
   * @param facts which facts, such as {@code csat}
   */
  void judged(CallSession call, Set<String> facts);

  /** Sends what waits, as far as that takes less than 2 s, and ends. */
  @Override
  void close();
}
