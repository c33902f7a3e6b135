package org.voiceagent.exporter.otlp;

import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Evaluation;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.ToolCall;
import org.voiceagent.exporter.call.TurnRow;

/**
 * Turns a call into a trace and its evaluations into log records. Nothing that was said leaves: no
 * transcript, no explanation of an evaluation, no message of an error. Not thread-safe.
 */
final class CallSpans {
  /** More turns or tools of one call are left out, so that no call fills the queue alone. */
  private static final int MOST_OF_ONE_KIND = 400;

  private static final String OURS = "voice_agent.";

  private final Tracer tracer;
  private final Logger logger;
  private final SemanticNames names;

  CallSpans(Tracer tracer, Logger logger, SemanticNames names) {
    this.tracer = tracer;
    this.logger = logger;
    this.names = names;
  }

  /** Ends the spans of a call and returns how many there are. */
  int trace(CallSession call) {
    Instant end = call.endedAt();
    Instant start = start(call);
    Span whole =
        identified(tracer.spanBuilder(name("invoke_workflow", call.labels().pipelineName())), call)
            .setNoParent()
            .setSpanKind(SpanKind.INTERNAL)
            .setStartTimestamp(start)
            .startSpan();
    operation(whole, "invoke_workflow");
    whole.setAttribute(OURS + "outcome", call.outcome().label());
    whole.setAttribute(OURS + "end_reason", call.endReason().label());
    whole.setAttribute(OURS + "transport", call.transport().label());
    if (call.outcome() == Outcome.ERROR) {
      whole.setStatus(StatusCode.ERROR);
      whole.setAttribute("error.type", call.outcome().label());
    }
    Context inCall = Context.root().with(whole);
    int spans = 1;
    for (TurnRow turn : few(call.facts().rows(CallField.TURN_ROWS, TurnRow.class))) {
      spans += turn(call, start, turn, inCall);
    }
    for (ToolCall tool : few(call.facts().rows(CallField.TOOLS, ToolCall.class))) {
      tool(start, tool, inCall);
      spans++;
    }
    whole.end(end);
    return spans;
  }

  private int turn(CallSession call, Instant start, TurnRow turn, Context inCall) {
    if (turn.startSeconds().isEmpty() || turn.endSeconds().isEmpty()) {
      return 0;
    }
    String speaker = turn.speaker().name().toLowerCase(Locale.ROOT);
    boolean agent = speaker.equals("agent");
    String ours = speaker + " turn";
    Span span =
        tracer
            .spanBuilder(agent ? name("invoke_agent", call.labels().pipelineName(), ours) : ours)
            .setParent(inCall)
            .setStartTimestamp(start.plus(seconds(turn.startSeconds().getAsDouble())))
            .startSpan();
    if (agent) {
      operation(span, "invoke_agent");
    }
    span.setAttribute(OURS + "speaker", speaker);
    number(span, "eou_ms", turn.eouMs());
    number(span, "stt_ms", turn.sttMs());
    number(span, "llm_ms", turn.llmMs());
    number(span, "tts_ms", turn.ttsMs());
    number(span, "response_ms", turn.turnMs());
    turn.interruptedBy()
        .ifPresent(
            who -> span.setAttribute(OURS + "interrupted_by", who.name().toLowerCase(Locale.ROOT)));
    span.end(start.plus(seconds(turn.endSeconds().getAsDouble())));
    return 1;
  }

  /** Engines say how long a tool took, not when it ran. */
  private void tool(Instant start, ToolCall tool, Context inCall) {
    Span span =
        tracer
            .spanBuilder("execute_tool " + tool.name())
            .setParent(inCall)
            .setStartTimestamp(start)
            .startSpan();
    operation(span, "execute_tool");
    span.setAttribute(names.attribute("tool"), tool.name());
    span.setAttribute(OURS + "start_known", false);
    if (!tool.status().isEmpty()) {
      span.setAttribute(OURS + "status", tool.status());
    }
    if (tool.status().equals("error")) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", "tool_error");
    }
    span.end(start.plus(Duration.ofNanos((long) (tool.durationMs().orElse(0) * 1e6))));
  }

  /**
   * Emits a log record for each evaluation among facts.
   *
   * @param facts those that are to be reported
   * @return how many there are
   */
  int evaluations(CallSession call, Set<String> facts) {
    int records = 0;
    records += score(call, facts, "csat", CallField.CSAT);
    records += score(call, facts, "resolved", CallField.RESOLVED);
    records += score(call, facts, "human_rating", CallField.HUMAN_RATING);
    records += score(call, facts, "wer", CallField.WER);
    if (facts.contains("evaluations")) {
      for (Evaluation each : few(call.facts().rows(CallField.EVALUATIONS, Evaluation.class))) {
        evaluation(call, each.name(), each.score(), Optional.of(each.verdict()));
        records++;
      }
    }
    return records;
  }

  private int score(CallSession call, Set<String> facts, String name, CallField field) {
    OptionalDouble score = call.facts().number(field);
    if (!facts.contains(name) || score.isEmpty()) {
      return 0;
    }
    evaluation(call, name, score, Optional.empty());
    return 1;
  }

  private void evaluation(
      CallSession call, String name, OptionalDouble score, Optional<String> label) {
    LogRecordBuilder event =
        logger
            .logRecordBuilder()
            .setEventName("gen_ai.evaluation.result")
            .setContext(Context.root())
            .setTimestamp(call.endedAt())
            .setAttribute("gen_ai.evaluation.name", name)
            .setAttribute(names.attribute("call_uuid"), call.id().value())
            .setAttribute(names.attribute("pipeline_name"), call.labels().pipelineName())
            .setAttribute(
                names.attribute("provider_id"),
                names.value("provider_id", call.labels().providerId()))
            .setAttribute(names.attribute("model_variant"), call.labels().modelVariant());
    score.ifPresent(value -> event.setAttribute("gen_ai.evaluation.score.value", value));
    label
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> event.setAttribute("gen_ai.evaluation.score.label", text));
    event.emit();
  }

  private SpanBuilder identified(SpanBuilder span, CallSession call) {
    return span.setAttribute(names.attribute("call_uuid"), call.id().value())
        .setAttribute(names.attribute("pipeline_name"), call.labels().pipelineName())
        .setAttribute(
            names.attribute("provider_id"), names.value("provider_id", call.labels().providerId()))
        .setAttribute(names.attribute("model_variant"), call.labels().modelVariant());
  }

  private String name(String operation, String agent) {
    return name(operation, agent, "call");
  }

  private String name(String operation, String agent, String ours) {
    return names.translates() ? operation + " " + agent : ours;
  }

  private void operation(Span span, String operation) {
    if (names.translates()) {
      span.setAttribute("gen_ai.operation.name", operation);
    }
  }

  private static void number(Span span, String name, OptionalDouble value) {
    value.ifPresent(known -> span.setAttribute(OURS + name, known));
  }

  private static Instant start(CallSession call) {
    return call.startedAt()
        .orElseGet(
            () ->
                call.endedAt().minus(seconds(call.facts().number(CallField.DURATION_SECONDS, 0))));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static <T> List<T> few(List<T> rows) {
    return rows.size() > MOST_OF_ONE_KIND ? rows.subList(0, MOST_OF_ONE_KIND) : rows;
  }
}
