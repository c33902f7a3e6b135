package org.voiceagent.exporter.artifact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;

/**
 * Which path of the summary means which field, compiled once from the table in {@link CallField}.
 * Every name is accepted inside its group, and nearly all at the top level; names of times also
 * with a unit suffix, and nothing but the suffix decides the unit.
 */
final class FieldBindings {
  private static final List<String> SUFFIXES =
      List.of("_ms", "_millis", "_s", "_sec", "_secs", "_seconds", "");
  private static final Map<String, Double> SECONDS_PER =
      Map.of("_ms", 1e-3, "_millis", 1e-3, "_s", 1.0, "_sec", 1.0, "_secs", 1.0, "_seconds", 1.0);

  private static final Map<String, Binding> BY_PATH = compile();
  private static final Map<String, Map<String, Optional<Binding>>> IN_OBJECT = inObject();
  private static final Set<String> GROUPS = groups();

  private FieldBindings() {}

  /**
   * Where a value belongs.
   *
   * @param field the field it is of
   * @param rank how good a name it has: the lower, the more canonical; ties go to the first seen
   * @param factor what to multiply a number by to get the field's base unit
   */
  record Binding(CallField field, int rank, double factor) {}

  /**
   * Where a list of objects belongs: to a field that holds rows, or, in place of the number of
   * turns, to the turns themselves.
   */
  static Optional<Binding> rows(Binding list) {
    if (list.field() == CallField.TURNS) {
      return at("", "turn_rows");
    }
    return list.field().kind() == FieldKind.ROWS ? Optional.of(list) : Optional.empty();
  }

  /** Whether an object at this path may hold fields. */
  static boolean isGroup(String path) {
    return GROUPS.contains(path);
  }

  /** The names that mean a field in the object at a path, and the objects that may be in it. */
  static Set<String> namesIn(String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    Set<String> names = new TreeSet<>();
    for (String known : BY_PATH.keySet()) {
      if (known.startsWith(prefix)) {
        String rest = known.substring(prefix.length());
        int dot = rest.indexOf('.');
        names.add(dot < 0 ? rest : rest.substring(0, dot));
      }
    }
    return names;
  }

  private static Set<String> groups() {
    Set<String> groups = new HashSet<>();
    for (String known : BY_PATH.keySet()) {
      if (known.indexOf('.') > 0) {
        groups.add(known.substring(0, known.indexOf('.')));
      }
    }
    return Set.copyOf(groups);
  }

  /**
   * The binding of a name such as {@code underflow_events} in an object such as {@code streaming},
   * if it means a field.
   *
   * @param object the dotted path of the object, "" for the top level
   * @param name the name in it, which may itself be dotted
   */
  static Optional<Binding> at(String object, String name) {
    return IN_OBJECT.getOrDefault(object, Map.of()).getOrDefault(name, Optional.empty());
  }

  /** Every path, cut at each of its dots in turn: no path is put together for each value read. */
  private static Map<String, Map<String, Optional<Binding>>> inObject() {
    Map<String, Map<String, Optional<Binding>>> all = new HashMap<>();
    BY_PATH.forEach(
        (path, binding) -> {
          Optional<Binding> found = Optional.of(binding);
          all.computeIfAbsent("", object -> new HashMap<>()).put(path, found);
          for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            all.computeIfAbsent(path.substring(0, dot), object -> new HashMap<>())
                .put(path.substring(dot + 1), found);
          }
        });
    return all;
  }

  /** Full names first: {@code stt_seconds} at the top level is audio, not a slow transcription. */
  private static Map<String, Binding> compile() {
    Map<String, Binding> byPath = new HashMap<>();
    for (CallField field : CallField.values()) {
      bind(byPath, field, List.of(usualSuffix(field.kind())));
    }
    for (CallField field : CallField.values()) {
      bind(byPath, field, isTime(field.kind()) ? SUFFIXES : List.of());
    }
    return Map.copyOf(byPath);
  }

  private static void bind(Map<String, Binding> byPath, CallField field, List<String> suffixes) {
    for (int i = 0; i < field.names().size(); i++) {
      for (String suffix : suffixes) {
        String name = field.names().get(i) + suffix;
        double factor = factor(field.kind(), suffix);
        if (!field.group().isEmpty()) {
          byPath.putIfAbsent(field.group() + "." + name, new Binding(field, 2 * i, factor));
        }
        if (field.isReadAnywhere()) {
          byPath.putIfAbsent(name, new Binding(field, 2 * i + 1, factor));
        }
      }
    }
  }

  private static String usualSuffix(FieldKind kind) {
    if (!isTime(kind)) {
      return "";
    }
    return kind == FieldKind.DURATION ? "_seconds" : "_ms";
  }

  private static boolean isTime(FieldKind kind) {
    return kind == FieldKind.DURATION || kind == FieldKind.LATENCY || kind == FieldKind.LATENCIES;
  }

  /** Durations are kept in seconds and latencies in ms, which is also what no suffix means. */
  private static double factor(FieldKind kind, String suffix) {
    if (suffix.isEmpty()) {
      return 1;
    }
    double seconds = SECONDS_PER.get(suffix);
    return kind == FieldKind.DURATION ? seconds : seconds * 1000;
  }
}
