package org.voiceagent.exporter.experiment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;

/** Decides what one change did, at one {@link InterimAnalysis} after the other. */
final class SequentialTest {
  /** What must not get worse, for every kind of advice. */
  private static final Set<Measure> GUARDS =
      EnumSet.of(Measure.RESPONSE_LATENCY_MS, Measure.SENTIMENT, Measure.FELL_BACK, Measure.FAILED);

  /** With fewer calls on a side a gain may show while a harm stays hidden. */
  private static final int ENOUGH = 200;

  private static final String MAY_NOT_TELL =
      ", and even those may not be enough: calls vary or depend on each other too much";

  private final LabelSet labels;
  private final ComparisonPeriods epoch;
  private final Set<Measure> aims;

  SequentialTest(LabelSet labels, ComparisonPeriods epoch, Set<Measure> aims) {
    this.labels = labels;
    this.epoch = epoch;
    this.aims = aims;
  }

  /** A verdict, and whether more calls can change it. */
  private record Finding(
      EffectVerdict verdict,
      boolean decided,
      String why,
      OptionalInt callsNeeded,
      List<MeasureEffect> measures) {}

  Effect effect() {
    Finding found = doubted(judge());
    SettingChange change = epoch.change();
    return new Effect(
        labels,
        change.field(),
        change.from(),
        change.to(),
        change.at(),
        epoch.before().size(),
        epoch.after().size(),
        found.verdict(),
        found.decided(),
        found.why(),
        found.callsNeeded(),
        found.measures(),
        epoch.confounders(),
        List.copyOf(epoch.advisedBy()));
  }

  private Finding judge() {
    List<MeasureEffect> last = List.of();
    Optional<Finding> help = Optional.empty();
    for (InterimAnalysis look : InterimAnalysis.all()) {
      if (look.calls() > Math.min(epoch.before().size(), epoch.after().size())) {
        break;
      }
      Optional<Finding> sooner = help;
      boolean judged = help.isEmpty() && difference(look, compared(look, false)).isPresent();
      boolean early = look.calls() < ENOUGH && hasNext(look);
      last = compared(look, judged || !early);
      Optional<Finding> found = difference(look, last);
      if (found.filter(one -> one.verdict() == EffectVerdict.HARMED).isPresent()) {
        return found.get();
      }
      help = found.or(() -> sooner);
      if (help.isPresent() && look.calls() >= ENOUGH) {
        return help.get();
      }
      if (help.isEmpty() && isNegligible(look, last)) {
        return new Finding(
            EffectVerdict.NO_EFFECT, true, noneFound(look, last), OptionalInt.empty(), last);
      }
    }
    List<MeasureEffect> seen = last;
    return help.map(this::forNow).orElseGet(() -> undecided(seen));
  }

  /**
   * The verdict may still change: harm may take more calls to show than a gain. After another
   * change no more calls come.
   */
  private Finding forNow(Finding help) {
    return new Finding(
        help.verdict(), epoch.closed(), help.why(), help.callsNeeded(), help.measures());
  }

  /** The reason for "no effect", with the largest difference that could have been missed. */
  private static String noneFound(InterimAnalysis look, List<MeasureEffect> measures) {
    String intervals =
        measures.stream()
            .filter(one -> !one.guard())
            .map(
                one ->
                    one.measure().key()
                        + " by "
                        + StatisticText.shown(one.low(), one.shares())
                        + " to "
                        + StatisticText.shown(one.high(), one.shares()))
            .collect(Collectors.joining(", "));
    return "no difference was found between "
        + look.calls()
        + " calls before and as many after"
        + (intervals.isEmpty() ? "" : "; it changed " + intervals + " at most");
  }

  /** Whether there are enough calls for another analysis. */
  private boolean hasNext(InterimAnalysis look) {
    return 2 * look.calls() <= Math.min(epoch.before().size(), epoch.after().size());
  }

  /** A measure that got worse outweighs one that got better. */
  private static Optional<Finding> difference(InterimAnalysis look, List<MeasureEffect> measures) {
    List<MeasureEffect> sure =
        measures.stream()
            .filter(one -> one.p() <= (one.guard() ? look.guardLevel() : look.level()))
            .toList();
    Optional<MeasureEffect> worse = sure.stream().filter(one -> !one.isBetter()).findFirst();
    Optional<MeasureEffect> better =
        sure.stream().filter(one -> one.isBetter() && !one.guard()).findFirst();
    return worse
        .map(
            one ->
                new Finding(EffectVerdict.HARMED, true, said(one), OptionalInt.empty(), measures))
        .or(
            () ->
                better.map(
                    one ->
                        new Finding(
                            EffectVerdict.HELPED, true, said(one), OptionalInt.empty(), measures)));
  }

  private static String said(MeasureEffect one) {
    String unit = one.shares() ? " of calls" : " " + one.measure().unit();
    return one.measure().key()
        + " went from "
        + StatisticText.shown(one.before(), one.shares())
        + " to "
        + StatisticText.shown(one.after(), one.shares())
        + (one.shares() || !one.measure().unit().isEmpty() ? unit : "")
        + " ("
        + StatisticText.chance(one.p())
        + ")";
  }

  /** Nothing is left to find: after the last analysis, or if any difference would be tiny. */
  private static boolean isNegligible(InterimAnalysis look, List<MeasureEffect> measures) {
    List<MeasureEffect> aims = measures.stream().filter(one -> !one.guard()).toList();
    boolean tiny = !aims.isEmpty() && aims.stream().allMatch(MeasureEffect::isNegligible);
    return look.isLast() || (look.calls() >= ENOUGH && tiny);
  }

  private Finding undecided(List<MeasureEffect> measures) {
    if (epoch.reverted()) {
      String why = "the old value came back after " + epoch.after().size() + " calls";
      return new Finding(EffectVerdict.REVERTED, true, why, OptionalInt.empty(), measures);
    }
    if (epoch.closed()) {
      String why = "another change came after " + epoch.after().size() + " calls";
      return new Finding(EffectVerdict.INCONCLUSIVE, true, why, OptionalInt.empty(), measures);
    }
    int most = Math.min(InterimAnalysis.MOST_CALLS, epoch.before().size());
    OptionalInt side = PowerAnalysis.callsNeeded(epoch, aims, most);
    if (side.isEmpty()) {
      String calls = most == 1 ? " call" : " calls";
      String why = "only " + most + calls + " before the change can be compared";
      return new Finding(EffectVerdict.INCONCLUSIVE, false, why, OptionalInt.empty(), measures);
    }
    int needed = side.getAsInt() - epoch.after().size();
    boolean enough = PowerAnalysis.isEnough(epoch, aims, side.getAsInt());
    String why = "needs about " + needed + " more calls" + (enough ? "" : MAY_NOT_TELL);
    return new Finding(EffectVerdict.INCONCLUSIVE, false, why, OptionalInt.of(needed), measures);
  }

  /** With a confounder the verdict is inconclusive: something else may be the cause. */
  private Finding doubted(Finding found) {
    if (epoch.confounders().isEmpty() || found.verdict() == EffectVerdict.REVERTED) {
      return found;
    }
    String why = String.join("; ", epoch.confounders()) + "; besides, " + found.why();
    return new Finding(
        EffectVerdict.INCONCLUSIVE, found.decided(), why, found.callsNeeded(), found.measures());
  }

  /**
   * All measures at one analysis, corrected for each other.
   *
   * @param whole whether with confidence intervals
   */
  private List<MeasureEffect> compared(InterimAnalysis look, boolean whole) {
    Set<Measure> others = EnumSet.copyOf(GUARDS);
    others.removeAll(aims);
    List<MeasureEffect> all =
        new ArrayList<>(HolmCorrection.correct(compared(look, aims, false, whole)));
    all.addAll(HolmCorrection.correct(compared(look, others, true, whole)));
    return List.copyOf(all);
  }

  private List<MeasureEffect> compared(
      InterimAnalysis look, Set<Measure> measures, boolean guard, boolean whole) {
    List<MeasureEffect> compared = new ArrayList<>();
    for (Measure measure : measures) {
      MeasureSeries before = MeasureSeries.of(lastOf(look.calls()), measure);
      MeasureSeries after = MeasureSeries.of(epoch.after().subList(0, look.calls()), measure);
      long seed = epoch.change().at().toEpochMilli() + measure.key().hashCode();
      Optional<RandomGenerator> random = whole ? Optional.of(new Random(seed)) : Optional.empty();
      MeasureComparison.of(measure, guard, before, after, random).ifPresent(compared::add);
    }
    return compared;
  }

  private List<Observation> lastOf(int calls) {
    int size = epoch.before().size();
    return epoch.before().subList(size - calls, size);
  }
}
