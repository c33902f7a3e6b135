package org.voiceagent.exporter.artifact;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.artifact.RowColumns.Column;

/** The plausible values of one object in a list, by column. Not thread-safe. */
final class RowValues {
  private final int line;
  private final Map<String, Cell> cells = new HashMap<>();

  private record Cell(Object value, int rank) {}

  /**
   * @param line where the object begins, from 1
   */
  RowValues(int line) {
    this.line = line;
  }

  int line() {
    return line;
  }

  /** Keeps a value unless one under a better name is there. */
  void put(Column column, Object value) {
    Cell before = cells.get(column.name());
    if (before == null || column.rank() <= before.rank()) {
      cells.put(column.name(), new Cell(value, column.rank()));
    }
  }

  /** The value of a column, if there is one. */
  Optional<Object> value(String column) {
    return Optional.ofNullable(cells.get(column)).map(Cell::value);
  }

  /** The number of a column, if there is one. */
  OptionalDouble number(String column) {
    Cell cell = cells.get(column);
    return cell != null && cell.value() instanceof Double number
        ? OptionalDouble.of(number)
        : OptionalDouble.empty();
  }

  /** The text of a column, cut to a length; "" if there is none. */
  String text(String column, int longest) {
    Cell cell = cells.get(column);
    if (cell == null || !(cell.value() instanceof String text)) {
      return "";
    }
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end).strip();
  }
}
