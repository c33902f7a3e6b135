package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.voiceagent.exporter.artifact.FieldBindings.Binding;
import org.voiceagent.exporter.artifact.RowColumns.Column;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding.Reason;

/** Reads a list of objects, such as {@code tools}, as it is parsed. Not thread-safe. */
final class RowReader {
  private final JsonParser parser;
  private final Binding to;
  private final RowColumns columns;
  private final SummaryFields fields;

  /**
   * @param parser stands at the list's opening bracket
   * @param to the field that holds the rows
   */
  RowReader(JsonParser parser, Binding to, SummaryFields fields) {
    this.parser = parser;
    this.to = to;
    this.columns = RowColumns.of(to.field());
    this.fields = fields;
  }

  /** Reads up to the list's closing bracket. */
  void read() throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      fields.budget().step();
      JsonToken token = parser.currentToken();
      if (token == JsonToken.VALUE_NULL || !fields.wants(to)) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        take(row());
      } else if (to.field() == CallField.ERRORS && token == JsonToken.VALUE_STRING) {
        RowValues error = new RowValues(line());
        error.put(new Column("type", RowColumns.Form.TEXT, 1, 0), parser.getText());
        take(error);
      } else {
        note(Reason.WRONG_TYPE, "expected an object in the list");
        parser.skipChildren();
      }
    }
  }

  private void take(RowValues row) {
    FactRow made = FactRow.of(to.field(), row);
    made.faults().forEach(fault -> fields.note(key(), row.line(), fault.reason(), fault.why()));
    made.row().ifPresent(good -> fields.takeRow(good, to));
  }

  private RowValues row() throws IOException {
    RowValues row = new RowValues(line());
    object(row, "");
    return row;
  }

  private void object(RowValues row, String object) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      fields.budget().step();
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && object.isEmpty() && columns.isObject(name)) {
        object(row, name);
        continue;
      }
      Optional<Column> column = columns.at(object, name);
      if (token != JsonToken.VALUE_NULL && column.isPresent()) {
        value(row, column.get());
      }
      parser.skipChildren();
    }
  }

  private void value(RowValues row, Column column) throws IOException {
    Parsed<?> parsed = column.read(RawValue.of(parser, 0));
    if (parsed instanceof Parsed.Good<?> good) {
      row.put(column, good.value());
    } else if (parsed instanceof Parsed.Bad<?> bad) {
      note(bad.reason(), column.name() + ": " + bad.why());
    }
  }

  private void note(Reason reason, String why) {
    fields.note(key(), line(), reason, why);
  }

  private String key() {
    return to.field().key();
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
