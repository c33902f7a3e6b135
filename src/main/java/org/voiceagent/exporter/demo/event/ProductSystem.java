package org.voiceagent.exporter.demo.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.voiceagent.exporter.demo.SeededRandom;
import org.voiceagent.exporter.demo.event.PlayedSystem.Kind;

/** The events of a product that analyses conversations: its detectors, and what users do there. */
final class ProductSystem {
  static final String CATALOG = "product";

  private static final String ANALYSIS = "product-analysis";
  private static final String BROWSER = "product-browser";
  private static final List<String> LEVELS = List.of("1", "2", "3", "4");
  private static final List<String> BIASES =
      List.of("confirmation", "anchoring", "availability", "framing", "sunk_cost");
  private static final List<String> SEVERITIES = List.of("low", "medium", "high");
  private static final List<String> FRAMES =
      List.of("economic", "moral", "security", "personal", "scientific", "legal");
  private static final List<String> ROLES = List.of("caller", "agent");
  private static final List<String> DETECTORS = List.of("bias", "frame", "simulacra", "steelman");
  private static final String GOLDEN_SET = "golden-2026";
  private static final List<String> ACTIONS =
      List.of("open_conversation", "render_graph", "search", "filter_nodes");

  /** Of the conversations that a cycle analyses, so many share the flags of that cycle. */
  private static final int BIASED = 3;

  private static final int ANALYSED = 12;
  private static final int FLAGS = 8;

  private ProductSystem() {}

  static PlayedSystem of(long seed) {
    return new PlayedSystem(
        CATALOG,
        seed,
        List.of(
            new Kind("simulacra.classified", ANALYSIS, 18, ProductSystem::level),
            new Kind("bias.flagged", ANALYSIS, FLAGS, ProductSystem::flag),
            new Kind("conversation.analysed", ANALYSIS, ANALYSED, ProductSystem::analysed),
            new Kind("detector.run", ANALYSIS, 40, ProductSystem::run),
            new Kind("frame.detected", ANALYSIS, 12, ProductSystem::frame),
            new Kind("steelman.scored", ANALYSIS, 8, ProductSystem::steelman),
            new Kind("eval.result", ANALYSIS, 4, ProductSystem::evaluation),
            new Kind("detail_panel.view", BROWSER, 12, ProductSystem::view),
            new Kind("bias.override", BROWSER, 4, ProductSystem::override),
            new Kind("feedback.submit", BROWSER, 8, ProductSystem::agreement),
            new Kind("performance.measure", BROWSER, 12, ProductSystem::measure)));
  }

  private static void level(long nth, SeededRandom random, ObjectNode data) {
    data.put("level", Draw.early(random, LEVELS));
  }

  private static void flag(long nth, SeededRandom random, ObjectNode data) {
    data.put("bias", BIASES.get((int) (nth % BIASES.size())))
        .put("severity", Draw.early(random, SEVERITIES))
        .put("conversation_id", conversation(nth / FLAGS * ANALYSED + nth % BIASED));
  }

  private static void analysed(long nth, SeededRandom random, ObjectNode data) {
    int nodes = random.between(8, 40);
    data.put("conversation_id", conversation(nth))
        .put("nodes", nodes)
        .put("framed_nodes", random.between(nodes / 3, nodes));
  }

  private static String conversation(long number) {
    return "conversation-" + number;
  }

  private static String detector(long number) {
    return DETECTORS.get((int) (number % DETECTORS.size()));
  }

  private static void run(long nth, SeededRandom random, ObjectNode data) {
    data.put("detector", detector(nth))
        .put("dataset", GOLDEN_SET)
        .put("nodes", random.between(8, 40))
        .put("decile", Integer.toString(1 + (int) (nth / DETECTORS.size() % 10)));
  }

  private static void frame(long nth, SeededRandom random, ObjectNode data) {
    data.put("frame", Draw.early(random, FRAMES));
  }

  private static void steelman(long nth, SeededRandom random, ObjectNode data) {
    data.put("speaker_role", ROLES.get((int) (nth % ROLES.size())))
        .put("score", Draw.rounded(random.between(0.2, 0.95)));
  }

  private static void evaluation(long nth, SeededRandom random, ObjectNode data) {
    data.put("detector", detector(nth))
        .put("dataset", GOLDEN_SET)
        .put("precision", Draw.rounded(random.between(0.78, 0.92)))
        .put("recall", Draw.rounded(random.between(0.7, 0.88)));
  }

  private static void view(long nth, SeededRandom random, ObjectNode data) {
    data.put("panel", random.chance(0.6) ? "node" : "speaker");
  }

  private static void override(long nth, SeededRandom random, ObjectNode data) {
    data.put("detector", detector(nth));
  }

  private static void agreement(long nth, SeededRandom random, ObjectNode data) {
    data.put("detector", detector(nth)).put("agrees", random.chance(0.8));
  }

  private static void measure(long nth, SeededRandom random, ObjectNode data) {
    data.put("action", ACTIONS.get((int) (nth % ACTIONS.size())))
        .put("duration_ms", Math.round(Draw.skewed(random, 240)));
  }
}
