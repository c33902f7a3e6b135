package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.ModelUsage;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.cost.PriceTable.Wanted;

/**
 * Prices what one call used: tokens by model and kind, characters, seconds of audio, the call's own
 * duration. No token is paid twice: cached, written and audio tokens are taken out of the input
 * before the rest is priced. For one call; not thread-safe.
 */
final class UsagePricing {
  private final PriceTable prices;
  private final CallSession call;
  private final LocalDate day;
  private final List<PricedPart> parts;
  private final List<UnpricedPart> unpriced;

  /**
   * @param day when the call began, by UTC
   * @param parts gets what has a price
   * @param unpriced gets what has none
   */
  UsagePricing(
      PriceTable prices,
      CallSession call,
      LocalDate day,
      List<PricedPart> parts,
      List<UnpricedPart> unpriced) {
    this.prices = prices;
    this.call = call;
    this.day = day;
    this.parts = parts;
    this.unpriced = unpriced;
  }

  /** Prices every component except those that the engine has billed. */
  void priceAllBut(Set<CostComponent> billed) {
    List<ModelUsage> usage = usage();
    for (CostComponent component : CostComponent.values()) {
      if (component != CostComponent.TOTAL && !billed.contains(component)) {
        if (!byDuration(component)) {
          byUsage(component, usage);
        }
      }
    }
  }

  /** Usage by model, or that of the whole call as the usage of its one model. */
  private List<ModelUsage> usage() {
    Facts facts = call.facts();
    List<ModelUsage> rows = facts.rows(CallField.MODEL_USAGE, ModelUsage.class);
    boolean tokens = rows.stream().anyMatch(row -> !row.tokens().isEmpty());
    boolean characters = rows.stream().anyMatch(row -> row.ttsCharacters().isPresent());
    boolean seconds = rows.stream().anyMatch(row -> row.sttSeconds().isPresent());
    Map<TokenKind, Double> counts = new EnumMap<>(TokenKind.class);
    if (!tokens) {
      for (TokenKind kind : TokenKind.values()) {
        facts.number(kind.field()).ifPresent(count -> counts.put(kind, count));
      }
    }
    ModelUsage ofModel =
        new ModelUsage(
            call.labels().providerId(),
            call.labels().modelVariant(),
            counts,
            OptionalDouble.empty(),
            OptionalDouble.empty());
    // The call's own labels name its language model; who spoke and transcribed is not known.
    ModelUsage ofOthers =
        new ModelUsage(
            "",
            "",
            Map.of(),
            characters ? OptionalDouble.empty() : facts.number(CallField.TTS_CHARACTERS),
            seconds ? OptionalDouble.empty() : facts.number(CallField.STT_SECONDS));
    return Stream.concat(rows.stream(), Stream.of(ofModel, ofOthers)).toList();
  }

  private void byUsage(CostComponent component, List<ModelUsage> usage) {
    boolean speaksItself =
        usage.stream().anyMatch(row -> row.tokens(TokenKind.AUDIO_OUTPUT).orElse(0) > 0);
    for (ModelUsage row : usage) {
      switch (component) {
        case LLM -> tokens(row);
        case TTS -> {
          // A model that speaks by itself bills audio tokens, and no characters.
          if (!speaksItself) {
            counted(component, row, PriceUnit.CHARACTERS, row.ttsCharacters());
          }
        }
        case STT -> {
          if (!speaksItself) {
            counted(component, row, PriceUnit.AUDIO_SECONDS, row.sttSeconds());
          }
        }
        case TRANSPORT, PLATFORM, TOTAL -> {}
      }
    }
  }

  /** Whether the component is paid by the call's duration or by the call, and so is priced now. */
  private boolean byDuration(CostComponent component) {
    String provider = call.labels().providerId();
    String model = call.labels().modelVariant();
    Optional<Price> bySecond =
        prices.price(new Wanted(component, PriceUnit.CALL_SECONDS, provider, model), day);
    Optional<Price> byCall =
        prices.price(new Wanted(component, PriceUnit.CALLS, provider, model), day);
    OptionalDouble seconds = call.facts().number(CallField.DURATION_SECONDS);
    if (bySecond.isPresent()) {
      if (seconds.isPresent()) {
        add(component, provider, model, bySecond.get(), Pricing.money(seconds.getAsDouble()));
      } else {
        lacks(component, provider, model, "the call's duration is unknown");
      }
    }
    byCall.ifPresent(price -> add(component, provider, model, price, BigDecimal.ONE));
    return bySecond.isPresent() || byCall.isPresent();
  }

  private void counted(
      CostComponent component, ModelUsage row, PriceUnit unit, OptionalDouble count) {
    if (count.isEmpty() || count.getAsDouble() == 0) {
      return;
    }
    prices
        .price(new Wanted(component, unit, row.provider(), row.model()), day)
        .ifPresentOrElse(
            price ->
                add(
                    component,
                    row.provider(),
                    row.model(),
                    price,
                    Pricing.money(count.getAsDouble())),
            () -> lacks(component, row.provider(), row.model(), "no price for " + unit.label()));
  }

  /** All kinds of one model, or none: half a sum would look like a cheap call. */
  private void tokens(ModelUsage row) {
    Map<PriceUnit, BigDecimal> billed = TokenSplit.of(row);
    Map<Price, BigDecimal> priced = new LinkedHashMap<>();
    for (Map.Entry<PriceUnit, BigDecimal> one : billed.entrySet()) {
      Optional<Price> price = tokenPrice(one.getKey(), row);
      if (price.isEmpty()) {
        lacks(
            CostComponent.LLM, row.provider(), row.model(), "no price for " + one.getKey().label());
        return;
      }
      priced.merge(price.get(), one.getValue(), BigDecimal::add);
    }
    priced.forEach(
        (price, count) -> add(CostComponent.LLM, row.provider(), row.model(), price, count));
  }

  /** Without a price of their own, cached and thinking tokens cost what the others do. */
  private Optional<Price> tokenPrice(PriceUnit unit, ModelUsage row) {
    Optional<Price> own = tokenPrice(row, unit);
    return switch (unit) {
      case CACHED_INPUT_TOKENS, CACHE_WRITE_TOKENS ->
          own.or(() -> tokenPrice(row, PriceUnit.INPUT_TOKENS));
      case REASONING_TOKENS -> own.or(() -> tokenPrice(row, PriceUnit.OUTPUT_TOKENS));
      default -> own;
    };
  }

  private Optional<Price> tokenPrice(ModelUsage row, PriceUnit unit) {
    return prices.price(new Wanted(CostComponent.LLM, unit, row.provider(), row.model()), day);
  }

  private void add(
      CostComponent component, String provider, String model, Price price, BigDecimal count) {
    parts.add(
        new PricedPart(
            component,
            provider,
            model,
            price.of(count),
            price.currency(),
            PricedPart.Source.PRICES));
  }

  private void lacks(CostComponent component, String provider, String model, String why) {
    unpriced.add(new UnpricedPart(component, provider, model, why));
  }
}
