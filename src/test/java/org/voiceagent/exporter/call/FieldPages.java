package org.voiceagent.exporter.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes what {@link CallField} says of each field into the published schemas and the tables of the
 * documentation, and leaves everything else there as it is.
 */
final class FieldPages {
  /** Keys of JSON answers that are not the field's own. */
  private static final Map<String, String> JSON_KEYS =
      Map.of(
          "low_watermark_hits", "jitter_low_watermark_hits",
          "avg_turn_latency_ms", "response_latency_ms");

  private final List<Field> fields;

  /** What is documented of a field. */
  record Field(
      String key,
      FieldKind kind,
      Sensitivity sensitivity,
      String description,
      String group,
      List<String> names) {

    static Field of(CallField field) {
      return new Field(
          field.key(),
          field.kind(),
          field.sensitivity(),
          field.description(),
          field.group(),
          field.names());
    }

    boolean isTime() {
      return switch (kind) {
        case DURATION, LATENCY, LATENCIES -> true;
        default -> false;
      };
    }

    boolean isRedacted() {
      return kind == FieldKind.TEXT || kind == FieldKind.TEXTS;
    }

    String canonical() {
      return names.get(0) + (kind == FieldKind.DURATION ? "_seconds" : isTime() ? "_ms" : "");
    }

    String place() {
      return (group.isEmpty() ? "" : group + ".") + canonical();
    }

    String jsonKey() {
      return JSON_KEYS.getOrDefault(key, key);
    }
  }

  FieldPages(List<Field> fields) {
    this.fields = fields;
  }

  /** Pages about the fields there are. */
  static FieldPages ofAll() {
    return new FieldPages(Stream.of(CallField.values()).map(Field::of).toList());
  }

  /** The schema of {@code metrics.json}: every name that the reader accepts. */
  String metricsSchema(String text) {
    Lines lines = new Lines(text);
    for (Field field : fields) {
      String block = field.group().isEmpty() ? "" : field.group() + "_fields";
      if (field.isTime()) {
        putTimes(lines, block, field);
      } else {
        field.names().stream()
            .filter(name -> !name.contains("."))
            .forEach(name -> putName(lines, block, field, name));
      }
    }
    return lines.text();
  }

  private static void putName(Lines lines, String block, Field field, String name) {
    boolean isCanonical = name.equals(field.names().get(0));
    String description = isCanonical ? field.description() : "Alias of " + field.place() + ".";
    int at = lines.property(block, "properties", name);
    if (at < 0) {
      lines.add(block, "properties", property(name, ref(field), description));
    } else if (isCanonical) {
      lines.describe(at, description);
    }
  }

  private static void putTimes(Lines lines, String block, Field field) {
    boolean seconds = field.kind() == FieldKind.DURATION;
    String names =
        field.names().size() == 1
            ? field.names().get(0)
            : "(" + String.join("|", field.names()) + ")";
    String description =
        field.description()
            + (seconds ? " In s" : " In ms")
            + "; canonical: "
            + field.place()
            + ".";
    int at = lines.pattern(block, field.canonical());
    if (at < 0) {
      String list = field.kind() == FieldKind.LATENCIES ? "latencies" : "latency";
      String inSeconds = seconds ? "seconds" : list + "_s";
      String inMs = seconds ? "milliseconds" : list + "_ms";
      String whole = "^" + names + "(_s|_secs?|_seconds)" + (seconds ? "?" : "") + "$";
      String parts = "^" + names + "(_ms|_millis)" + (seconds ? "" : "?") + "$";
      String alias = "Alias of " + field.place() + ", in " + (seconds ? "ms." : "s.");
      lines.add(
          block, "patternProperties", property(whole, inSeconds, seconds ? description : alias));
      lines.add(block, "patternProperties", property(parts, inMs, seconds ? alias : description));
    } else if (!lines.at(at).contains("(stt|llm|tts)")) {
      lines.describe(at, description);
    }
  }

  /** The schema of a report in JSON: what is answered of a call. */
  String feedbackSchema(String text) {
    Lines lines = new Lines(text);
    for (Field field : fields) {
      if (field.kind() == FieldKind.CALLER) {
        continue; // a hash, which no field of the summary holds
      }
      String description = field.description() + extent(field.kind());
      int at = lines.property("call", "properties", field.jsonKey());
      if (at < 0) {
        lines.add("call", "properties", property(field.jsonKey(), jsonRef(field), description));
      } else if (lines.at(at).contains("\"#/$defs/" + jsonRef(field) + "\"")) {
        lines.describe(at, description);
      }
    }
    return lines.text();
  }

  /** The table of classes: every key of a call that is answered. */
  String dataClasses(String text) {
    Pattern row = Pattern.compile("\\| `([a-z0-9_]+)` \\| (\\w+) \\|(.*)");
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (Field field : fields) {
      int before = -1;
      boolean found = false;
      for (int i = 0; i < lines.size() && !found; i++) {
        Matcher match = row.matcher(lines.get(i));
        if (match.matches() && match.group(1).equals(field.jsonKey())) {
          lines.set(i, row(field, match.group(3)));
          found = true;
        } else if (match.matches() && match.group(1).compareTo(field.jsonKey()) < 0) {
          before = i;
        }
      }
      if (!found) {
        String redacted = field.isRedacted() ? "; redacted" : "";
        lines.add(before + 1, row(field, " " + firstSentence(field) + redacted + " |"));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(Field field, String rest) {
    return "| `" + field.jsonKey() + "` | " + field.sensitivity().label() + " |" + rest;
  }

  /** The tables of the page on artifacts: a row for every field, with its aliases. */
  String artifacts(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (Field field : fields) {
      if (rowOf(lines, field) < 0) {
        String aliases =
            field.names().stream()
                .skip(1)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        lines.add(
            lastRowOf(lines, field.group()) + 1,
            "| `%s` | %s| %s; %s | %s |"
                .formatted(
                    field.place(),
                    aliases.isEmpty() ? "" : aliases + " ",
                    range(field.kind()),
                    firstSentence(field),
                    field.isRedacted() ? "unknown" : "dropped"));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private int lastRowOf(List<String> lines, String group) {
    return fields.stream()
        .filter(field -> field.group().equals(group))
        .mapToInt(field -> rowOf(lines, field))
        .max()
        .orElseThrow();
  }

  private static int rowOf(List<String> lines, Field field) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("| `" + field.place() + "` |")
          || line.startsWith("| `" + field.canonical() + "` |")) {
        return i;
      }
    }
    return -1;
  }

  /** What an answer in JSON says beyond the description: unit, range or what became of it. */
  private static String extent(FieldKind kind) {
    return switch (kind) {
      case TEXT, TEXTS -> " Redacted.";
      case DURATION -> " In s.";
      case LATENCY, LATENCIES -> " In ms.";
      case SHARE -> " From 0 to 1.";
      case RATING -> " From 1 to 5.";
      case SENTIMENT -> " From -1 to 1.";
      default -> "";
    };
  }

  private static String firstSentence(Field field) {
    String text = field.description();
    int end = text.indexOf(". ");
    String first = end < 0 ? text.substring(0, text.length() - 1) : text.substring(0, end);
    return Character.toLowerCase(first.charAt(0)) + first.substring(1);
  }

  private static String range(FieldKind kind) {
    return switch (kind) {
      case TEXT, NAME, CALLER -> "text";
      case TEXTS -> "text, or a list of texts";
      case COUNT -> "whole, 0 to 1e9";
      case NUMBER -> "0 to 1e9";
      case SHARE -> "a share, 0 to 1";
      case ROWS -> "list of objects";
      case RATING -> "a rating, 1 to 5";
      case FLAG -> "yes or no";
      case DURATION -> "s, 0 to 86,400";
      case LATENCY -> "ms, above 0 to 120,000";
      case LATENCIES -> "list of ms, each above 0 to 120,000";
      case SENTIMENT -> "-1 to 1, or a label";
      case INSTANT -> "a time, 2000 to 2200";
    };
  }

  private static String ref(Field field) {
    return switch (field.kind()) {
      case NAME -> "label";
      case CALLER -> "caller_id";
      case ROWS -> field.key();
      case TEXT, TEXTS, COUNT, NUMBER, SHARE, RATING, FLAG, SENTIMENT, INSTANT ->
          field.kind().name().toLowerCase(Locale.ROOT);
      case DURATION, LATENCY, LATENCIES ->
          throw new IllegalArgumentException("in several units: " + field.kind());
    };
  }

  private static String jsonRef(Field field) {
    return switch (field.kind()) {
      case ROWS -> field.key();
      case NAME -> "label";
      case TEXT, CALLER -> "text";
      case TEXTS -> "texts";
      case FLAG -> "flag";
      case INSTANT -> "instant";
      case SENTIMENT -> "score";
      case LATENCIES -> "amounts";
      case COUNT, NUMBER, SHARE, RATING, DURATION, LATENCY -> "amount";
    };
  }

  private static String property(String name, String ref, String description) {
    return "\"%s\": {\"$ref\": \"#/$defs/%s\", \"description\": \"%s\"}"
        .formatted(name, ref, description);
  }

  /** A schema with a property a line. */
  private static final class Lines {
    private static final Pattern DESCRIPTION = Pattern.compile("\"description\": \"[^\"]*\"");

    private final List<String> lines;

    Lines(String text) {
      this.lines = new ArrayList<>(text.lines().toList());
    }

    String text() {
      return String.join("\n", lines) + "\n";
    }

    String at(int line) {
      return lines.get(line);
    }

    void describe(int line, String description) {
      lines.set(
          line,
          DESCRIPTION
              .matcher(lines.get(line))
              .replaceFirst(Matcher.quoteReplacement("\"description\": \"" + description + "\"")));
    }

    /** The line of a property, or -1. */
    int property(String block, String within, String name) {
      int[] part = part(block, within);
      for (int i = part[0]; i < part[1]; i++) {
        if (lines.get(i).strip().startsWith("\"" + name + "\": {")) {
          return i;
        }
      }
      return -1;
    }

    /** The line of the pattern that a name matches, or -1. */
    int pattern(String block, String name) {
      int[] part = part(block, "patternProperties");
      Pattern key = Pattern.compile("\\s*\"(\\^[^\"]*)\": \\{.*");
      for (int i = part[0]; i < part[1]; i++) {
        Matcher match = key.matcher(lines.get(i));
        if (match.matches() && Pattern.compile(match.group(1)).matcher(name).find()) {
          return i;
        }
      }
      return -1;
    }

    /** Adds a property as the last of its part. */
    void add(String block, String within, String property) {
      int[] part = part(block, within);
      int last = part[1] - 1;
      if (part[0] == part[1]) {
        throw new IllegalStateException(block + " has no " + within);
      }
      String indent = lines.get(last).replaceAll("\\S.*", "");
      lines.set(last, lines.get(last) + ",");
      lines.add(part[1], indent + property);
    }

    /** The first line of a part and the one behind its last, both 0 if there is none. */
    private int[] part(String block, String within) {
      int from = 0;
      if (!block.isEmpty()) {
        while (!lines.get(from).strip().equals("\"" + block + "\": {")) {
          from++;
        }
      }
      int depth = lines.get(from).length() - lines.get(from).stripLeading().length() + 2;
      String indent = " ".repeat(depth);
      for (int i = from + 1;
          i < lines.size() && !lines.get(i).startsWith(indent.substring(2) + "}");
          i++) {
        if (lines.get(i).equals(indent + "\"" + within + "\": {")) {
          int end = i + 1;
          while (!lines.get(end).startsWith(indent + "}")) {
            end++;
          }
          return new int[] {i + 1, end};
        }
      }
      return new int[] {0, 0};
    }
  }
}
