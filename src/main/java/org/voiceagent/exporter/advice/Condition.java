package org.voiceagent.exporter.advice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that holds of a call, does not, or cannot be told. */
sealed interface Condition {
  /** Whether it holds of this call. */
  Verdict judge(Situation call);

  /** The condition in words, for the documentation. */
  String describe();

  /** The comparisons with a limit in it that are asked for, not ruled out, in order. */
  default List<Limit> limits() {
    return List.of();
  }

  /** All of them hold; none at all holds too. */
  record All(List<Condition> parts) implements Condition {
    @Override
    public Verdict judge(Situation call) {
      return Verdict.all(parts.stream().map(part -> part.judge(call)).toList());
    }

    @Override
    public String describe() {
      return joined(parts, " and ");
    }

    @Override
    public List<Limit> limits() {
      return parts.stream().flatMap(part -> part.limits().stream()).toList();
    }
  }

  /** At least one of them holds. */
  record Any(List<Condition> parts) implements Condition {
    @Override
    public Verdict judge(Situation call) {
      return Verdict.any(parts.stream().map(part -> part.judge(call)).toList());
    }

    @Override
    public String describe() {
      return "(" + joined(parts, " or ") + ")";
    }

    @Override
    public List<Limit> limits() {
      return parts.stream().flatMap(part -> part.limits().stream()).toList();
    }
  }

  /** It does not hold. */
  record Not(Condition part) implements Condition {
    @Override
    public Verdict judge(Situation call) {
      return part.judge(call).negated();
    }

    @Override
    public String describe() {
      return "not (" + part.describe() + ")";
    }
  }

  /**
   * A figure stands to a limit as asked.
   *
   * @param name what the figure is called among evidence
   */
  record Limit(Quantity quantity, String name, Comparison comparison, Amount limit)
      implements Condition {
    @Override
    public Verdict judge(Situation call) {
      Figure figure = quantity.in(call);
      Figure bound = limit.in(call);
      if (figure.known() && bound.known()) {
        return Verdict.of(comparison.holds(figure.value(), bound.value()));
      }
      return Verdict.unknown(figure.with(bound, Double::sum).missing());
    }

    @Override
    public String describe() {
      return quantity.describe() + " " + comparison.sign() + " " + limit.describe();
    }

    @Override
    public List<Limit> limits() {
      return comparison == Comparison.EQUALS ? List.of() : List.of(this);
    }
  }

  /** A fact is this word, whatever its case and however a codec is spelled. */
  record FactIs(Fact fact, String word) implements Condition {
    @Override
    public Verdict judge(Situation call) {
      return same(fact.text(call), word, fact.missing(call));
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "` is " + word;
    }
  }

  /** A key of the engine's configuration has this value; case and a codec's spelling are equal. */
  record SettingIs(String key, String word) implements Condition {
    @Override
    public Verdict judge(Situation call) {
      return same(call.settingText(key), word, List.of(call.nameOfMissing(key)));
    }

    @Override
    public String describe() {
      return "`" + key + "` is " + word;
    }
  }

  /** Something is known of a fact; always yes or no. */
  record FactKnown(Fact fact) implements Condition {
    @Override
    public Verdict judge(Situation call) {
      return Verdict.of(fact.known(call));
    }

    @Override
    public String describe() {
      return "`" + fact.evidenceName() + "` is known";
    }
  }

  /** A key of the engine's configuration is in the snapshot; always yes or no. */
  record SettingKnown(String key) implements Condition {
    @Override
    public Verdict judge(Situation call) {
      return Verdict.of(call.settingText(key).isPresent());
    }

    @Override
    public String describe() {
      return "`" + key + "` is known";
    }
  }

  private static Verdict same(Optional<String> text, String word, List<String> missing) {
    return text.map(found -> Verdict.of(AudioCodec.folded(found).equals(AudioCodec.folded(word))))
        .orElseGet(() -> Verdict.unknown(missing));
  }

  private static String joined(List<Condition> parts, String between) {
    return parts.stream().map(Condition::describe).collect(Collectors.joining(between));
  }
}
