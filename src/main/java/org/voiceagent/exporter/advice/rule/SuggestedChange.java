package org.voiceagent.exporter.advice.rule;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.advice.amount.Adjustment;
import org.voiceagent.exporter.advice.amount.Proposal;
import org.voiceagent.exporter.advice.fact.DerivedNumber;
import org.voiceagent.exporter.advice.fact.KeyTemplate;
import org.voiceagent.exporter.advice.fact.RuleContext;

/**
 * One change of the engine's configuration that a rule may suggest.
 *
 * @param field the dotted key to change, possibly a {@link KeyTemplate}
 * @param unit {@code ms} and the like, or ""
 * @param apply how the engine applies it
 * @param when the calls it is meant for, in addition to the rule's own condition
 * @param adjustment how the suggestion follows from the current value
 * @param moves the numbers of which the change must alter at least one; empty for no such test
 * @param reason one sentence for the operator
 * @param notes sentences that are added for some calls
 * @param effect what the change does to calls, for the documentation
 */
public record SuggestedChange(
    String field,
    String unit,
    Apply apply,
    Condition when,
    Adjustment adjustment,
    List<DerivedNumber> moves,
    ReasonTemplate reason,
    List<ReasonNote> notes,
    String effect) {

  /** How the engine applies a changed key. */
  public enum Apply {
    /** While it is running. */
    RELOAD,
    /** At its next start, which drops calls. */
    RESTART
  }

  /** What this change would be for a call. */
  public Proposal propose(RuleContext call) {
    Truth meant = when.judge(call);
    if (meant == Truth.UNKNOWN) {
      return new Proposal.Unknown(names -> when.addMissing(call, names));
    }
    if (meant == Truth.NO) {
      return new Proposal.NotMeant();
    }
    String key = call.filled(field);
    if (key.indexOf('{') >= 0) {
      call.note(key.hashCode());
      return new Proposal.Unknown(names -> names.addAll(KeyTemplate.left(key)));
    }
    Proposal proposal = adjustment.propose(call, key);
    return proposal instanceof Proposal.Value value && !isEffective(call, key, value)
        ? new Proposal.Impossible("an effect of ", key)
        : proposal;
  }

  /** The reason, and every note that holds for the call; an unknown condition adds none. */
  public List<ReasonTemplate> reasons(RuleContext call) {
    if (notes.isEmpty()) {
      return List.of(reason);
    }
    List<ReasonTemplate> reasons = new ArrayList<>();
    reasons.add(reason);
    for (ReasonNote note : notes) {
      if (note.when().judge(call) == Truth.YES) {
        reasons.add(note.text());
      }
    }
    return List.copyOf(reasons);
  }

  private boolean isEffective(RuleContext call, String key, Proposal.Value value) {
    RuleContext changed = call.with(key, value.suggested());
    return moves.isEmpty() || moves.stream().anyMatch(number -> isMoved(number, call, changed));
  }

  /** Whether the number changes, or what is missing for it does. */
  private static boolean isMoved(DerivedNumber number, RuleContext before, RuleContext after) {
    double old = number.number(before);
    double now = number.number(after);
    boolean unknown = Double.isNaN(old) && Double.isNaN(now);
    return unknown ? !number.missing(before).equals(number.missing(after)) : old != now;
  }
}
