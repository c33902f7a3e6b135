package org.voiceagent.exporter.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.voiceagent.exporter.demo.DemoCall.Utterance;
import org.voiceagent.exporter.demo.FileStep.Mode;

/** How a call becomes files: which text goes where, when and in which way. Pure. */
final class FilePlan {
  private static final String TRANSCRIPT = "transcript.jsonl";
  private static final String SNAPSHOT = "config_snapshot.yaml";
  private static final String SUMMARY = "metrics.json";
  private static final String FEEDBACK = "feedback.json";

  /** How long a careless engine takes between two pieces of a file, in ms of the call. */
  private static final int PAUSE_WITHIN_FILE_MS = 800;

  /** The same within one line: less than ever lies between two lines, or they would mix. */
  private static final int PAUSE_WITHIN_LINE_MS = 50;

  /** How long after the first the second teardown writes, in ms of the call. */
  private static final int SECOND_TEARDOWN_MS = 4_000;

  /** How long after the call its caller answers the survey, in ms of the call. */
  private static final int SURVEY_MS = 20_000;

  private final DemoCall call;
  private final Instant start;
  private final WritingStyle style;
  private final List<FileStep> steps = new ArrayList<>();

  private FilePlan(DemoCall call, Instant start) {
    this.call = call;
    this.start = start;
    this.style = call.setup().style();
  }

  /** What is written for a call that starts then, in order of time. */
  static List<FileStep> of(DemoCall call, Instant start, SnapshotYaml snapshots) {
    FilePlan plan = new FilePlan(call, start);
    plan.transcript();
    plan.snapshot(snapshots.text(call.setup()));
    plan.summary();
    plan.feedback();
    plan.steps.sort(Comparator.comparingLong(FileStep::atMs));
    return plan.steps;
  }

  private void transcript() {
    if (style == WritingStyle.NO_TRANSCRIPT) {
      return;
    }
    int exchange = 0;
    for (Utterance utterance : call.utterances()) {
      exchange += utterance.role().equals("user") ? 1 : 0;
      String line = TranscriptText.line(utterance, exchange, start, style);
      boolean torn = style == WritingStyle.IN_PIECES || steps.size() % 5 == 4;
      append(utterance.atMs(), TRANSCRIPT, line, torn ? 2 : 1, PAUSE_WITHIN_LINE_MS);
    }
  }

  /** Some engines write it when they know the caller, others when they clean up. */
  private void snapshot(String text) {
    int atMs = call.index() % 2 == 0 ? 200 : call.durationMs() - 100;
    if (style == WritingStyle.IN_PIECES) {
      append(atMs, SNAPSHOT, text, 3, PAUSE_WITHIN_FILE_MS);
    } else if (style != WritingStyle.NO_SNAPSHOT) {
      steps.add(new FileStep(atMs, SNAPSHOT, text, Mode.REPLACE));
    }
  }

  private void summary() {
    if (!call.measurements().leavesSummary()) {
      return;
    }
    String text = SummaryDialect.text(SummaryJson.of(call, start), style);
    int atMs = call.durationMs();
    if (style == WritingStyle.IN_PIECES) {
      append(atMs, SUMMARY, text, 3, PAUSE_WITHIN_FILE_MS);
    } else {
      steps.add(new FileStep(atMs, SUMMARY, text, Mode.REPLACE));
    }
    if (style == WritingStyle.TWICE) {
      steps.add(new FileStep(atMs + SECOND_TEARDOWN_MS, SUMMARY, text, Mode.REPLACE));
    }
  }

  /** Callers answer the survey when the call is long over. */
  private void feedback() {
    int atMs = call.durationMs() + SURVEY_MS;
    LateFeedback.of(call, start.plusMillis(atMs))
        .ifPresent(text -> steps.add(new FileStep(atMs, FEEDBACK, text, Mode.REPLACE)));
  }

  private void append(long atMs, String file, String text, int pieces, int pauseMs) {
    for (int piece = 0; piece < pieces; piece++) {
      String part =
          text.substring(text.length() * piece / pieces, text.length() * (piece + 1) / pieces);
      steps.add(new FileStep(atMs + (long) piece * pauseMs, file, part, Mode.APPEND));
    }
  }
}
