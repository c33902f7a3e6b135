package org.voiceagent.exporter.advice;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.yaml.Problems;

/**
 * Prints what it costs the counting thread to judge 10,000 demo calls and to note what is
 * remembered of them: CPU time and memory allocated for each call, from a cold start on.
 *
 * <pre>{@code
 * ./mvnw -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=JudgingCost
 * }</pre>
 */
final class JudgingCost {
  private static final int CALLS = 10_000;
  private static final int DISTINCT = 2_000;
  private static final int BATCH = 100;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  @Tag("figures")
  void print(@TempDir Path root) throws Exception {
    long begin = System.nanoTime();
    Advisor advisor = new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
    System.out.printf(Locale.ROOT, "rule book: %.1f ms%n", (System.nanoTime() - begin) / 1e6);
    List<CallSession> calls = calls(root);
    for (int round = 0; round < 3; round++) {
      run(advisor, calls);
    }
  }

  private static void run(Advisor advisor, List<CallSession> calls) {
    CallHistory history = new CallHistory(1_000, 20_000);
    List<Observation> batch = new ArrayList<>();
    long cpu = 0;
    long bytes = 0;
    for (int i = 0; i < CALLS; i += BATCH) {
      batch.clear();
      long cpuBefore = THREADS.getCurrentThreadCpuTime();
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      for (int j = i; j < i + BATCH; j++) {
        CallSession call = calls.get(j % calls.size());
        batch.add(advisor.observe(call, advisor.advise(call, history)));
      }
      bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
      cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
      batch.forEach(history::add);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d calls: %.1f microseconds and %,d bytes a call%n",
        CALLS,
        cpu / 1e3 / CALLS,
        bytes / CALLS);
  }

  private static List<CallSession> calls(Path root) throws IOException, InterruptedException {
    new DemoEngine(new DemoOptions(root, 600, 1, DISTINCT, true), InstantSource.system())
        .run(sentence -> {});
    SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
    List<CallSession> calls = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        if (reader.read(folder) instanceof Reading.Complete complete) {
          calls.add(complete.session());
        }
      }
    }
    return calls;
  }
}
