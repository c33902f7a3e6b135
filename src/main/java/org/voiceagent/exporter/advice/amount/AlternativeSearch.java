package org.voiceagent.exporter.advice.amount;

import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.advice.fact.RecentPerformance;
import org.voiceagent.exporter.advice.fact.RuleContext;
import org.voiceagent.exporter.advice.fact.SettingValue;

/**
 * Finds the best alternative to what served a call. The operator's own calls count more than any
 * published figure: an alternative that did no better here is rejected, and one that did is
 * preferred to those that have not been tried here.
 */
public final class AlternativeSearch {
  private final RuleContext call;
  private final AlternativeKind choice;
  private final double bound;
  private final String current;
  private final String inUse;
  private final Optional<RecentPerformance> ofInUse;

  /**
   * @param bound the latency in ms that the alternative must stay below
   * @param current what is configured now
   */
  public AlternativeSearch(RuleContext call, AlternativeKind choice, double bound, String current) {
    this.call = call;
    this.choice = choice;
    this.bound = bound;
    this.current = current;
    this.inUse = choice.inUse(call, current);
    this.ofInUse = choice.own(call, inUse);
  }

  /** The best alternative; of two equal ones, the first by name. */
  public Optional<Proposal.Value> best() {
    Optional<Candidate> best = Optional.empty();
    for (String name : choice.names(call)) {
      if (!isInUse(name)) {
        Optional<Candidate> next = candidate(name);
        if (next.isPresent() && (best.isEmpty() || next.get().isBefore(best.get()))) {
          best = next;
        }
      }
    }
    return best.map(
        found ->
            new Proposal.Value(
                new SettingValue(current),
                new SettingValue(found.name),
                new Rationale(found.name, found.own, inUse, ofInUse)));
  }

  private record Candidate(String name, double latencyMs, Optional<RecentPerformance> own) {
    boolean isBefore(Candidate other) {
      return own.isPresent() == other.own.isPresent()
          ? latencyMs < other.latencyMs
          : own.isPresent();
    }
  }

  private Optional<Candidate> candidate(String name) {
    Optional<RecentPerformance> own = choice.own(call, name);
    OptionalDouble latencyMs =
        own.isPresent() ? OptionalDouble.of(own.get().latencyMs()) : choice.published(call, name);
    boolean better = own.isPresent() ? isBetter(own.get()) : isBetter(latencyMs);
    return latencyMs.isPresent() && latencyMs.getAsDouble() < bound && better
        ? Optional.of(new Candidate(name, latencyMs.getAsDouble(), own))
        : Optional.empty();
  }

  private boolean isBetter(RecentPerformance own) {
    return ofInUse.isEmpty() || own.isBetterThan(ofInUse.get());
  }

  /** A published figure must beat the usual latency of the one in use, not just one slow call. */
  private boolean isBetter(OptionalDouble publishedMs) {
    return ofInUse.isEmpty() || publishedMs.orElse(Double.MAX_VALUE) < ofInUse.get().latencyMs();
  }

  private boolean isInUse(String name) {
    return name.equals(current)
        || name.equals(inUse)
        || name.equals(call.labels().pipelineName())
        || name.equals(call.labels().providerId());
  }
}
