package org.voiceagent.exporter.cost;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceagent.exporter.call.CostComponent;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * The prices in {@code monitoring/prices.yml}. The operator keeps them; the program brings none of
 * its own. Thread-safe; a reload makes a new table.
 */
public final class PriceTable {
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

  /** Larger prices, and smaller ones, are mistakes of writing. */
  private static final int MOST_DIGITS = 20;

  /** So many combinations of names are remembered; an engine has few. */
  private static final int MOST_KNOWN = 1_000;

  /** The most specific model first, then the newest price. */
  private static final Comparator<Price> BEST_FIRST =
      Comparator.comparingInt((Price price) -> price.model().specificity())
          .thenComparingInt(price -> price.provider().specificity())
          .thenComparing(Price::effectiveFrom)
          .reversed();

  // After the order, which the constructor needs.
  private static final PriceTable EMPTY = new PriceTable(List.of());

  private final List<Price> prices;
  private final Map<Wanted, List<Price>> known = new ConcurrentHashMap<>();

  /**
   * What a price is wanted for.
   *
   * @param provider "" if unknown, which any provider matches if all that do are one
   * @param model "" if unknown, which only a price for all models matches
   */
  record Wanted(CostComponent component, PriceUnit unit, String provider, String model) {}

  private PriceTable(List<Price> prices) {
    this.prices = prices.stream().sorted(BEST_FIRST).toList();
  }

  /** A table without any price. */
  public static PriceTable empty() {
    return EMPTY;
  }

  /**
   * Reads a table. With any problem the result must not be used.
   *
   * @param problems gets every mistake as {@code file:line: key: why}
   */
  public static PriceTable load(Path file, Problems problems) {
    return from(YamlFile.read(file, problems));
  }

  /**
   * Reads the text of a table.
   *
   * @param name what to call it in messages
   */
  public static PriceTable parse(String name, String text, Problems problems) {
    return from(YamlFile.parse(name, text, problems));
  }

  private static PriceTable from(YamlNode root) {
    root.allowOnly("prices");
    List<Price> prices = new ArrayList<>();
    for (YamlNode node : root.at("prices").items()) {
      read(node).ifPresent(prices::add);
    }
    return prices.isEmpty() ? EMPTY : new PriceTable(prices);
  }

  private static Optional<Price> read(YamlNode node) {
    node.allowOnly(
        "provider",
        "model",
        "component",
        "unit",
        "price",
        "per",
        "step",
        "currency",
        "effective_from",
        "source");
    Optional<BigDecimal> price = amount(node.at("price"), true);
    Optional<BigDecimal> per =
        node.at("per").present() ? amount(node.at("per"), false) : Optional.of(BigDecimal.ONE);
    Optional<BigDecimal> step =
        node.at("step").present() ? amount(node.at("step"), false) : Optional.empty();
    Optional<LocalDate> from = date(node.at("effective_from"));
    Optional<String> currency = currency(node.at("currency"));
    CostComponent component = component(node.at("component"));
    String unit = node.at("unit").requiredText();
    boolean minutes = unit.endsWith("_minutes");
    Optional<PriceUnit> known =
        PriceUnit.named(minutes ? unit.replace("_minutes", "_seconds") : unit);
    if (known.isEmpty() && !unit.isEmpty()) {
      node.at("unit").problem("expected one of " + units());
    }
    String model = node.at("model").requiredText();
    node.at("source").text("");
    if (price.isEmpty()
        || per.isEmpty()
        || from.isEmpty()
        || currency.isEmpty()
        || known.isEmpty()
        || model.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Price(
            new NamePattern(node.at("provider").text("*")),
            new NamePattern(model),
            component,
            known.get(),
            price.get(),
            minutes ? per.get().multiply(SECONDS_PER_MINUTE) : per.get(),
            step.map(one -> minutes ? one.multiply(SECONDS_PER_MINUTE) : one),
            currency.get(),
            from.get()));
  }

  private static CostComponent component(YamlNode node) {
    CostComponent component = node.oneOf(CostComponent.class, CostComponent.LLM);
    if (component == CostComponent.TOTAL) {
      node.problem("expected a part of the cost, not total");
    }
    return component;
  }

  private static String units() {
    List<String> words = new ArrayList<>();
    for (PriceUnit unit : PriceUnit.values()) {
      words.add(unit.label());
    }
    words.add("audio_minutes");
    words.add("call_minutes");
    return String.join(", ", words);
  }

  private static Optional<BigDecimal> amount(YamlNode node, boolean mayBeZero) {
    String text = node.requiredText();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text);
      boolean plausible =
          Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
      if (plausible && number.signum() >= (mayBeZero ? 0 : 1)) {
        return Optional.of(number);
      }
    } catch (NumberFormatException notANumber) {
      // The same message says so.
    }
    node.problem("expected a number " + (mayBeZero ? "of 0 or more" : "above 0"));
    return Optional.empty();
  }

  private static Optional<LocalDate> date(YamlNode node) {
    String text = node.requiredText();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notADate) {
      node.problem("expected a date such as 2026-01-31");
      return Optional.empty();
    }
  }

  private static Optional<String> currency(YamlNode node) {
    String text = node.requiredText();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode());
    } catch (IllegalArgumentException unknown) {
      node.problem("expected a currency's code of ISO 4217, such as USD");
      return Optional.empty();
    }
  }

  /** How many prices it has. */
  public int size() {
    return prices.size();
  }

  /** The price in force on a day, if there is one. */
  Optional<Price> price(Wanted wanted, LocalDate day) {
    if (prices.isEmpty()) {
      return Optional.empty();
    }
    List<Price> matching = known.get(wanted);
    if (matching == null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      matching = matching(wanted);
      known.put(wanted, matching);
    }
    for (Price price : matching) {
      if (!price.effectiveFrom().isAfter(day)) {
        return Optional.of(price);
      }
    }
    return Optional.empty();
  }

  private List<Price> matching(Wanted wanted) {
    List<Price> found =
        prices.stream()
            .filter(
                price ->
                    price.unit() == wanted.unit()
                        && price.component() == wanted.component()
                        && price.model().matches(wanted.model())
                        && (wanted.provider().isEmpty()
                            || price.provider().matchesWordOf(wanted.provider())))
            .toList();
    boolean ambiguous =
        wanted.provider().isEmpty() && found.stream().map(Price::provider).distinct().count() > 1;
    return ambiguous ? List.of() : found;
  }
}
