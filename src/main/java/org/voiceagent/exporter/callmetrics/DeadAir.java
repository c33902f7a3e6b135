package org.voiceagent.exporter.callmetrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.CallTimeline;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.callmetrics.SpokenTime.Span;

/**
 * Silences of more than 3 seconds between two turns, by whom they were due to. Before the first
 * turn and after the last one there is no dead air.
 *
 * <p>A silence after the agent's turn that the caller ends was the caller's; one after the caller's
 * turn that the agent ends was the agent's. As much of a silence that the agent ends as tools ran
 * in it was theirs: by the times of the tools if the turns tell them, and otherwise up to the time
 * that the call's tools took in all. Where a tool's time is unknown, the agent's silences are
 * unattributed, and so is every silence with the same speaker on both sides: whose turn it was is
 * not known.
 */
final class DeadAir {
  /** Shorter silences are how people talk; this project's own choice. */
  static final double LONGER_THAN_SECONDS = CallTimeline.SILENCE_SECONDS;

  private final Map<Culprit, Double> seconds = new EnumMap<>(Culprit.class);
  private final SpokenTime spoken;

  /** How much longer tools may have run, if when they ran is not known. */
  private double toolSeconds;

  private final boolean toolsTold;

  /** Whom a silence was due to. */
  enum Culprit {
    CALLER,
    AGENT,
    TOOL,
    UNATTRIBUTED
  }

  private DeadAir(SpokenTime spoken, List<ToolCall> tools) {
    this.spoken = spoken;
    boolean timed = !spoken.tools().isEmpty();
    this.toolsTold = timed || tools.stream().allMatch(tool -> tool.durationMs().isPresent());
    this.toolSeconds =
        timed
            ? 0
            : tools.stream()
                    .map(ToolCall::durationMs)
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .sum()
                / 1000;
    seconds.put(Culprit.CALLER, 0.0);
    seconds.put(Culprit.AGENT, 0.0);
  }

  /**
   * The seconds of dead air by culprit, 0 for caller and agent if there was none. Empty if the call
   * does not tell when each turn began and ended.
   */
  static Optional<Map<Culprit, Double>> of(CallSession call) {
    return SpokenTime.of(call.facts())
        .map(
            spoken ->
                new DeadAir(spoken, call.facts().rows(CallField.TOOLS, ToolCall.class)).measured());
  }

  private Map<Culprit, Double> measured() {
    Span before = spoken.turns().get(0);
    for (Span turn : spoken.turns()) {
      if (turn.start() - before.end() > LONGER_THAN_SECONDS) {
        attribute(before, turn);
      }
      before = turn.end() > before.end() ? turn : before;
    }
    return seconds;
  }

  private void attribute(Span before, Span after) {
    double silence = after.start() - before.end();
    boolean agentAnswers = after.speaker() == Speaker.AGENT;
    double ofTools = agentAnswers ? ofTools(before.end(), after.start()) : 0;
    add(Culprit.TOOL, ofTools);
    Culprit rest;
    if (before.speaker() == after.speaker() || (agentAnswers && !toolsTold)) {
      rest = Culprit.UNATTRIBUTED;
    } else {
      rest = agentAnswers ? Culprit.AGENT : Culprit.CALLER;
    }
    add(rest, silence - ofTools);
  }

  /** How long tools ran between two times. */
  private double ofTools(double from, double to) {
    if (spoken.tools().isEmpty()) {
      double taken = Math.min(toolSeconds, to - from);
      toolSeconds -= taken;
      return taken;
    }
    double ran = 0;
    double until = from;
    for (Span tool : spoken.tools()) {
      ran += tool.shared(until, to);
      until = Math.max(until, Math.min(to, tool.end()));
    }
    return ran;
  }

  private void add(Culprit culprit, double more) {
    if (more > 0) {
      seconds.merge(culprit, more, Double::sum);
    }
  }
}
