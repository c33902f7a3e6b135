package org.voiceagent.exporter.redaction.corpus;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.Utterance;

/**
 * What the redactor made of a corpus, and how long it took.
 *
 * @param byTurns the result for each call's turns
 * @param bytes the size of all texts in UTF-8
 * @param nanos the processor time of the redaction alone, which does not grow on a busy machine
 */
record Redactions(Map<List<Utterance>, List<Redacted>> byTurns, long bytes, long nanos) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Redacts all calls one after the other. */
  static Redactions of(Corpus corpus) {
    Map<List<Utterance>, List<Redacted>> byTurns = new HashMap<>();
    long nanos = 0;
    for (Call call : corpus.calls()) {
      long begin = THREADS.getCurrentThreadCpuTime();
      List<Redacted> redacted = Redactor.strict().redactDialogue(call.turns());
      nanos += THREADS.getCurrentThreadCpuTime() - begin;
      byTurns.put(call.turns(), redacted);
    }
    long bytes =
        corpus.turns().mapToLong(t -> t.text().getBytes(StandardCharsets.UTF_8).length).sum();
    return new Redactions(byTurns, bytes, nanos);
  }

  /** Both together. */
  Redactions and(Redactions other) {
    Map<List<Utterance>, List<Redacted>> all = new HashMap<>(byTurns);
    all.putAll(other.byTurns);
    return new Redactions(all, bytes + other.bytes, nanos + other.nanos);
  }

  /** The result for a call's turns. */
  List<Redacted> of(List<Utterance> turns) {
    return byTurns.get(turns);
  }

  /** A million bytes a second. */
  double megabytesPerSecond() {
    return bytes * 1e3 / nanos;
  }
}
