package org.voiceagent.exporter.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table of left-aligned columns, each as wide as its widest cell. If that is too wide for the
 * layout, the widest columns are narrowed and their cells go over several lines.
 */
final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 6;

  private final List<List<String>> rows = new ArrayList<>();
  private final Map<Integer, String> notes = new HashMap<>();

  TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** A line below the last row that is in no column. */
  void note(String text) {
    notes.merge(rows.size() - 1, text, (a, b) -> a + ", " + b);
  }

  /** The table in lines that fit, each with a line feed, as far as the columns can be narrowed. */
  String text(Layout layout) {
    int[] widths = widths(layout.width());
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < rows.size(); number++) {
      List<String> row = rows.get(number);
      List<List<String>> cells =
          IntStream.range(0, widths.length)
              .mapToObj(i -> Layout.wrapped(row.get(i), widths[i]))
              .toList();
      int lines = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int n = 0; n < lines; n++) {
        text.append(line(cells, n, widths)).append('\n');
      }
      if (notes.containsKey(number)) {
        text.append(layout.paragraph(notes.get(number), 2));
      }
    }
    return text.toString();
  }

  private static String line(List<List<String>> cells, int number, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = number < cells.get(i).size() ? cells.get(i).get(number) : "";
      line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int[] widths(int most) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    narrow(widths, least(" "), most);
    narrow(widths, least("[ " + Layout.BREAKS + "]"), most);
    narrow(widths, new int[widths.length], most);
    return widths;
  }

  /** Takes from the widest column that is above its least width until the table fits. */
  private static void narrow(int[] widths, int[] least, int most) {
    int left = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - most;
    while (left-- > 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean may = widths[i] > Math.max(least[i], NARROWEST);
        widest = may && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  /** The longest piece of each column's cells, with what follows it; a time is one piece. */
  private int[] least(String breaks) {
    int[] least = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < least.length; i++) {
        String cell = row.get(i);
        String[] pieces = isTime(cell) ? new String[] {cell} : cell.split(breaks, -1);
        for (String piece : pieces) {
          least[i] = Math.max(least[i], piece.length() + 1);
        }
      }
    }
    return least;
  }

  private static boolean isTime(String cell) {
    return cell.length() == 20 && cell.charAt(10) == 'T' && cell.endsWith("Z");
  }
}
