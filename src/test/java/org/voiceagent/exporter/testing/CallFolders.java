package org.voiceagent.exporter.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Folders of calls with all that pages show: three pipelines, outcomes of all kinds, costs, tools,
 * transcripts, and a setting that changes halfway and helps. The same seed writes the same calls.
 */
public final class CallFolders {
  private static final List<String> PIPELINES =
      List.of("local_hybrid", "openai_realtime", "cloud_chain");
  private static final List<String> PROVIDERS = List.of("local", "openai", "deepgram");
  private static final List<String> MODELS = List.of("llama-3.1-8b", "gpt-realtime", "nova-3");
  private static final List<String> OUTCOMES =
      List.of("completed", "completed", "completed", "transferred", "caller_hangup", "error");
  private static final List<String> ENDS =
      List.of("caller_hangup", "agent_hangup", "caller_hangup", "transferred", "silence", "error");
  private static final Duration HISTORY = Duration.ofDays(20);

  private CallFolders() {}

  /**
   * Writes calls that ended in the 20 days before a moment, the last of them a few minutes before.
   *
   * @param sessions an existing folder
   */
  public static void write(Path sessions, int calls, Instant now) throws IOException {
    Random random = new Random(19);
    for (int i = 0; i < calls; i++) {
      double place = (i + 1.0) / (calls + 1);
      Instant ended =
          now.minus(HISTORY).plusMillis((long) (HISTORY.toMillis() * place)).minusSeconds(120);
      call(sessions.resolve(String.format(Locale.ROOT, "call-%06d", i)), ended, place, random);
    }
  }

  private static void call(Path folder, Instant ended, double place, Random random)
      throws IOException {
    Files.createDirectory(folder);
    int kind = random.nextInt(3);
    int outcome = random.nextInt(OUTCOMES.size());
    boolean after = place > 0.5;
    int seconds = 30 + random.nextInt(240);
    int latency = 600 + random.nextInt(after ? 500 : 1_100) + (random.nextInt(20) == 0 ? 4_000 : 0);
    Instant started = ended.minusSeconds(seconds);
    Files.writeString(folder.resolve("transcript.jsonl"), transcript(started, latency));
    Files.writeString(
        folder.resolve("config_snapshot.yaml"),
        "streaming:\n  low_watermark_ms: "
            + (after ? 120 : 80)
            + "\n  min_start_ms: 120\n  jitter_buffer_ms: 950\n");
    Files.writeString(
        folder.resolve("metrics.json"),
        String.format(
            Locale.ROOT,
            """
            {"pipeline_name":"%s","provider_id":"%s","model_variant":"%s","engine_version":"4.3.0",
             "started_at":"%s","ended_at":"%s","duration_seconds":%d,"outcome":"%s",
             "end_reason":"%s","turns":4,"barge_in_count":%d,"sentiment_score":%.2f,
             "streaming":{"jitter_low_watermark_hits":%d,"underflow_events":2,"frames_sent":2250,
              "fallback_count":%d,"first_frame_ms":310},
             "latency":{"turn_ms":[%d,%d],"stt_ms":180,"llm_ms":%d,"tts_ms":240,"eou_ms":200},
             "audio":{"transport":"audiosocket","codec":"slin","sample_rate_hz":8000},
             "usage":{"input_tokens":1800,"output_tokens":240,"cost_usd":%.4f},
             "business":{"resolved":%b,"csat":%d,"transferred":%b},
             "tools":[{"name":"book","status":"success","duration_ms":%d}]}
            """,
            PIPELINES.get(kind),
            PROVIDERS.get(kind),
            MODELS.get(kind),
            started,
            ended,
            seconds,
            OUTCOMES.get(outcome),
            ENDS.get(outcome),
            random.nextInt(3),
            random.nextDouble() * 2 - 1,
            after ? random.nextInt(3) : 4 + random.nextInt(30),
            random.nextInt(15) == 0 ? 1 : 0,
            latency,
            latency + 200,
            Math.max(100, latency - 620),
            0.01 + 0.05 * random.nextDouble(),
            random.nextInt(4) > 0,
            1 + random.nextInt(5),
            outcome == 3,
            100 + random.nextInt(900)));
  }

  private static String transcript(Instant started, int latency) {
    String line = "{\"ts\":\"%s\",\"end\":\"%s\",\"role\":\"%s\",\"text\":\"%s\"%s}\n";
    StringBuilder said = new StringBuilder();
    said.append(line.formatted(started, started.plusSeconds(3), "agent", "How can I help?", ""));
    said.append(
        line.formatted(
            started.plusSeconds(4),
            started.plusSeconds(9),
            "user",
            "I would like to move my appointment, my number is 555 0199",
            ",\"sentiment\":-0.2"));
    Instant answer = started.plusSeconds(9).plusMillis(latency);
    said.append(
        line.formatted(
            answer,
            answer.plusSeconds(4),
            "agent",
            "Of course. Which day suits you?",
            ",\"latency_ms\":" + latency));
    said.append(
        line.formatted(
            answer.plusSeconds(5), answer.plusSeconds(8), "user", "Tuesday, thank you", ""));
    return said.toString();
  }
}
