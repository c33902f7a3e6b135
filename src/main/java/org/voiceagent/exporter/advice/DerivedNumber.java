package org.voiceagent.exporter.advice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FallbackReason;

/** The numbers that follow from a call, its configuration and our thresholds; one line each. */
enum DerivedNumber implements Fact {
  RESPONSE_LATENCY_MS(
      "mean time from the caller's end to the agent's start, in ms",
      call -> call.number(CallField.AVG_TURN_LATENCY_MS)),
  LATENCY_LIMIT_MS(
      "the response latency that is normal for the call's provider, else its pipeline, in ms",
      DerivedNumber::latencyLimit),
  FALLBACKS_TIMEOUT("fallbacks because the provider was silent", fallbacks(FallbackReason.TIMEOUT)),
  FALLBACKS_TRANSPORT(
      "fallbacks because a frame could not be sent", fallbacks(FallbackReason.TRANSPORT_FAILURE)),
  FALLBACKS_RTP(
      "fallbacks because the far end of the RTP leg did not show up",
      fallbacks(FallbackReason.RTP_TIMEOUT)),
  FALLBACKS_KEEPALIVE(
      "fallbacks because the provider's connection went quiet",
      fallbacks(FallbackReason.KEEPALIVE_TIMEOUT)),
  FALLBACKS_OTHER("fallbacks for another reason", fallbacks(FallbackReason.OTHER)),
  FALLBACKS_UNKNOWN("fallbacks without a reason", fallbacks(FallbackReason.UNKNOWN)),
  WARM_UP_MS(
      "what the engine really buffers before a reply, in ms", clamped(EngineClamps::warmUpMs)),
  HIGHEST_LOW_WATERMARK_MS(
      "the most the engine makes of any low watermark, in ms",
      clamped(EngineClamps::highestLowWatermarkMs)),
  APPLIED_LOW_WATERMARK_MS(
      "what the engine makes of the configured low watermark, in ms",
      DerivedNumber::appliedLowWatermark);

  private final String description;
  private final Function<Situation, Figure> formula;

  DerivedNumber(String description, Function<Situation, Figure> formula) {
    this.description = description;
    this.formula = formula;
  }

  /** What the number is, in a few words for the documentation. */
  String description() {
    return description;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isNumber() {
    return true;
  }

  @Override
  public Figure figure(Situation call) {
    return formula.apply(call);
  }

  @Override
  public Optional<String> text(Situation call) {
    return Optional.empty();
  }

  @Override
  public boolean known(Situation call) {
    return figure(call).known();
  }

  private static Function<Situation, Figure> fallbacks(FallbackReason reason) {
    return call -> call.fallbacks(reason);
  }

  private static Figure latencyLimit(Situation call) {
    OptionalDouble limit = call.thresholds().latencyLimitMs(call.labels());
    return limit.isPresent()
        ? Figure.of(limit.getAsDouble())
        : Figure.missing(CallField.PROVIDER_ID.key());
  }

  private static Function<Situation, Figure> clamped(ToDoubleFunction<EngineClamps> part) {
    return call -> {
      Figure jitterBuffer = call.setting("streaming.jitter_buffer_ms");
      Figure minStart = call.setting("streaming.min_start_ms");
      return jitterBuffer.with(
          minStart, (buffer, start) -> part.applyAsDouble(clamps(call, buffer, start)));
    };
  }

  private static Figure appliedLowWatermark(Situation call) {
    Figure jitterBuffer = call.setting("streaming.jitter_buffer_ms");
    Figure minStart = call.setting("streaming.min_start_ms");
    Figure lowWatermark = call.setting("streaming.low_watermark_ms");
    List<String> missing =
        Stream.of(lowWatermark, minStart, jitterBuffer)
            .flatMap(figure -> figure.missing().stream())
            .distinct()
            .toList();
    return missing.isEmpty()
        ? Figure.of(
            clamps(call, jitterBuffer.value(), minStart.value())
                .lowWatermarkMs(lowWatermark.value()))
        : new Figure(0, missing);
  }

  private static EngineClamps clamps(Situation call, double jitterBuffer, double minStart) {
    Figure chunk = call.setting("streaming.chunk_size_ms");
    return new EngineClamps(
        jitterBuffer,
        minStart,
        chunk.known() && chunk.value() >= 1 ? chunk.value() : EngineClamps.USUAL_CHUNK_MS);
  }
}
