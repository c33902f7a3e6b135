package org.voiceagent.exporter.callmetrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallError;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.catalog.Source.Sink;

/** What became of a call: how it ended, whether it helped, what tools and reviewers say. */
final class OutcomeSources {
  /** More tools, evaluations or kinds of error than this in one catalog are hardly told apart. */
  private static final int NAMES = 100;

  private static final int LONGEST_CODE_WORD = 64;

  /** More are hardly the number of an error, but may be that of a caller. */
  private static final int MOST_DIGITS = 5;

  private static final Map<String, String> STATUSES =
      Map.ofEntries(
          Map.entry("", LabelSet.UNKNOWN),
          Map.entry(LabelSet.UNKNOWN, LabelSet.UNKNOWN),
          Map.entry("success", "success"),
          Map.entry("succeeded", "success"),
          Map.entry("successful", "success"),
          Map.entry("ok", "success"),
          Map.entry("completed", "success"),
          Map.entry("done", "success"),
          Map.entry("error", "error"),
          Map.entry("failed", "error"),
          Map.entry("failure", "error"),
          Map.entry("timeout", "timeout"),
          Map.entry("timed_out", "timeout"),
          Map.entry("cancelled", "cancelled"),
          Map.entry("canceled", "cancelled"));

  private static final Map<String, String> VERDICTS =
      Map.ofEntries(
          Map.entry("", LabelSet.UNKNOWN),
          Map.entry(LabelSet.UNKNOWN, LabelSet.UNKNOWN),
          Map.entry("pass", "pass"),
          Map.entry("passed", "pass"),
          Map.entry("success", "pass"),
          Map.entry("successful", "pass"),
          Map.entry("true", "pass"),
          Map.entry("yes", "pass"),
          Map.entry("fail", "fail"),
          Map.entry("failed", "fail"),
          Map.entry("failure", "fail"),
          Map.entry("unsuccessful", "fail"),
          Map.entry("false", "fail"),
          Map.entry("no", "fail"));

  static final List<DerivedSource> ALL =
      List.of(
          DerivedSource.one(
                  "ending", "1 for the reason for which the call ended", OutcomeSources::ending)
              .by("reason"),
          DerivedSource.one(
                  "resolution",
                  "1 if it is known whether the caller's request was resolved",
                  OutcomeSources::resolution)
              .by("resolved")
              .lateAs("resolved"),
          DerivedSource.several(
                  "evaluations_by_verdict",
                  "1 for each check of the call, by what was checked and the verdict",
                  OutcomeSources::evaluations)
              .by("evaluation", "verdict")
              .limited("evaluation", NAMES)
              .lateAs("evaluations"),
          DerivedSource.several(
                  "tool_calls", "1 for each tool that the agent called", OutcomeSources::tools)
              .by("tool", "status")
              .limited("tool", NAMES),
          DerivedSource.several(
                  "tool_durations", "how long each tool took", OutcomeSources::toolDurations)
              .in("milliseconds")
              .by("tool")
              .limited("tool", NAMES),
          DerivedSource.several(
                  "errors_by_type",
                  "1 for each error, by the component that made it",
                  OutcomeSources::errors)
              .by("component", "type")
              .limited("component", NAMES)
              .limited("type", NAMES));

  private OutcomeSources() {}

  /** An engine that gives no reason may still tell it by other facts, such as an error. */
  private static void ending(CallSession call, Sink sink) {
    EndReason reason = call.endReason();
    if (reason != EndReason.UNKNOWN || call.facts().known(CallField.END_REASON)) {
      sink.accept(1, List.of(reason.label()));
    }
  }

  private static void resolution(CallSession call, Sink sink) {
    OptionalDouble resolved = call.facts().number(CallField.RESOLVED);
    if (resolved.isPresent()) {
      sink.accept(1, List.of(resolved.getAsDouble() > 0 ? "true" : "false"));
    }
  }

  private static void evaluations(CallSession call, Sink sink) {
    for (Evaluation one : call.facts().rows(CallField.EVALUATIONS, Evaluation.class)) {
      sink.accept(1, List.of(LabelSet.clean(one.name()), folded(VERDICTS, one.verdict())));
    }
  }

  private static void tools(CallSession call, Sink sink) {
    for (ToolCall one : call.facts().rows(CallField.TOOLS, ToolCall.class)) {
      sink.accept(1, List.of(LabelSet.clean(one.name()), folded(STATUSES, one.status())));
    }
  }

  private static void toolDurations(CallSession call, Sink sink) {
    for (ToolCall one : call.facts().rows(CallField.TOOLS, ToolCall.class)) {
      if (one.durationMs().isPresent()) {
        sink.accept(one.durationMs().getAsDouble(), List.of(LabelSet.clean(one.name())));
      }
    }
  }

  private static void errors(CallSession call, Sink sink) {
    for (CallError one : call.facts().rows(CallField.ERRORS, CallError.class)) {
      sink.accept(1, List.of(codeWord(one.component()), codeWord(one.type())));
    }
  }

  /** An engine may write a whole sentence where a code word belongs, and name a person in it. */
  private static String codeWord(String text) {
    if (text.isBlank()) {
      return LabelSet.UNKNOWN;
    }
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      if (c > '~' || (!Character.isLetterOrDigit(c) && "_-.:/".indexOf(c) < 0)) {
        return LabelSet.OTHER;
      }
    }
    return text.length() <= LONGEST_CODE_WORD && digits <= MOST_DIGITS ? text : LabelSet.OTHER;
  }

  private static String folded(Map<String, String> words, String word) {
    return words.getOrDefault(word.strip().toLowerCase(Locale.ROOT), LabelSet.OTHER);
  }
}
