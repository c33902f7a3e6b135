package org.voiceagent.exporter.demo.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.voiceagent.exporter.demo.SeededRandom;
import org.voiceagent.exporter.demo.event.PlayedSystem.Kind;

/** The events of a feedback and training loop: an API, a queue of jobs, and their workers. */
final class LearningSystem {
  static final String CATALOG = "learning";

  private static final String API = "learning-api";
  private static final String WORKER = "learning-worker";
  private static final List<String> AGENTS =
      List.of("billing", "booking", "support", "returns", "tax", "delivery", "survey");
  private static final List<String> KINDS_OF_FEEDBACK =
      List.of("thumbs_up", "rating", "thumbs_down", "comment", "correction");
  private static final List<Job> JOBS =
      List.of(
          new Job("high", "sync_feedback", 4),
          new Job("default", "score_examples", 40),
          new Job("default", "embed_examples", 90),
          new Job("low", "optimize_prompt", 400),
          new Job("training", "train_adapter", 1500));
  private static final List<String> ROUTES =
      List.of("/feedback", "/examples", "/examples/{id}", "/jobs/{id}", "/ab-tests");
  private static final List<String> TRAININGS =
      List.of("prompt_optimization", "fine_tuning", "embedding_refresh");
  private static final List<String> TESTS =
      List.of("greeting_v2", "shorter_answers", "refund_prompt", "new_voice");

  /** Examples come back for review, so that no more than this many are ever known. */
  private static final int EXAMPLES = 400;

  private static final int WAITING_FOR_REVIEW = 12;

  private record Job(String queue, String name, double medianSeconds) {}

  private LearningSystem() {}

  static PlayedSystem of(long seed) {
    return new PlayedSystem(
        CATALOG,
        seed,
        List.of(
            new Kind("agent.output", API, 30, LearningSystem::output),
            new Kind("agent.feedback", API, 12, LearningSystem::feedback),
            new Kind("learning.example", API, 12, LearningSystem::example),
            new Kind("learning.api.request", API, 14, LearningSystem::request),
            new Kind("rq.job", WORKER, 15, LearningSystem::job),
            new Kind("rq.snapshot", WORKER, 4, LearningSystem::snapshot),
            new Kind("training.run", WORKER, 4, LearningSystem::training),
            new Kind("ab_test.state", WORKER, 2, LearningSystem::testState),
            new Kind("ab_test.result", WORKER, 3, LearningSystem::testResult),
            new Kind("system.snapshot", WORKER, 4, LearningSystem::system)));
  }

  private static void output(long nth, SeededRandom random, ObjectNode data) {
    data.put("agent", Draw.early(random, AGENTS)).put("output_id", "out-" + nth);
  }

  private static void feedback(long nth, SeededRandom random, ObjectNode data) {
    String type = KINDS_OF_FEEDBACK.get((int) (nth % KINDS_OF_FEEDBACK.size()));
    data.put("agent", Draw.early(random, AGENTS)).put("type", type);
    if (type.equals("rating")) {
      data.put("rating", random.chance(0.2) ? random.between(1, 2) : random.between(3, 5));
    }
    if (type.equals("comment")) {
      data.put("comment", "The agent understood me at once.");
    }
    data.put("user_id", "user-" + random.between(1, 60));
  }

  /** Every second event brings a new example, and the other one decides an earlier one. */
  private static void example(long nth, SeededRandom random, ObjectNode data) {
    boolean isNew = nth % 2 == 0;
    long id = nth / 2 - (isNew ? 0 : Math.min(WAITING_FOR_REVIEW, nth / 2));
    data.put("example_id", "example-" + id % EXAMPLES)
        .put("status", isNew ? "pending" : random.chance(0.75) ? "approved" : "rejected")
        .put("quality_score", Draw.rounded(random.between(0.3, 1.0)));
  }

  private static void request(long nth, SeededRandom random, ObjectNode data) {
    boolean reads = nth % 3 != 0;
    data.put("method", reads ? "GET" : "POST")
        .put("route", ROUTES.get((int) (nth % ROUTES.size())))
        .put("status", random.chance(0.97) ? reads ? "200" : "201" : "503")
        .put("duration_s", Draw.skewed(random, 0.08))
        .put("request_bytes", reads ? 0 : random.between(200, 6_000))
        .put("response_bytes", random.between(300, 40_000));
  }

  /** A job is queued, started and ended. */
  private static void job(long nth, SeededRandom random, ObjectNode data) {
    Job job = JOBS.get((int) (nth / 3 % JOBS.size()));
    String ended = random.chance(0.96) ? "finished" : "failed";
    data.put("queue", job.queue())
        .put("job", job.name())
        .put("status", nth % 3 == 0 ? "queued" : nth % 3 == 1 ? "started" : ended);
    if (nth % 3 == 2) {
      data.put("duration_s", Draw.skewed(random, job.medianSeconds()));
    }
  }

  private static void snapshot(long nth, SeededRandom random, ObjectNode data) {
    data.putObject("queues")
        .put("high", random.between(0, 3))
        .put("default", random.between(2, 30))
        .put("low", random.between(5, 60))
        .put("training", random.between(0, 4));
    ArrayNode workers = data.putArray("workers");
    for (int worker = 1; worker <= 5; worker++) {
      boolean suspended = worker == 5 && nth % 4 != 0;
      String state = suspended ? "suspended" : random.chance(0.7) ? "busy" : "idle";
      workers.addObject().put("name", "worker-" + worker).put("state", state);
    }
  }

  /** A run is started and ended. */
  private static void training(long nth, SeededRandom random, ObjectNode data) {
    data.put("type", TRAININGS.get((int) (nth / 2 % TRAININGS.size())));
    if (nth % 2 == 0) {
      data.put("status", "started");
    } else if (random.chance(0.9)) {
      data.put("status", "finished")
          .put("duration_s", Draw.skewed(random, 1_800))
          .put("improvement_pct", Draw.rounded(random.between(-2.0, 9.0)));
    } else {
      data.put("status", "failed").put("duration_s", Draw.skewed(random, 300));
    }
  }

  private static void testState(long nth, SeededRandom random, ObjectNode data) {
    String test = TESTS.get((int) (nth % TESTS.size()));
    boolean ended = test.equals("new_voice") && random.chance(0.5);
    data.put("test_id", test).put("status", ended ? "completed" : "running");
  }

  private static void testResult(long nth, SeededRandom random, ObjectNode data) {
    double p = Draw.rounded(random.between(0.001, 0.3));
    data.put("test", TESTS.get((int) (nth % TESTS.size())))
        .put("status", "running")
        .put("p_value", p)
        .put("significance", Draw.rounded(1 - p));
  }

  private static void system(long nth, SeededRandom random, ObjectNode data) {
    data.put("instance", "learning-" + (1 + nth % 2))
        .put("memory_ratio", Draw.rounded(random.between(0.55, 0.75)))
        .put("cpu_ratio", Draw.rounded(random.between(0.2, 0.6)))
        .put("db_connections", random.between(12, 45));
  }
}
