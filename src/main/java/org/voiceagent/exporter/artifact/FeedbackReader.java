package org.voiceagent.exporter.artifact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CostPart;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.files.JsonLines;
import org.voiceagent.exporter.files.Utf8;

/**
 * Reads what became known about a call after its end: the caller's satisfaction, whether the matter
 * was resolved, a reviewer's rating, evaluations, the vendor's bill. Other fields in these files do
 * not change what the summary says.
 */
final class FeedbackReader {
  private static final List<CallField> NUMBERS =
      List.of(
          CallField.CSAT,
          CallField.RESOLVED,
          CallField.HUMAN_RATING,
          CallField.TRANSFERRED,
          CallField.COST_USD);

  private static final Set<String> KEYS =
      Stream.concat(NUMBERS.stream(), Stream.of(CallField.COST_PARTS, CallField.EVALUATIONS))
          .map(CallField::key)
          .collect(Collectors.toUnmodifiableSet());

  private final Facts.Builder facts;
  private final ReadLimits limits;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param facts what the summary said; feedback replaces it field by field
   * @param limits how much of it is used
   */
  FeedbackReader(Facts.Builder facts, ReadLimits limits) {
    this.facts = facts;
    this.limits = limits;
  }

  /** Takes {@code feedback.json}. */
  void object(byte[] bytes) {
    take(
        SummaryReader.read(bytes, ArtifactFile.FEEDBACK.fileName(), limits),
        ArtifactFile.FEEDBACK,
        0);
  }

  /** Takes {@code feedback.jsonl}; later lines win, and a half-written last line is left out. */
  void lines(byte[] bytes) {
    String name = ArtifactFile.FEEDBACK_LINES.fileName();
    ReadingBudget budget = ReadingBudget.of(limits);
    JsonLines file = new JsonLines(bytes);
    while (file.next()) {
      budget.step();
      int number = file.number();
      if (number > limits.transcriptLines()) {
        String why = "only the first " + limits.transcriptLines() + " lines are used";
        findings.add(new Finding(name, number, "line", Reason.LIMIT, why));
        return;
      }
      byte[] line = Arrays.copyOfRange(bytes, file.from(), file.to());
      if (line.length > 0 && file.isEnded() && !isBraced(line)) {
        broken(ArtifactFile.FEEDBACK_LINES, number, "is not a JSON object");
      } else if (line.length > 0) {
        take(SummaryReader.read(line, name, limits), ArtifactFile.FEEDBACK_LINES, number);
      }
    }
  }

  List<Finding> findings() {
    return findings;
  }

  private static boolean isBraced(byte[] line) {
    return Utf8.decode(line, 0, line.length).filter(Utf8::isBraced).isPresent();
  }

  private void take(Summary summary, ArtifactFile file, int line) {
    if (summary instanceof Summary.Broken broken) {
      broken(file, line == 0 ? broken.line() : line, broken.why());
    } else if (summary instanceof Summary.Unfinished cut) {
      broken(file, line == 0 ? cut.line() : line, cut.why());
    } else if (summary instanceof Summary.Whole whole) {
      take(whole, line);
    }
  }

  /** A later judgement by the same criterion replaces an earlier one; the others stay. */
  private List<Evaluation> evaluations(Facts given) {
    Map<String, Evaluation> byName = new LinkedHashMap<>();
    for (Facts each : List.of(facts.build(), given)) {
      each.rows(CallField.EVALUATIONS, Evaluation.class)
          .forEach(evaluation -> byName.put(evaluation.name(), evaluation));
    }
    return byName.values().stream().limit(limits.listItems()).toList();
  }

  private void broken(ArtifactFile file, int line, String why) {
    findings.add(new Finding(file.fileName(), line, "line", Reason.BROKEN, why));
  }

  private void take(Summary.Whole whole, int line) {
    Facts given = whole.fields().facts().build();
    for (CallField field : NUMBERS) {
      given.number(field).ifPresent(value -> facts.number(field, value));
    }
    facts.rows(CallField.COST_PARTS, given.rows(CallField.COST_PARTS, CostPart.class));
    if (given.known(CallField.EVALUATIONS)) {
      facts.rows(CallField.EVALUATIONS, evaluations(given));
    }
    whole.fields().findings().stream()
        .filter(finding -> KEYS.contains(finding.field()))
        .map(f -> line == 0 ? f : new Finding(f.file(), line, f.field(), f.reason(), f.message()))
        .forEach(findings::add);
  }
}
