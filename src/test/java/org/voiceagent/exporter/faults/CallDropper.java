package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.voiceagent.exporter.testing.MetricsPage;

/**
 * An engine that drops calls in every way engines do, and knows to the last number what all of them
 * come to. All values are multiples of 1/4, so that sums are exact in any order. Not thread-safe.
 */
final class CallDropper {
  private final Path root;
  private final Path aside;
  private final Random random;
  private final Map<String, Double> expected = new TreeMap<>();
  private final List<String> present = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();
  private final ExpectedKpis kpis = new ExpectedKpis();
  private int dropped;

  /**
   * @param root the sessions folder
   * @param aside a folder on the same file system, for what comes back later
   */
  CallDropper(Path root, Path aside, Random random) throws IOException {
    this.root = Files.createDirectories(root);
    this.aside = Files.createDirectories(aside);
    this.random = random;
  }

  /** How many calls were dropped. */
  int dropped() {
    return dropped;
  }

  /** Drops one more call, in one of the ways engines have. */
  void drop() throws IOException {
    String id = "call-" + dropped;
    String summary = summary(dropped);
    switch (random.nextInt(4)) {
      case 0 -> renamedFileByFile(id, summary);
      case 1 -> renamedFolder(id, summary);
      case 2 -> inPieces(id, summary);
      default -> {
        renamedFileByFile(id, summary);
        rename(root.resolve(id), "metrics.json", summary + "\n");
      }
    }
    dropped++;
    present.add(id);
  }

  /** Deletes some folders, as retention does, but only when all of them have been counted. */
  void deleteSome() throws IOException {
    for (int n = present.size() / 2; n > 0; n--) {
      String id = present.remove(random.nextInt(present.size()));
      Files.move(root.resolve(id), aside.resolve(id), StandardCopyOption.ATOMIC_MOVE);
      deleted.add(id);
    }
  }

  /** Puts some deleted folders back, as a restored backup does. */
  void bringSomeBack() throws IOException {
    for (int n = deleted.size() / 3; n > 0; n--) {
      String id = deleted.remove(random.nextInt(deleted.size()));
      Files.move(aside.resolve(id), root.resolve(id), StandardCopyOption.ATOMIC_MOVE);
      present.add(id);
    }
  }

  /** What every fleet counter must come to, summed over labels. */
  void check(MetricsPage page, String when) {
    Map<String, Double> found = new TreeMap<>();
    expected.keySet().forEach(name -> found.put(name, page.sum(name)));
    assertThat(found).as(when).isEqualTo(expected);
  }

  /** What every indicator must come to, those about callers among them. */
  void checkKpis(RunningExporter exporter, String when) throws IOException {
    kpis.check(exporter, when);
  }

  /** The sum of counted calls when all are counted. */
  double expectedCalls() {
    return dropped;
  }

  private String summary(int i) {
    int turns = random.nextInt(20);
    double seconds = random.nextInt(4_000) / 4.0;
    int bargeIns = random.nextInt(4);
    int hits = random.nextInt(9);
    int underflows = random.nextInt(9);
    int fallbacks = random.nextInt(3);
    int latency = 250 * (1 + random.nextInt(30));
    double sentiment = (random.nextInt(9) - 4) / 4.0;
    // One in eight is withheld; the others call about twice.
    String caller = random.nextInt(8) == 0 ? "" : "+49301" + random.nextInt(i / 2 + 1);
    ExpectedKpis.Call call = kpis.call(i, "p" + i % 3, caller);
    kpis.add(call, "aht_seconds", seconds, 1);
    kpis.add(call, "turns_per_call", turns, 1);
    kpis.add(call, "error_rate", 0, 1);
    add("ai_agent_calls_total", 1);
    add("voice_agent_exporter_sessions_ingested_total", 1);
    add("ai_agent_call_duration_seconds_count", 1);
    add("ai_agent_call_duration_seconds_sum", seconds);
    add("ai_agent_call_turns_total", turns);
    add("ai_agent_call_barge_in_total", bargeIns);
    add("ai_agent_call_jitter_low_watermark_hits_total", hits);
    add("ai_agent_call_underflow_total", underflows);
    add("ai_agent_call_transport_restarts_total", 1);
    add("ai_agent_call_fallback_total", fallbacks);
    add("ai_agent_call_response_latency_seconds_count", 2);
    add("ai_agent_call_response_latency_seconds_sum", (latency + 500) / 1000.0);
    add("ai_agent_call_component_latency_seconds_count", 1);
    add("ai_agent_call_component_latency_seconds_sum", 0.25);
    add("ai_agent_call_sentiment_total", 1);
    return """
    {"schema_version":1,"pipeline_name":"p%d","provider_id":"q%d","model_variant":"m",\
    "outcome":"completed","ended_at":"%s","caller_id":"%s","duration_seconds":%s,"turns":%d,"barge_in_count":%d,\
    "sentiment_score":%s,"streaming":{"jitter_low_watermark_hits":%d,"underflow_events":%d,\
    "fallback_count":%d,"restarts":1},"latency":{"turn_ms":[%d,500],"llm_ms":250}}\
    """
        .formatted(
            i % 3,
            i % 2,
            call.ended(),
            call.caller(),
            seconds,
            turns,
            bargeIns,
            sentiment,
            hits,
            underflows,
            fallbacks,
            latency);
  }

  private void add(String name, double value) {
    expected.merge(name, value, Double::sum);
  }

  private void renamedFileByFile(String id, String summary) throws IOException {
    Path folder = Files.createDirectory(root.resolve(id));
    rename(folder, "transcript.jsonl", "{\"role\":\"user\",\"text\":\"hello\"}\n");
    rename(folder, "config_snapshot.yaml", "streaming: {low_watermark_ms: 80}\n");
    rename(folder, "metrics.json", summary);
  }

  private void renamedFolder(String id, String summary) throws IOException {
    Path folder = Files.createDirectory(aside.resolve("." + id));
    Files.writeString(folder.resolve("transcript.jsonl"), "{\"role\":\"user\",\"text\":\"hi\"}\n");
    Files.writeString(folder.resolve("metrics.json"), summary);
    Files.move(folder, root.resolve(id), StandardCopyOption.ATOMIC_MOVE);
  }

  private void inPieces(String id, String summary) throws IOException {
    Path folder = Files.createDirectory(root.resolve(id));
    Path file = folder.resolve("metrics.json");
    int cut = random.nextInt(summary.length());
    Files.writeString(file, summary.substring(0, cut));
    Files.writeString(file, summary.substring(cut), StandardOpenOption.APPEND);
  }

  private static void rename(Path folder, String name, String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("." + name + ".tmp"), text);
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** How many folders lie in the sessions folder. */
  long folders() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.count();
    }
  }
}
