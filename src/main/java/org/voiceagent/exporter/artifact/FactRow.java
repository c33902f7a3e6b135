package org.voiceagent.exporter.artifact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallError;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.call.TurnRow;

/**
 * What came of one object in a list: the row, unless it is useless, and what was wrong with it.
 *
 * @param row the row; of a turn, a {@link TimedTurn}
 */
record FactRow(Optional<Object> row, List<Fault> faults) {
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_EXPLANATION = 2_000;
  private static final int LONGEST_WORD = 64;

  /** Stands for a word that may be a sentence, and so may hold personal data. */
  private static final String OTHER = "other";

  /** Loaded by the first cost with a currency. */
  private static final class Currencies {
    private static final Set<String> CODES =
        Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Why a value of the row, or the whole row, is not used. */
  record Fault(Reason reason, String why) {}

  /** Makes the row of a field that holds rows. */
  static FactRow of(CallField field, RowValues values) {
    return switch (field) {
      case TURN_ROWS -> turn(values);
      case COST_PARTS -> cost(values);
      case MODEL_USAGE -> usage(values);
      case EVALUATIONS -> evaluation(values);
      case ERRORS -> error(values);
      case TOOLS -> tool(values);
      default -> throw new IllegalStateException(field + " holds no rows");
    };
  }

  private static FactRow good(Object row) {
    return new FactRow(Optional.of(row), List.of());
  }

  private static FactRow incomplete(String why) {
    return new FactRow(Optional.empty(), List.of(new Fault(Reason.INCOMPLETE, why)));
  }

  private static FactRow turn(RowValues values) {
    Optional<Speaker> speaker = Speaker.of(values.text("speaker", LONGEST_NAME));
    if (speaker.isEmpty()) {
      return incomplete("a turn needs a speaker: caller or agent");
    }
    List<Fault> faults = new ArrayList<>();
    Optional<Instant> start = moment(values, "start");
    Optional<Instant> end = moment(values, "end");
    OptionalDouble from = values.number("start");
    OptionalDouble to = values.number("end");
    boolean backwards =
        (from.isPresent() && to.isPresent() && to.getAsDouble() < from.getAsDouble())
            || (start.isPresent() && end.isPresent() && end.get().isBefore(start.get()));
    if (backwards) {
      faults.add(new Fault(Reason.NEGATIVE, "a turn ends before its start"));
    }
    TurnRow row =
        new TurnRow(
            speaker.get(),
            from,
            backwards ? OptionalDouble.empty() : to,
            interruptedBy(values, speaker.get()),
            values.number("eou_ms"),
            values.number("stt_ms"),
            values.number("llm_ms"),
            values.number("tts_ms"),
            values.number("turn_ms"));
    TimedTurn turn = new TimedTurn(row, start, backwards ? Optional.empty() : end);
    return new FactRow(Optional.of(turn), faults);
  }

  private static Optional<Instant> moment(RowValues values, String column) {
    return values.value(column).filter(Instant.class::isInstance).map(Instant.class::cast);
  }

  private static Optional<Speaker> interruptedBy(RowValues values, Speaker speaker) {
    Optional<Speaker> named = Speaker.of(values.text("interrupted_by", LONGEST_NAME));
    if (named.isPresent() || values.number("interrupted").orElse(0) == 0) {
      return named;
    }
    return switch (speaker) {
      case CALLER -> Optional.of(Speaker.AGENT);
      case AGENT -> Optional.of(Speaker.CALLER);
      case SYSTEM, TOOL -> Optional.empty();
    };
  }

  private static FactRow cost(RowValues values) {
    String component = values.text("component", LONGEST_NAME);
    OptionalDouble amount = values.number("amount");
    OptionalDouble quantity = values.number("quantity");
    String currency = values.text("currency", LONGEST_NAME).toUpperCase(Locale.ROOT);
    String unit = values.text("unit", LONGEST_WORD);
    if (values.number("usd").isPresent()) {
      amount = values.number("usd");
      currency = "USD";
    }
    if (component.isEmpty() || (amount.isEmpty() && quantity.isEmpty())) {
      return incomplete("a cost needs a component, and an amount or a quantity");
    }
    List<Fault> faults = new ArrayList<>();
    if (currency.equals("CREDITS") || currency.equals("CREDIT")) {
      quantity = quantity.isPresent() ? quantity : amount;
      unit = "credits";
      amount = OptionalDouble.empty();
      currency = "";
    } else if (!currency.isEmpty() && !Currencies.CODES.contains(currency)) {
      String why = "currency: expected a code of ISO 4217, such as USD, so the amount is not used";
      faults.add(new Fault(Reason.UNREADABLE, why));
      amount = OptionalDouble.empty();
      currency = "";
    }
    CostPart part =
        new CostPart(
            CostComponent.of(component).orElse(CostComponent.PLATFORM),
            values.text("provider", LONGEST_NAME),
            values.text("model", LONGEST_NAME),
            unit,
            quantity,
            amount,
            currency);
    return new FactRow(Optional.of(part), faults);
  }

  private static FactRow usage(RowValues values) {
    Map<TokenKind, Double> tokens = new EnumMap<>(TokenKind.class);
    for (TokenKind kind : TokenKind.values()) {
      values.number(kind.name()).ifPresent(count -> tokens.put(kind, count));
    }
    OptionalDouble characters = values.number("tts_characters");
    OptionalDouble seconds = values.number("stt_seconds");
    if (tokens.isEmpty() && characters.isEmpty() && seconds.isEmpty()) {
      return incomplete("the usage of a model needs a count of tokens, characters or seconds");
    }
    List<Fault> faults = new ArrayList<>();
    for (TokenKind kind : List.copyOf(tokens.keySet())) {
      double whole = tokens.getOrDefault(kind.whole(), Double.MAX_VALUE);
      if (tokens.getOrDefault(kind, 0.0) > whole) {
        tokens.remove(kind);
        faults.add(new Fault(Reason.OUT_OF_RANGE, moreThanTheWhole(kind)));
      }
    }
    ModelUsage usage =
        new ModelUsage(
            values.text("provider", LONGEST_NAME),
            values.text("model", LONGEST_NAME),
            tokens,
            characters,
            seconds);
    return new FactRow(Optional.of(usage), faults);
  }

  /** Says that a part of all tokens is more than all of them. */
  static String moreThanTheWhole(TokenKind kind) {
    String part = kind.field().names().get(0);
    return part + " is more than " + kind.whole().field().names().get(0);
  }

  private static FactRow evaluation(RowValues values) {
    String name = values.text("name", LONGEST_NAME);
    String verdict = values.text("verdict", LONGEST_WORD);
    OptionalDouble passed = values.number("passed");
    if (verdict.isEmpty() && passed.isPresent()) {
      verdict = passed.getAsDouble() == 1 ? "pass" : "fail";
    }
    OptionalDouble score = values.number("score");
    if (name.isEmpty() || (verdict.isEmpty() && score.isEmpty())) {
      return incomplete("an evaluation needs a name, and a label or a score");
    }
    String why = values.text("explanation", LONGEST_EXPLANATION);
    return good(new Evaluation(name, score, word(verdict), why));
  }

  private static FactRow error(RowValues values) {
    String component = word(values.text("component", LONGEST_NAME));
    String type = word(values.text("type", LONGEST_NAME));
    return component.isEmpty() && type.isEmpty()
        ? incomplete("an error needs a component or a type")
        : good(new CallError(component, type));
  }

  private static FactRow tool(RowValues values) {
    String name = values.text("name", LONGEST_NAME);
    if (name.isEmpty()) {
      return incomplete("a tool needs a name");
    }
    String status = word(values.text("status", LONGEST_NAME));
    if (status.isEmpty()) {
      OptionalDouble failed = values.number("is_error");
      OptionalDouble succeeded = values.number("success");
      boolean known = failed.isPresent() || succeeded.isPresent();
      boolean fine = failed.orElse(0) == 0 && succeeded.orElse(1) == 1;
      status = !known ? "" : fine ? "success" : "error";
    }
    return good(new ToolCall(name, status, values.number("duration_ms")));
  }

  /** A lower-case word; what is longer or has a space may be a sentence. */
  private static String word(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    boolean isWord = word.length() <= LONGEST_WORD;
    for (int i = 0; isWord && i < word.length(); i++) {
      char c = word.charAt(i);
      isWord = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
    }
    return isWord ? word : OTHER;
  }
}
