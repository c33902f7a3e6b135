package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What goes on now as a text to read, from the JSON of {@code /calls} and {@code /kpi}. */
final class LiveText {
  private static final int MOST_NAMED = 5;

  private LiveText() {}

  /** Active calls, the current hour beside the last day, and the newest calls. */
  static String of(JsonNode calls, KpiRows thisHour, KpiRows day, Layout layout) {
    StringBuilder text = new StringBuilder();
    text.append(active(calls.path("active"), layout)).append('\n');
    text.append(figures(thisHour, day).text(layout)).append('\n');
    if (!calls.path("calls").isEmpty()) {
      text.append(newest(calls.path("calls"), layout));
    }
    return text.toString();
  }

  private static String active(JsonNode active, Layout layout) {
    List<String> names = new ArrayList<>();
    for (JsonNode call : active) {
      names.add(word(call, "call_uuid"));
    }
    String more = names.size() > MOST_NAMED ? ", ..." : "";
    String which = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))) + more;
    return layout.paragraph(
        "Active calls: " + names.size() + (names.isEmpty() ? "" : " (" + which + ")"), 0);
  }

  private static TextTable figures(KpiRows thisHour, KpiRows day) {
    TextTable table = new TextTable("KPI", "THIS HOUR", "N", "24 H", "N");
    for (KpiFigure figure : all(day)) {
      KpiFigure now =
          thisHour.rows().stream()
              .flatMap(group -> group.same(figure).stream())
              .findFirst()
              .orElseGet(figure::absent);
      if (KpiHeadlines.LIVE.contains(figure.name())) {
        table.row(
            figure.title(),
            now.text(),
            Long.toString(now.n()),
            figure.text(),
            Long.toString(figure.n()));
        if (figure.value().isEmpty()) {
          table.note(figure.why());
        } else if (now.value().isEmpty()) {
          table.note("this hour: " + now.why());
        }
      }
    }
    return table;
  }

  private static List<KpiFigure> all(KpiRows answer) {
    return answer.rows().stream().flatMap(group -> group.figures().stream()).toList();
  }

  private static String newest(JsonNode calls, Layout layout) {
    TextTable table =
        new TextTable("ENDED", "CALL", "PIPELINE", "OUTCOME", "TIME", "TURNS", "ADVICE");
    for (JsonNode call : calls) {
      table.row(
          Terminal.time(call.path("ended_at").asText(KpiFigure.ABSENT)),
          word(call, "call_uuid"),
          word(call, "pipeline_name"),
          word(call, "outcome"),
          call.path("duration_seconds").isNumber()
              ? String.format(Locale.ROOT, "%.0f s", call.path("duration_seconds").asDouble())
              : KpiFigure.ABSENT,
          word(call, "turns"),
          word(call, "field"));
    }
    return table.text(layout);
  }

  private static String word(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? KpiFigure.ABSENT : Terminal.safe(value.asText(KpiFigure.ABSENT));
  }
}
