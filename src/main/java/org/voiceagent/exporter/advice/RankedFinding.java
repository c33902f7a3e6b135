package org.voiceagent.exporter.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.patch.PatchDocument;
import org.voiceagent.exporter.patch.Setting;

/**
 * A finding among the others of one call: how urgent it is where its rule's advice has been tried
 * here, and which findings on the same key it outweighs. Used by one thread until it has become a
 * recommendation.
 */
final class RankedFinding {
  /**
   * The most severe first, then rules whose advice does not keep failing, then what happens in the
   * largest share of calls.
   */
  static final Comparator<RankedFinding> BEST_FIRST =
      Comparator.comparing((RankedFinding one) -> one.severity)
          .reversed()
          .thenComparing(one -> one.failures > 0)
          .thenComparing(
              Comparator.comparingDouble((RankedFinding one) -> one.finding.shareOfCalls())
                  .reversed());

  private static final String FILE = "config/ai-agent.local.yaml";

  private final RuleFinding finding;
  private final Severity severity;

  /** How many changes that the rule advised did not help; 0 unless its advice keeps failing. */
  private final int failures;

  private final int tried;
  private final List<RankedFinding> outweighed = new ArrayList<>(0);

  /**
   * @param finding what the rule found
   * @param record what became of advice that was followed
   */
  RankedFinding(RuleFinding finding, TrackRecord record) {
    String key = finding.rule().key();
    boolean poor = record.isPoor(key);
    this.finding = finding;
    this.severity = poor ? finding.severity().lower() : finding.severity();
    this.failures = poor ? record.failures(key) : 0;
    this.tried = poor ? failures + record.successes(key) : 0;
  }

  /** The key to change. */
  String field() {
    return finding.field();
  }

  /** Takes in a finding on the same key that comes after this one. */
  void outweigh(RankedFinding other) {
    outweighed.add(other);
  }

  /** The recommendation, still without words. */
  Recommendation recommendation() {
    return new Recommendation(
        finding.rule().key(),
        finding.field(),
        severity,
        Optional.of(finding.value().current()),
        finding.value().suggested(),
        finding.change().unit(),
        finding.change().apply().name().toLowerCase(Locale.ROOT),
        FILE,
        finding.rule().docs(),
        new Explanation(this::words));
  }

  private Explanation.Words words() {
    String suggested = finding.value().suggested().text();
    return new Explanation.Words(
        finding.direction(),
        reason(),
        finding.figures(),
        PatchDocument.of(List.of(new Setting(finding.field(), suggested, ""))));
  }

  private String reason() {
    StringBuilder reason = new StringBuilder(finding.reason());
    if (failures > 0) {
      reason
          .append(" Ranked down: of ")
          .append(tried)
          .append(" changes this rule advised here, ")
          .append(failures)
          .append(" did not help.");
    }
    for (RankedFinding other : outweighed) {
      reason.append(" Rule ").append(other.finding.rule().key()).append(' ').append(versus(other));
    }
    return reason.toString();
  }

  private String versus(RankedFinding other) {
    String suggested = other.finding.value().suggested().text();
    return finding.value().suggested().text().equals(suggested)
        ? "agrees."
        : "would " + other.finding.direction() + " it to " + suggested + " instead.";
  }
}
