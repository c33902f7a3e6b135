package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.voiceagent.exporter.kpi.FigureText;

/** Figures and fixed words as people read them. */
final class HumanText {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("completed", "Completed"),
          Map.entry("transferred", "Transferred"),
          Map.entry("abandoned", "Abandoned"),
          Map.entry("no_input_timeout", "No input"),
          Map.entry("error", "Error"),
          Map.entry("other", "Other"),
          Map.entry("unknown", "Unknown"),
          Map.entry("caller_hangup", "Caller hung up"),
          Map.entry("agent_hangup", "Agent hung up"),
          Map.entry("voicemail", "Voicemail"),
          Map.entry("silence", "Silence"),
          Map.entry("max_duration", "Longest time reached"),
          Map.entry("very_negative", "Very negative"),
          Map.entry("negative", "Negative"),
          Map.entry("neutral", "Neutral"),
          Map.entry("positive", "Positive"),
          Map.entry("very_positive", "Very positive"),
          Map.entry("any", "Any advice"),
          Map.entry("none", "No advice"),
          Map.entry("caller", "Caller"),
          Map.entry("agent", "Agent"),
          Map.entry("tool", "Tool"));

  private HumanText() {}

  /** A word of a fixed set; any other as it is. */
  static String word(String label) {
    return WORDS.getOrDefault(label, label);
  }

  /** A key such as {@code talk_overs} as words: Talk overs. */
  static String key(String key) {
    return capital(key.replace('_', ' '));
  }

  /** The same with a capital letter at its start. */
  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** A fragment as a sentence. A key at its start, such as {@code a.b_ms}, stays as it is. */
  static String sentence(String fragment) {
    if (fragment.isEmpty()) {
      return fragment;
    }
    String first = fragment.split(" ", 2)[0];
    boolean key = first.indexOf('_') >= 0 || first.lastIndexOf('.', first.length() - 2) > 0;
    String text = key ? fragment : capital(fragment);
    return text.endsWith(".") ? text : text + ".";
  }

  /** A wait: 820 ms, 1.43 s. */
  static String millis(double ms) {
    return ms < 1_000 ? decimals(ms, 0) + " ms" : seconds(ms / 1_000);
  }

  /** A length: 0.35 s, 45.9 s, 3 min 12 s, 1 h 4 min. */
  static String seconds(double seconds) {
    if (seconds < 10) {
      return trimmed(decimals(seconds, 2)) + " s";
    }
    if (seconds < 60) {
      return trimmed(decimals(seconds, 1)) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < 3_600) {
      return whole / 60 + " min" + (whole % 60 == 0 ? "" : " " + whole % 60 + " s");
    }
    long minutes = Math.round(seconds / 60);
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** A place in a call: 0:07, 12:40, 1:02:03. */
  static String clock(double seconds) {
    long whole = (long) seconds;
    return whole < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60);
  }

  /** How long ago something was: 12 s, 5 min, 3 h, 2 days. */
  static FigureText ago(Instant then, Instant now) {
    return age(Duration.between(then, now));
  }

  /** An age in its largest whole unit: 12 s, 5 min, 3 h, 2 days. */
  static FigureText age(Duration age) {
    if (age.isNegative() || age.toSeconds() < 60) {
      return new FigureText(Long.toString(Math.max(0, age.toSeconds())), "s");
    }
    if (age.toMinutes() < 60) {
      return new FigureText(Long.toString(age.toMinutes()), "min");
    }
    return age.toHours() < 48
        ? new FigureText(Long.toString(age.toHours()), "h")
        : new FigureText(Long.toString(age.toDays()), "days");
  }

  /** A time in UTC to the minute: 2026-11-30 21:25 UTC. */
  static String minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ').replace(":00Z", " UTC");
  }

  /** A value of an indicator; numbers of calls are grouped by thousands, as they may be long. */
  static FigureText figure(double value, String unit) {
    return unit.equals("calls")
        ? new FigureText(count(Math.round(value)), "")
        : FigureText.of(value, unit);
  }

  /** A number of things: 1,234. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things with its noun: 1 call, 1,234 calls. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** A score with its sign: −0.42, +0.3. */
  static String score(double score) {
    String text = trimmed(decimals(Math.abs(score), 2));
    return text.equals("0") ? text : (score < 0 ? "\u2212" : "+") + text;
  }

  /** The kind of chip that an outcome has. */
  static String outcomeKind(String outcome) {
    return switch (outcome) {
      case "error" -> "bad";
      case "abandoned", "no_input_timeout" -> "warn";
      case "completed" -> "good";
      default -> "quiet";
    };
  }

  /** The kind of chip that a band of sentiment has. */
  static String sentimentKind(String band) {
    return switch (band) {
      case "very_negative" -> "bad";
      case "negative" -> "warn";
      case "positive", "very_positive" -> "good";
      default -> "quiet";
    };
  }

  private static String decimals(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String trimmed(String decimals) {
    return decimals.contains(".") ? decimals.replaceFirst("\\.?0+$", "") : decimals;
  }
}
