package org.voiceagent.exporter.cli;

/** Key performance indicators as a text to read, from the JSON of {@code /kpi}. */
final class KpiText {
  private KpiText() {}

  /** A table for each group of calls. */
  static String of(KpiRows answer, Layout layout) {
    StringBuilder text = new StringBuilder();
    text.append("Calls that ended from ")
        .append(answer.from())
        .append(" to ")
        .append(answer.to())
        .append(".\n");
    text.append(incomplete(answer, layout));
    if (answer.rows().isEmpty()) {
      text.append("No call ended in this period.\n");
    }
    for (KpiRows.Group group : answer.rows()) {
      text.append('\n');
      if (!group.labels().isEmpty()) {
        text.append(layout.painted(group.name(), "heading")).append('\n');
      }
      text.append(table(group).text(layout));
    }
    return text.toString();
  }

  /** A warning if calls may be missing, else "". */
  static String incomplete(KpiRows answer, Layout layout) {
    return answer.isIncomplete()
        ? layout.paragraph(
            "The history begins at " + answer.since() + ": earlier calls may be missing.", 0)
        : "";
  }

  private static TextTable table(KpiRows.Group group) {
    TextTable table = new TextTable("KPI", "VALUE", "N", "ID");
    for (KpiFigure figure : group.figures()) {
      table.row(figure.title(), figure.text(), Long.toString(figure.n()), figure.id());
      if (figure.value().isEmpty()) {
        table.note(figure.why());
      }
    }
    return table;
  }
}
