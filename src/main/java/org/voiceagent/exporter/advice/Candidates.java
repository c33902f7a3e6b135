package org.voiceagent.exporter.advice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.LabelSet;

/**
 * The other pipelines or providers of a snapshot that could serve a call. What the operator's own
 * calls tell of one counts before any published figure: one that did no better here is out, and one
 * that did is preferred to those nobody here has tried.
 */
final class Candidates {
  /** Providers of this kind are parts of a pipeline and cannot serve a call alone. */
  private static final Pattern PART = Pattern.compile(".*_(stt|llm|tts)");

  private final Situation call;
  private final String from;
  private final Function<LabelSet, String> nameOf;
  private final double bound;
  private final String inUse;
  private final Optional<OwnFigures> ofThoseInUse;

  /**
   * @param from {@code pipelines} or {@code providers}
   * @param bound the latency in ms the candidate's must be below
   */
  Candidates(Situation call, String from, double bound) {
    this.call = call;
    this.from = from;
    this.nameOf = from.equals("pipelines") ? LabelSet::pipelineName : LabelSet::providerId;
    this.bound = bound;
    this.inUse = nameOf.apply(call.labels());
    this.ofThoseInUse = OwnFigures.of(call, nameOf, inUse);
  }

  /** The best one instead of the one configured now; of two equal ones the first by name. */
  Optional<Proposal.Value> best(String current) {
    Optional<Candidate> best = Optional.empty();
    for (String name : call.namesUnder(from)) {
      if (!isInUse(name, current) && !PART.matcher(name).matches() && isEnabled(name)) {
        Optional<Candidate> next = candidate(name);
        if (next.isPresent() && (best.isEmpty() || next.get().isBefore(best.get()))) {
          best = next;
        }
      }
    }
    return best.map(
        found ->
            new Proposal.Value(
                new SettingValue(current), new SettingValue(found.name), grounds(found)));
  }

  private record Candidate(String name, double latencyMs, Optional<OwnFigures> own) {
    boolean isBefore(Candidate other) {
      return own.isPresent() == other.own.isPresent()
          ? latencyMs < other.latencyMs
          : own.isPresent();
    }
  }

  private Optional<Candidate> candidate(String name) {
    Optional<OwnFigures> own = OwnFigures.of(call, nameOf, name);
    double latencyMs =
        own.map(OwnFigures::latencyMs).orElseGet(() -> call.thresholds().latencyLimitMs(name));
    boolean worse =
        own.isPresent() && ofThoseInUse.isPresent() && !own.get().isBetterThan(ofThoseInUse.get());
    return latencyMs < bound && !worse
        ? Optional.of(new Candidate(name, latencyMs, own))
        : Optional.empty();
  }

  private Grounds grounds(Candidate found) {
    if (found.own.isEmpty()) {
      return new Grounds(
          "That goes by published figures: fewer than "
              + OwnFigures.FEWEST
              + " calls here were answered by "
              + found.name
              + ".",
          Map.of());
    }
    Map<String, SettingValue> figures = new LinkedHashMap<>();
    found.own.get().addTo(figures, "suggested");
    ofThoseInUse.ifPresent(ours -> ours.addTo(figures, "current"));
    String other = ofThoseInUse.map(ours -> ", and " + inUse + " in " + ours.words()).orElse("");
    return new Grounds(
        "Here " + found.name + " answered in " + found.own.get().words() + other + ".", figures);
  }

  private boolean isInUse(String name, String current) {
    return name.equals(current)
        || name.equals(call.labels().pipelineName())
        || name.equals(call.labels().providerId());
  }

  private boolean isEnabled(String name) {
    return !call.settingText(from + "." + name + ".enabled").orElse("true").equals("false");
  }
}
