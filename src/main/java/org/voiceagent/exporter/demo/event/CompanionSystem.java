package org.voiceagent.exporter.demo.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.voiceagent.exporter.demo.SeededRandom;
import org.voiceagent.exporter.demo.event.PlayedSystem.Kind;

/** The events of companion bots: how users attach to them, and what their components learn. */
final class CompanionSystem {
  static final String CATALOG = "companion";

  private static final String BOT = "companion-bot";
  private static final String LEARNING = "companion-learning";
  private static final int USERS = 80;
  private static final List<String> BOTS = List.of("elena", "marcus", "sophia", "ryan");
  private static final List<String> ROUTES =
      List.of("memory", "small_talk", "emotion", "fact", "crisis");
  private static final List<String> EMOTIONS =
      List.of("joy", "curiosity", "trust", "sadness", "surprise");

  /** A component restarts its counters after this many reports. */
  private static final int REPORTS_UNTIL_RESTART = 40;

  private record Component(String name, List<String> counters) {}

  private static final List<Component> COMPONENTS =
      List.of(
          new Component(
              "ProactiveConversationEngagementEngine",
              List.of(
                  "analyze_engagement_potential_count",
                  "analyze_conversation_engagement_count",
                  "interventions_generated",
                  "total_recommendations")),
          new Component("TrustRecoverySystem", List.of("detections", "recoveries_started")),
          new Component("CharacterGraphBuilder", List.of("nodes_added", "edges_added")),
          new Component("GraphIntelligence", List.of("queries", "paths_found")),
          new Component("InsightStorage", List.of("insights_stored", "insights_read")),
          new Component("LearningMomentDetector", List.of("moments_detected", "moments_used")),
          new Component("SelfKnowledgeExtractor", List.of("extractions")),
          new Component("TemporalEvolution", List.of("periods_compared")),
          new Component("EpisodicIntelligence", List.of("episodes_stored", "episodes_recalled")));

  private CompanionSystem() {}

  static PlayedSystem of(long seed) {
    return new PlayedSystem(
        CATALOG,
        seed,
        List.of(
            new Kind("attachment.observed", BOT, 40, CompanionSystem::attachment),
            new Kind("vector.classification", BOT, 18, CompanionSystem::classification),
            new Kind("character.emotion", BOT, 15, CompanionSystem::emotion),
            new Kind("component.telemetry", LEARNING, 27, CompanionSystem::telemetry)));
  }

  /** Users differ in how much they attach; few of them do so strongly. */
  private static void attachment(long nth, SeededRandom random, ObjectNode data) {
    int user = (int) (nth % USERS);
    double nature = user < 4 ? 0.85 : user < 24 ? 0.55 : 0.25;
    double intensity = Draw.rounded(Math.min(1, nature * random.between(0.8, 1.2)));
    String risk = intensity > 0.7 ? "high" : intensity > 0.45 ? "medium" : "low";
    data.put("user_id", "user-" + user)
        .put("bot_name", BOTS.get(user % BOTS.size()))
        .put("risk_level", risk)
        .put("emotional_intensity", intensity)
        .put("interaction_frequency", Draw.skewed(random, 2 + 10 * nature))
        .put("dependency_count", random.between(0, (int) (8 * nature)))
        .put("consecutive_days", 1 + user % 17 + (int) (nth / USERS % 20))
        .put("intervention_provided", risk.equals("high") && random.chance(0.5));
  }

  private static void classification(long nth, SeededRandom random, ObjectNode data) {
    data.put("route", Draw.early(random, ROUTES));
  }

  private static void emotion(long nth, SeededRandom random, ObjectNode data) {
    data.put("bot_name", BOTS.get((int) (nth % BOTS.size())))
        .put("emotion", random.pick(EMOTIONS))
        .put("intensity", Draw.rounded(random.between(0.05, 0.95)));
  }

  /** Counters of a process only grow, until it starts again. */
  private static void telemetry(long nth, SeededRandom random, ObjectNode data) {
    Component component = COMPONENTS.get((int) (nth % COMPONENTS.size()));
    long report = nth / COMPONENTS.size() % REPORTS_UNTIL_RESTART;
    ObjectNode counters = data.put("component", component.name()).putObject("counters");
    int step = 5;
    for (String counter : component.counters()) {
      counters.put(counter, 1 + report * step);
      step += 2;
    }
  }
}
