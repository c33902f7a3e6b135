package org.voiceagent.exporter.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The gauges that tell what stands now; not thread-safe. */
final class LevelFamilies {
  private static final LabelText NO_LABELS = LabelText.of(List.of(), List.of());

  private final List<Gauge> gauges;
  private final Map<Level, Double> levels = new EnumMap<>(Level.class);

  private record Gauge(Level level, FamilyTexts texts) {}

  LevelFamilies(List<CallFamily> specs) {
    this.gauges =
        specs.stream()
            .map(spec -> new Gauge((Level) spec.source(), new FamilyTexts(spec.family())))
            .toList();
  }

  /** Sets what stands now. */
  void set(Level level, double value) {
    levels.put(level, value);
  }

  /** The families as they stand now; 0 is what was never set. */
  List<FamilyPage> pages() {
    return gauges.stream().map(this::page).toList();
  }

  private FamilyPage page(Gauge gauge) {
    double value = levels.getOrDefault(gauge.level(), 0.0);
    Piece all =
        new Piece(
            gauge.texts(), true, (text, out) -> text.value(NO_LABELS, value, Trace.NONE, 0, out));
    return new FamilyPage(gauge.texts(), List.of(all));
  }
}
