package org.voiceagent.exporter.cost;

import java.time.ZoneOffset;
import java.util.Locale;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;

/** By what a report of costs adds up parts. */
public enum CostDimension {
  /** What the money was spent on. */
  COMPONENT,
  /** Who is paid; if the bill does not say, the provider that served the call. */
  PROVIDER,
  /** What was used; if the bill does not say, the model that served the call. */
  MODEL,
  /** The pipeline that served the call. */
  PIPELINE_NAME,
  /** The day on which the call ended, by UTC. */
  DAY;

  /** The word in options and headings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value for a part of a call's cost; never blank. */
  String of(CallSession call, PricedPart part) {
    return switch (this) {
      case COMPONENT -> part.component().label();
      case PROVIDER ->
          part.provider().isEmpty() ? call.labels().providerId() : LabelSet.clean(part.provider());
      case MODEL ->
          part.model().isEmpty() ? call.labels().modelVariant() : LabelSet.clean(part.model());
      case PIPELINE_NAME -> call.labels().pipelineName();
      case DAY -> call.endedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    };
  }
}
