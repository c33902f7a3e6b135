package org.voiceagent.exporter.demo.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.voiceagent.exporter.demo.SeededRandom;
import org.voiceagent.exporter.demo.event.PlayedSystem.Kind;

/** The events of an application that asks language models: the log of its calls and its workers. */
final class LlmSystem {
  static final String CATALOG = "llm";

  private static final String GATEWAY = "llm-gateway";
  private static final String APPLICATION = "llm-application";
  private static final List<String> OPERATIONS =
      List.of("answer", "classify", "summarize", "extract", "embed");
  private static final List<String> ROUTES =
      List.of("/conversations", "/conversations/{id}", "/nodes/{id}", "/search");

  /** Prices are made up, in USD for a million tokens; 0 is unknown. */
  private record Model(String provider, String name, double medianMs, double usdPerMillion) {}

  private static final List<Model> MODELS =
      List.of(
          new Model("openai", "gpt-large", 1_400, 6.0),
          new Model("anthropic", "claude-medium", 1_100, 4.0),
          new Model("openai", "gpt-small", 600, 0.6),
          new Model("local", "llama-small", 900, 0));

  private LlmSystem() {}

  static PlayedSystem of(long seed) {
    return new PlayedSystem(
        CATALOG,
        seed,
        List.of(
            new Kind("llm.call", GATEWAY, 60, LlmSystem::call),
            new Kind("llm.circuit", GATEWAY, 6, LlmSystem::circuit),
            new Kind("worker.snapshot", APPLICATION, 6, LlmSystem::snapshot),
            new Kind("conversation.completed", APPLICATION, 14, LlmSystem::conversation),
            new Kind("api.request", APPLICATION, 14, LlmSystem::request)));
  }

  private static void call(long nth, SeededRandom random, ObjectNode data) {
    Model model = Draw.early(random, MODELS);
    int fate = random.between(1, 1_000);
    String status = fate > 12 ? "ok" : fate > 7 ? "rate_limited" : fate > 3 ? "timeout" : "error";
    int input = random.between(200, 3_000);
    int cached = random.chance(0.4) ? input / 2 : 0;
    int output = status.equals("ok") ? random.between(20, 400) : 0;
    data.put("provider", model.provider())
        .put("model", model.name())
        .put("operation", Draw.early(random, OPERATIONS))
        .put("status", status)
        .put("latency_ms", Math.round(Draw.skewed(random, model.medianMs())));
    data.putObject("tokens").put("input", input).put("cached", cached).put("output", output);
    if (model.usdPerMillion() > 0) {
      data.put("cost_usd", (input - cached / 2.0 + 4 * output) * model.usdPerMillion() / 1_000_000);
    }
    data.put("retries", random.chance(0.06) ? random.between(1, 2) : 0);
    data.put("nodes", random.between(1, 6));
    if (nth % 25 == 24) {
      data.put("fallback_from", "openai").put("fallback_to", "anthropic");
    }
  }

  private static void circuit(long nth, SeededRandom random, ObjectNode data) {
    Model model = MODELS.get((int) (nth % MODELS.size()));
    String state = nth % 12 == 3 ? "open" : nth % 12 == 7 ? "half_open" : "closed";
    data.put("breaker", model.provider() + "/" + model.name())
        .put("provider", model.provider())
        .put("state", state);
  }

  private static void snapshot(long nth, SeededRandom random, ObjectNode data) {
    data.putObject("queues")
        .put("analysis", random.between(0, 40))
        .put("embeddings", random.between(0, 120))
        .put("exports", random.between(0, 5));
  }

  private static void conversation(long nth, SeededRandom random, ObjectNode data) {
    data.put("pipeline", nth % 3 == 0 ? "analysis" : "assistant")
        .put("cost_usd", Draw.skewed(random, 0.03))
        .put("llm_calls", random.between(2, 12));
  }

  private static void request(long nth, SeededRandom random, ObjectNode data) {
    data.put("method", nth % 4 == 0 ? "POST" : "GET")
        .put("route", ROUTES.get((int) (nth % ROUTES.size())))
        .put("status", random.chance(0.98) ? "200" : "500")
        .put("duration_ms", Math.round(Draw.skewed(random, 90)));
  }
}
