package org.voiceagent.exporter.artifact;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.files.UsualTime;

/**
 * How the values of the contract are read from what engines write. All functions are pure and never
 * throw for bad input.
 */
final class Values {
  /** The longest plausible latency. The reference engine drops longer ones, too. */
  static final double LONGEST_LATENCY_MS = 120_000;

  /** The longest plausible call, as the contract has it. */
  static final double LONGEST_CALL_SECONDS = 86_400;

  /** Above this an epoch number is milliseconds: 1e11 seconds is the year 5138. */
  private static final double EPOCH_MS_FROM = 1e11;

  /** The year 2000; so many seconds, or milliseconds, are more than any call has. */
  private static final double EARLIEST_EPOCH = 946_684_800;

  private static final double LARGEST_COUNT = 1e9;

  private static final double WORST_RATING = 1;
  private static final double BEST_RATING = 5;
  private static final double LARGEST_SCALE = 1_000;

  /** More characters than any number that a double holds. */
  private static final int LONGEST_NUMBER = 400;

  /** Added to a number, turns -0 into 0, so that -0 is never shown. */
  private static final double POSITIVE_ZERO = 0.0;

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** Python and others write these bare or as strings; they mean that nothing was measured. */
  private static final Set<String> NOT_NUMBERS =
      Set.of(
          "nan", "inf", "-inf", "+inf", "infinity", "-infinity", "+infinity", "null", "none", "");

  private static final Map<String, Double> FLAGS =
      Map.of("true", 1.0, "false", 0.0, "yes", 1.0, "no", 0.0, "1", 1.0, "0", 0.0);

  /** Each label stands for the middle of its band; see SentimentBand. */
  private static final Map<String, Double> SENTIMENTS =
      Map.of(
          "very_negative", -0.8,
          "negative", -0.4,
          "neutral", 0.0,
          "mixed", 0.0,
          "positive", 0.4,
          "very_positive", 0.8);

  private Values() {}

  /** Any finite number; bare or quoted. */
  static Parsed<Double> number(RawValue raw) {
    if (raw.type() == RawValue.Type.STRUCTURE) {
      return Parsed.bad(Reason.WRONG_TYPE, "expected a number, found " + raw.shown());
    }
    if (raw.text().length() > LONGEST_NUMBER) {
      return raw.type() == RawValue.Type.NUMBER
          ? Parsed.bad(Reason.NOT_FINITE, raw.shown() + " is too long for any number")
          : Parsed.bad(Reason.UNREADABLE, "expected a number, found " + raw.shown());
    }
    double plain = PlainNumber.parse(raw.text());
    if (!Double.isNaN(plain)) {
      return Parsed.good(plain);
    }
    String text = raw.text().strip();
    if (NOT_NUMBERS.contains(text.toLowerCase(Locale.ROOT))) {
      return Parsed.absent();
    }
    if (raw.type() == RawValue.Type.FLAG) {
      return Parsed.good(FLAGS.get(text));
    }
    try {
      double value = isHexOrTyped(text) ? Double.NaN : Double.parseDouble(text);
      if (Double.isNaN(value)) {
        return Parsed.bad(Reason.UNREADABLE, "expected a number, found " + raw.shown());
      }
      return Double.isInfinite(value)
          ? Parsed.bad(Reason.NOT_FINITE, raw.shown() + " is too large for any number")
          : Parsed.good(value + POSITIVE_ZERO);
    } catch (NumberFormatException notANumber) {
      return Parsed.bad(Reason.UNREADABLE, "expected a number, found " + raw.shown());
    }
  }

  /** Java would read {@code 0x1p3} and {@code 12d} as numbers; no engine means them. */
  private static boolean isHexOrTyped(String text) {
    char last = text.charAt(text.length() - 1);
    return Character.isLetter(last) || text.contains("x") || text.contains("X");
  }

  /** A finite number from 0 to 1e9. */
  static Parsed<Double> amount(RawValue raw) {
    return within(number(raw), raw, LARGEST_COUNT, "");
  }

  /**
   * A finite number from 0 to 1e9; {@code factor} turns the written unit into that of the value.
   */
  static Parsed<Double> amount(RawValue raw, double factor) {
    Parsed<Double> number = number(raw);
    if (factor != 1 && number instanceof Parsed.Good<Double> good) {
      // In decimals, as it is money: 12.1 cents are 0.121, not 0.12100000000000001.
      BigDecimal exact = BigDecimal.valueOf(good.value()).multiply(BigDecimal.valueOf(factor));
      number = Parsed.good(exact.doubleValue());
    }
    return within(number, raw, LARGEST_COUNT, "");
  }

  /** A share of a whole, 0 to 1. */
  static Parsed<Double> share(RawValue raw) {
    Parsed<Double> amount = amount(raw);
    return amount instanceof Parsed.Good<Double> good && good.value() > 1
        ? Parsed.bad(Reason.OUT_OF_RANGE, raw.shown() + " is outside 0 to 1; 2 % is 0.02")
        : amount;
  }

  /** A whole number from 0 to 1e9. */
  static Parsed<Double> count(RawValue raw) {
    Parsed<Double> amount = amount(raw);
    return amount instanceof Parsed.Good<Double> good && good.value() != Math.rint(good.value())
        ? Parsed.bad(Reason.OUT_OF_RANGE, "expected a whole number, found " + raw.shown())
        : amount;
  }

  /** Yes or no as 1 or 0. */
  static Parsed<Double> flag(RawValue raw) {
    Double value = FLAGS.get(raw.text().strip().toLowerCase(Locale.ROOT));
    return value != null
        ? Parsed.good(value)
        : Parsed.bad(Reason.UNREADABLE, "expected true or false, found " + raw.shown());
  }

  /** A duration; {@code factor} turns the written unit into seconds. */
  static Parsed<Double> seconds(RawValue raw, double factor) {
    return within(scaled(number(raw), factor), raw, LONGEST_CALL_SECONDS, " s");
  }

  /** How long something took, in ms; {@code factor} turns the written unit into ms. */
  static Parsed<Double> took(RawValue raw, double factor) {
    return within(scaled(number(raw), factor), raw, 1000 * LONGEST_CALL_SECONDS, " ms");
  }

  /**
   * Seconds since the call's start, or a moment: ISO 8601, or a number that is too large for
   * seconds of a call.
   */
  static Parsed<?> moment(RawValue raw, double factor) {
    Parsed<Double> number = raw.type() == RawValue.Type.NUMBER ? number(raw) : Parsed.absent();
    boolean isEpoch = number instanceof Parsed.Good<Double> good && good.value() >= EARLIEST_EPOCH;
    boolean isText = raw.type() == RawValue.Type.TEXT && raw.text().indexOf(':') > 0;
    return isEpoch || isText ? instant(raw) : seconds(raw, factor);
  }

  /** A latency; {@code factor} turns the written unit into ms. 0 and -1 mean "not measured". */
  static Parsed<Double> millis(RawValue raw, double factor) {
    Parsed<Double> number = number(raw);
    if (number instanceof Parsed.Good<Double> good && (good.value() == 0 || good.value() == -1)) {
      return Parsed.absent();
    }
    return within(scaled(number, factor), raw, LONGEST_LATENCY_MS, " ms");
  }

  /**
   * A score in [-1,1], or a label; a label of no known meaning such as {@code unknown} is absent.
   */
  static Parsed<Double> sentiment(RawValue raw) {
    String word = raw.text().strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    if (raw.type() == RawValue.Type.TEXT && SENTIMENTS.containsKey(word)) {
      return Parsed.good(SENTIMENTS.get(word));
    }
    if (word.equals("unknown")) {
      return Parsed.absent();
    }
    Parsed<Double> number = number(raw);
    return number instanceof Parsed.Good<Double> good && Math.abs(good.value()) > 1
        ? Parsed.bad(Reason.OUT_OF_RANGE, raw.shown() + " is outside [-1,1]")
        : number;
  }

  /** A rating from 1 to 5. */
  static Parsed<Double> rating(RawValue raw) {
    Parsed<Double> number = number(raw);
    if (number instanceof Parsed.Good<Double> good && good.value() < 0) {
      return Parsed.bad(Reason.NEGATIVE, raw.shown() + " is negative");
    }
    return number instanceof Parsed.Good<Double> good
            && !(good.value() >= WORST_RATING && good.value() <= BEST_RATING)
        ? Parsed.bad(
            Reason.OUT_OF_RANGE,
            raw.shown()
                + " is outside 1 to 5; on another scale write {\"score\": 8, \"scale\": 10}")
        : number;
  }

  /**
   * A rating on a stated scale, as one from 1 to 5.
   *
   * @param lowest the worst score of the scale
   * @param scale the best one
   */
  static Parsed<Double> rating(RawValue score, Parsed<Double> lowest, Parsed<Double> scale) {
    if (!(number(score) instanceof Parsed.Good<Double> given)) {
      return number(score);
    }
    double worst = lowest instanceof Parsed.Good<Double> good ? good.value() : WORST_RATING;
    double best = scale instanceof Parsed.Good<Double> good ? good.value() : Double.NaN;
    if (!(best > worst && best <= LARGEST_SCALE && worst >= -LARGEST_SCALE)) {
      return Parsed.bad(Reason.UNREADABLE, "a scale must state its best score, such as 10");
    }
    if (!(given.value() >= worst && given.value() <= best)) {
      return Parsed.bad(Reason.OUT_OF_RANGE, score.shown() + " is outside the scale given with it");
    }
    double share = (given.value() - worst) / (best - worst);
    return Parsed.good(WORST_RATING + share * (BEST_RATING - WORST_RATING));
  }

  /** A moment between the years 2000 and 2200. */
  static Parsed<Instant> instant(RawValue raw) {
    if (raw.type() == RawValue.Type.NUMBER) {
      return epoch(raw);
    }
    String text = raw.text().strip().replace(' ', 'T');
    if (text.isEmpty()) {
      return Parsed.absent();
    }
    Optional<Instant> time = mayBeIso(text) ? iso(text) : Optional.empty();
    if (time.isPresent()) {
      return plausible(time.get(), raw);
    }
    return Values.number(raw) instanceof Parsed.Good<Double>
        ? epoch(raw)
        : Parsed.bad(
            Reason.UNREADABLE, "expected a time (ISO 8601 or epoch), found " + raw.shown());
  }

  /** Whether a text is worth the library's parser, which refuses by an exception. */
  private static boolean mayBeIso(String text) {
    char first = text.charAt(0);
    return ((first >= '0' && first <= '9') || first == '+' || first == '-')
        && (text.indexOf('T') > 0 || text.indexOf('t') > 0);
  }

  /** A naive time is UTC: engines that write none run in UTC containers. */
  private static Optional<Instant> iso(String text) {
    Optional<Instant> usual = UsualTime.parse(text);
    return usual.isPresent() ? usual : unusual(text);
  }

  private static Optional<Instant> unusual(String text) {
    int zoneFrom = Math.max(text.indexOf('T'), 0);
    boolean zoned =
        text.endsWith("Z")
            || text.endsWith("z")
            || text.indexOf('+', zoneFrom) > 0
            || text.indexOf('-', zoneFrom) > 0;
    try {
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(withColon(text.toUpperCase(Locale.ROOT))).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException notIso) {
      return Optional.empty();
    }
  }

  /** Many writers print an offset as +0200, which strict parsers refuse. */
  private static String withColon(String text) {
    int sign = text.length() - 5;
    boolean bare = sign > 0 && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
    for (int i = sign + 1; bare && i < text.length(); i++) {
      bare = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return bare ? text.substring(0, sign + 3) + ":" + text.substring(sign + 3) : text;
  }

  private static Parsed<Instant> epoch(RawValue raw) {
    if (!(number(raw) instanceof Parsed.Good<Double> good)) {
      return Parsed.absent();
    }
    if (good.value() == 0 || good.value() == -1) {
      return Parsed.absent();
    }
    double millis = Math.abs(good.value()) > EPOCH_MS_FROM ? good.value() : good.value() * 1000;
    return plausible(Instant.ofEpochMilli((long) millis), raw);
  }

  private static Parsed<Instant> plausible(Instant instant, RawValue raw) {
    return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
        ? Parsed.bad(Reason.OUT_OF_RANGE, raw.shown() + " is not a plausible time of a call")
        : Parsed.good(instant);
  }

  private static Parsed<Double> scaled(Parsed<Double> number, double factor) {
    return number instanceof Parsed.Good<Double> good ? Parsed.good(good.value() * factor) : number;
  }

  private static Parsed<Double> within(
      Parsed<Double> number, RawValue raw, double most, String unit) {
    if (!(number instanceof Parsed.Good<Double> good)) {
      return number;
    }
    if (good.value() < 0) {
      return Parsed.bad(Reason.NEGATIVE, raw.shown() + " is negative");
    }
    if (good.value() > most) {
      String limit = String.format(Locale.ROOT, "%.0f", most) + unit;
      return Parsed.bad(Reason.TOO_LARGE, raw.shown() + " is more than " + limit);
    }
    return number;
  }
}
