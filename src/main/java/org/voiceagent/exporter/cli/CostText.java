package org.voiceagent.exporter.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voiceagent.exporter.cost.CostDimension;
import org.voiceagent.exporter.cost.CostSums;
import org.voiceagent.exporter.cost.Reconciliation;
import org.voiceagent.exporter.cost.UnpricedPart;

/** What calls cost, as a text to read. */
final class CostText {
  private CostText() {}

  /** Tables of the parts, the totals, and what has no price. */
  static String of(CostSums sums, List<CostDimension> dimensions, Layout layout) {
    StringBuilder text = new StringBuilder();
    text.append(count(sums.calls(), "call"));
    text.append(", ").append(sums.callsWithTotal()).append(" of them with a total\n");
    List<String> headings = new ArrayList<>();
    dimensions.forEach(one -> headings.add(one.label().toUpperCase(Locale.ROOT)));
    headings.addAll(List.of("CALLS", "AMOUNT", "CURRENCY"));
    if (!sums.parts().isEmpty()) {
      TextTable table = new TextTable(headings.toArray(new String[0]));
      sums.parts().forEach(row -> table.row(cells(row)));
      text.append('\n').append(table.text(layout));
    }
    if (!sums.totals().isEmpty()) {
      TextTable table = new TextTable("TOTAL OF", "AMOUNT", "CURRENCY");
      for (CostSums.Row row : sums.totals()) {
        table.row(count(row.calls(), "call"), shown(row.amount()), row.currency());
      }
      text.append('\n').append(table.text(layout));
    }
    if (!sums.unpriced().isEmpty()) {
      text.append('\n').append(unpriced(sums.unpriced()).text(layout));
    }
    return text.toString();
  }

  /** A table of the bills that can be compared, and one of those that cannot. */
  static String of(Reconciliation bills, Layout layout) {
    StringBuilder text = new StringBuilder();
    if (bills.rows().isEmpty()) {
      text.append("No call has both a bill and a price.\n");
    } else {
      TextTable table =
          new TextTable("PROVIDER", "CALLS", "BILLED", "BY YOUR PRICES", "DIFFERENCE", "CURRENCY");
      for (Reconciliation.Row row : bills.rows()) {
        table.row(
            Terminal.safe(row.provider()),
            String.valueOf(row.calls()),
            Reconciliation.cents(row.billed()).toPlainString(),
            Reconciliation.cents(row.priced()).toPlainString(),
            row.difference().toPlainString(),
            row.currency());
      }
      text.append(table.text(layout));
    }
    if (!bills.left().isEmpty()) {
      TextTable table = new TextTable("NOT COMPARED", "CALLS", "WHY");
      bills.left().entrySet().stream()
          .sorted(
              Comparator.comparing(
                      (Map.Entry<Reconciliation.Left, Long> e) -> e.getKey().provider())
                  .thenComparing(e -> e.getKey().why()))
          .forEach(
              one ->
                  table.row(
                      Terminal.safe(one.getKey().provider()),
                      String.valueOf(one.getValue()),
                      Terminal.safe(one.getKey().why())));
      text.append('\n').append(table.text(layout));
    }
    return text.toString();
  }

  private static TextTable unpriced(List<CostSums.Lacking> lacking) {
    TextTable table = new TextTable("UNPRICED", "CALLS", "PROVIDER", "MODEL", "WHY");
    for (CostSums.Lacking one : lacking) {
      UnpricedPart part = one.part();
      table.row(
          part.component().label(),
          String.valueOf(one.calls()),
          word(part.provider()),
          word(part.model()),
          Terminal.safe(part.why()));
    }
    return table;
  }

  private static String[] cells(CostSums.Row row) {
    List<String> cells = new ArrayList<>();
    row.labels().forEach(label -> cells.add(Terminal.safe(label)));
    cells.addAll(List.of(String.valueOf(row.calls()), shown(row.amount()), row.currency()));
    return cells.toArray(new String[0]);
  }

  private static String word(String text) {
    return text.isEmpty() ? "-" : Terminal.safe(text);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** To a hundredth of a cent: the parts of one call are often smaller than a cent. */
  private static String shown(BigDecimal amount) {
    return amount.setScale(4, RoundingMode.HALF_UP).toPlainString();
  }
}
