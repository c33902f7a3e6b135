package org.voiceagent.exporter.artifact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.TokenKind;

/**
 * The keys that are read in the objects of a list, such as {@code tools}: which value each means
 * and how it is read. Times are accepted with the same suffixes of units as elsewhere. Immutable.
 */
final class RowColumns {
  private static final Map<String, Double> SECONDS_PER =
      Map.of("_ms", 1e-3, "_millis", 1e-3, "_s", 1.0, "_sec", 1.0, "_secs", 1.0, "_seconds", 1.0);
  private static final Map<CallField, RowColumns> ALL =
      Map.of(
          CallField.TURN_ROWS, turns(),
          CallField.COST_PARTS, cost(),
          CallField.MODEL_USAGE, usage(),
          CallField.EVALUATIONS, evaluations(),
          CallField.ERRORS, errors(),
          CallField.TOOLS, tools());

  private final Map<String, Map<String, Column>> byObject = new HashMap<>();

  /** How the value of a column is read. */
  enum Form {
    /** Text; a number is its digits. */
    TEXT,
    /** Any finite number. */
    NUMBER,
    /** A finite number, 0 or more. */
    AMOUNT,
    /** A whole number, 0 or more. */
    COUNT,
    /** Yes or no, as 1 or 0. */
    FLAG,
    /** Milliseconds above 0. */
    LATENCY,
    /** Seconds, 0 or more. */
    DURATION,
    /** Milliseconds, 0 or more. */
    TOOK,
    /** Seconds since the call's start, or a moment. */
    MOMENT
  }

  /**
   * What a key means.
   *
   * @param name the column
   * @param form how its value is read
   * @param factor what a number is multiplied by to get the column's unit
   * @param rank of two keys for one column, the one with the lower rank holds
   */
  record Column(String name, Form form, double factor, int rank) {
    /** Reads a value; never throws for a bad one. */
    Parsed<?> read(RawValue raw) {
      return switch (form) {
        case TEXT ->
            raw.type() == RawValue.Type.STRUCTURE
                ? Parsed.bad(Reason.WRONG_TYPE, "expected a text, found " + raw.shown())
                : raw.text().isBlank() ? Parsed.absent() : Parsed.good(raw.text().strip());
        case NUMBER -> Values.number(raw);
        case AMOUNT -> Values.amount(raw, factor);
        case COUNT -> Values.count(raw);
        case FLAG -> Values.flag(raw);
        case LATENCY -> Values.millis(raw, factor);
        case DURATION -> Values.seconds(raw, factor);
        case TOOK -> Values.took(raw, factor);
        case MOMENT -> Values.moment(raw, factor);
      };
    }
  }

  private RowColumns() {}

  /** The columns of a field that holds rows. */
  static RowColumns of(CallField field) {
    return Objects.requireNonNull(ALL.get(field), field.key());
  }

  /** Whether an object within a row is looked into. */
  boolean isObject(String name) {
    return byObject.containsKey(name);
  }

  /**
   * What a key means.
   *
   * @param object the key of the object within the row that holds it, "" for the row itself
   */
  Optional<Column> at(String object, String name) {
    return Optional.ofNullable(byObject.getOrDefault(object, Map.of()).get(name));
  }

  private static RowColumns turns() {
    RowColumns turns =
        new RowColumns()
            .add("speaker", Form.TEXT, "speaker", "role")
            .add("interrupted_by", Form.TEXT, "interrupted_by")
            .add("interrupted", Form.FLAG, "interrupted")
            .times("start", Form.MOMENT, "", "start", "started_at", "start_time")
            .times("end", Form.MOMENT, "", "end", "ended_at", "end_time");
    for (String object : List.of("latency", "")) {
      turns
          .times("eou_ms", Form.LATENCY, object, "eou", "end_of_turn", "eou_delay")
          .times("stt_ms", Form.LATENCY, object, "stt", "stt_latency")
          .times("llm_ms", Form.LATENCY, object, "llm", "llm_latency")
          .times("tts_ms", Form.LATENCY, object, "tts", "tts_latency")
          .times("turn_ms", Form.LATENCY, object, "turn", "turn_latency");
    }
    // The number of a turn is not its latency.
    turns.byObject.getOrDefault("", new HashMap<>()).remove("turn");
    return turns;
  }

  private static RowColumns cost() {
    RowColumns cost =
        new RowColumns()
            .add("component", Form.TEXT, "component", "type", "product")
            .add("provider", Form.TEXT, "provider")
            .add("model", Form.TEXT, "model")
            .add("unit", Form.TEXT, "unit")
            .add("quantity", Form.AMOUNT, "quantity")
            .add("amount", Form.AMOUNT, "amount", "cost")
            .add("usd", Form.AMOUNT, "amount_usd", "cost_usd")
            .add("currency", Form.TEXT, "currency");
    cost.put("", "amount_cents", new Column("amount", Form.AMOUNT, 0.01, 1));
    return cost;
  }

  private static RowColumns usage() {
    RowColumns usage =
        new RowColumns()
            .add("provider", Form.TEXT, "provider")
            .add("model", Form.TEXT, "model")
            .add("tts_characters", Form.COUNT, "tts_characters")
            .times("stt_seconds", Form.DURATION, "", "stt");
    for (TokenKind kind : TokenKind.values()) {
      usage.add(kind.name(), Form.COUNT, kind.field().names().toArray(new String[0]));
    }
    return usage;
  }

  private static RowColumns evaluations() {
    return new RowColumns()
        .add("name", Form.TEXT, "name")
        .add("score", Form.NUMBER, "score")
        .add("verdict", Form.TEXT, "label", "verdict", "result")
        .add("passed", Form.FLAG, "passed")
        .add("explanation", Form.TEXT, "explanation", "rationale");
  }

  private static RowColumns errors() {
    return new RowColumns()
        .add("component", Form.TEXT, "component")
        .add("type", Form.TEXT, "type", "code");
  }

  private static RowColumns tools() {
    return new RowColumns()
        .add("name", Form.TEXT, "name", "tool_name", "tool")
        .add("status", Form.TEXT, "status")
        .add("success", Form.FLAG, "success")
        .add("is_error", Form.FLAG, "is_error")
        .times("duration_ms", Form.TOOK, "", "duration");
  }

  private RowColumns add(String column, Form form, String... names) {
    for (int i = 0; i < names.length; i++) {
      put("", names[i], new Column(column, form, 1, i));
    }
    return this;
  }

  private RowColumns times(String column, Form form, String object, String... names) {
    boolean inMs = form == Form.LATENCY || form == Form.TOOK;
    for (int i = 0; i < names.length; i++) {
      int rank = i;
      SECONDS_PER.forEach(
          (suffix, seconds) ->
              put(
                  object,
                  names[rank] + suffix,
                  new Column(column, form, inMs ? 1000 * seconds : seconds, rank)));
      // Without a suffix, a latency is in ms and a duration in s, as in the summary.
      double plain = form == Form.TOOK ? 1000 : 1;
      put(object, names[i], new Column(column, form, plain, i));
    }
    return this;
  }

  private void put(String object, String name, Column column) {
    byObject.computeIfAbsent(object, key -> new HashMap<>()).put(name, column);
  }
}
