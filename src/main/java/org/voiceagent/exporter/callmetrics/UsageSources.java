package org.voiceagent.exporter.callmetrics;

import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.catalog.Source.Sink;
import org.voiceagent.exporter.cost.PricedPart;
import org.voiceagent.exporter.cost.UnpricedPart;
import org.voiceagent.exporter.report.CallReport;

/** What a call used and what it cost. */
final class UsageSources {
  /** Far more than the currencies one operator is billed in. */
  private static final int CURRENCIES = 10;

  private static final Map<TokenKind, CallField> TOKENS =
      Map.of(
          TokenKind.INPUT, CallField.INPUT_TOKENS,
          TokenKind.CACHED_INPUT, CallField.CACHED_INPUT_TOKENS,
          TokenKind.CACHE_WRITE, CallField.CACHE_WRITE_TOKENS,
          TokenKind.OUTPUT, CallField.OUTPUT_TOKENS,
          TokenKind.REASONING, CallField.REASONING_TOKENS,
          TokenKind.AUDIO_INPUT, CallField.AUDIO_INPUT_TOKENS,
          TokenKind.AUDIO_OUTPUT, CallField.AUDIO_OUTPUT_TOKENS);

  static final List<DerivedSource> ALL =
      List.of(
          DerivedSource.several(
                  "tokens",
                  "tokens of the language model: input and output, and those subsets of them that"
                      + " were cached, spent on reasoning, or stood for sound",
                  UsageSources::tokens)
              .by("kind"),
          DerivedSource.several(
                  "cache_requests",
                  "answers that the engine looked for in its own cache",
                  UsageSources::cacheRequests)
              .by("result"),
          DerivedSource.ofReport(
                  "cost",
                  "what the call cost, by component: what its engine billed, else its usage by the"
                      + " table of prices; no total where a part is unpriced",
                  UsageSources::cost)
              .by("component", "currency")
              .limited("currency", CURRENCIES)
              .lateAs("cost"),
          DerivedSource.ofReport(
                  "unpriced",
                  "1 for each component that was used and whose cost is not known",
                  UsageSources::unpriced)
              .by("component"));

  private UsageSources() {}

  private static void tokens(CallSession call, Sink sink) {
    Facts facts = call.facts();
    List<ModelUsage> byModel = facts.rows(CallField.MODEL_USAGE, ModelUsage.class);
    for (TokenKind kind : TokenKind.values()) {
      OptionalDouble tokens = facts.number(TOKENS.get(kind));
      if (tokens.isEmpty() && !byModel.isEmpty()) {
        tokens =
            byModel.stream()
                .filter(usage -> usage.tokens().containsKey(kind))
                .mapToDouble(usage -> usage.tokens().get(kind))
                .reduce(Double::sum);
      }
      if (tokens.isPresent()) {
        sink.accept(tokens.getAsDouble(), List.of(word(kind)));
      }
    }
  }

  private static void cacheRequests(CallSession call, Sink sink) {
    accept(call.facts(), CallField.CACHE_HITS, sink, "hit");
    accept(call.facts(), CallField.CACHE_MISSES, sink, "miss");
  }

  private static void cost(CallReport report, Sink sink) {
    report.cost().parts().forEach(part -> accept(part, sink));
    report.cost().totals().forEach(total -> accept(total, sink));
  }

  private static void accept(PricedPart part, Sink sink) {
    sink.accept(
        part.amount().doubleValue(), List.of(word(part.component()), currency(part.currency())));
  }

  private static void unpriced(CallReport report, Sink sink) {
    Set<CostComponent> components = EnumSet.noneOf(CostComponent.class);
    for (UnpricedPart part : report.cost().unpriced()) {
      if (components.add(part.component())) {
        sink.accept(1, List.of(word(part.component())));
      }
    }
  }

  /** A code of ISO 4217; anything else is no currency that one could add up. */
  private static String currency(String code) {
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException unknown) {
      return LabelSet.OTHER;
    }
  }

  private static void accept(Facts facts, CallField field, Sink sink, String label) {
    OptionalDouble number = facts.number(field);
    if (number.isPresent()) {
      sink.accept(number.getAsDouble(), List.of(label));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
