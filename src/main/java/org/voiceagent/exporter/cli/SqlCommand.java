package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.voiceagent.exporter.http.json.KpiCsv;
import org.voiceagent.exporter.lake.LakeQuery;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.lake.MissingAddOnException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the lake by SQL. */
@Command(
    name = "sql",
    description = {
      "Answer a query about counted calls and events: tables calls and events, views latencies"
          + " and costs.",
      "Nothing can be changed. Needs the DuckDB add-on; docs/lake.md lists the columns.",
      "In CSV, texts that a spreadsheet would take for a formula begin with an apostrophe."
    },
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @ArgGroup(multiplicity = "1")
  private Question question = new Question();

  /** One of two. */
  static final class Question {
    @Parameters(paramLabel = "QUERY", arity = "0..1", description = "One query.")
    private Optional<String> text = Optional.empty();

    @Option(names = "--file", paramLabel = "FILE", description = "Read the query from this file.")
    private Optional<Path> file = Optional.empty();
  }

  /** How rows are printed; the names are what one types. */
  enum Format {
    table,
    csv,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). json is one row a line.")
  private Format format;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Print at most this many rows (default: ${DEFAULT-VALUE}).")
  private int maxRows;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Stop the query after this time (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      defaultValue = "1024",
      description = "What the query may take of memory (default: ${DEFAULT-VALUE}).")
  private int memory;

  @Override
  public Integer call() throws IOException {
    Optional<LakeSettings> settings = options.settings();
    if (settings.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    if (maxRows < 1 || timeout < 1 || memory < 1) {
      throw new ParameterException(spec.commandLine(), "a limit must be 1 or more");
    }
    String query =
        question.file.isPresent()
            ? Files.readString(question.file.get())
            : question.text.orElseThrow();
    try (LakeQuery lake = LakeQuery.open(settings.get(), memory)) {
      print(lake.ask(query, new LakeQuery.Limits(Duration.ofSeconds(timeout), maxRows)));
      return ExitStatus.FINE;
    } catch (MissingAddOnException e) {
      spec.commandLine().getErr().println("voice-agent-exporter: " + e.getMessage());
      return ExitStatus.WRONG_USE;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Objects.requireNonNull(e.getMessage()), e);
    }
  }

  private void print(LakeQuery.Answer answer) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case json -> json(answer, out);
      case csv -> {
        out.print(line(answer.columns()));
        answer.rows().forEach(row -> out.print(line(row.stream().map(SqlCommand::text).toList())));
      }
      case table -> table(answer, out);
    }
    out.flush();
    if (answer.cut()) {
      spec.commandLine()
          .getErr()
          .println("There are more rows; --max-rows says how many to print.");
    }
  }

  private void table(LakeQuery.Answer answer, PrintWriter out) {
    TextTable table = new TextTable(answer.columns().toArray(String[]::new));
    answer
        .rows()
        .forEach(row -> table.row(row.stream().map(SqlCommand::shown).toArray(String[]::new)));
    out.print(table.text(Layout.of(spec.commandLine(), System.getenv())));
  }

  private static void json(LakeQuery.Answer answer, PrintWriter out) throws IOException {
    for (List<Object> row : answer.rows()) {
      ObjectNode node = JSON.createObjectNode();
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        boolean plain =
            value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof List;
        node.set(answer.columns().get(i), JSON.valueToTree(plain ? value : value.toString()));
      }
      out.println(JSON.writeValueAsString(node));
    }
  }

  private static String shown(Object value) {
    return Terminal.safe(text(value));
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(SqlCommand::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String text) {
    boolean number = text.matches("-?[0-9.]+(E-?[0-9]+)?");
    return number ? text : KpiCsv.field(text);
  }
}
