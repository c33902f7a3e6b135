package org.voiceagent.exporter.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.voiceagent.exporter.demo.Scenario.Mood;

/**
 * What a survey after the call says, and for some a reviewer, in the form of {@code feedback.json};
 * few callers answer.
 */
final class LateFeedback {
  private static final long PURPOSE = 7;

  private LateFeedback() {}

  /** The text of the file, if there is an answer. */
  static Optional<String> of(DemoCall call, Instant given) {
    SeededRandom random = SeededRandom.of(call.seed(), PURPOSE, call.index());
    boolean answered =
        call.measurements().leavesSummary()
            && call.measurements().csat().isEmpty()
            && !call.setup().profile().measures().isEmpty()
            && random.chance(0.3);
    if (!answered) {
      return Optional.empty();
    }
    Mood mood = call.setup().scenario().mood();
    ObjectNode feedback = JsonNodeFactory.instance.objectNode();
    feedback
        .put("ts", given.toString())
        .put("source", "survey")
        .put("csat", mood == Mood.ANGRY ? random.between(1, 3) : random.between(3, 5))
        .put("resolved", call.setup().scenario().resolved());
    feedback
        .putArray("evaluations")
        .addObject()
        .put("name", "would_call_again")
        .put("label", mood == Mood.ANGRY ? "failure" : "success");
    if (random.chance(0.3)) {
      feedback.put("human_rating", random.between(2, 5));
    }
    return Optional.of(feedback + "\n");
  }
}
