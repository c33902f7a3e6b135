package org.voiceagent.exporter.callmetrics;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.catalog.Label;
import org.voiceagent.exporter.report.CallReport;

/** The labels that any family about calls may have; one line each. */
enum CallLabel implements Label<CallReport> {
  CALL_UUID(true, "the call's id", call -> call.id().value()),
  PIPELINE_NAME(false, "the engine's pipeline", call -> call.labels().pipelineName()),
  PROVIDER_ID(false, "the provider", call -> call.labels().providerId()),
  MODEL_VARIANT(false, "the model", call -> call.labels().modelVariant()),
  OUTCOME(
      false,
      "how the call ended: completed, transferred, abandoned, no_input_timeout, error, other or"
          + " unknown",
      call -> call.outcome().label()),
  TRANSPORT(
      false,
      "how audio travelled: audiosocket, externalmedia, websocket, webrtc, sip, other or unknown",
      call -> call.transport().label()),
  ENGINE_VERSION(
      true,
      "the engine's version",
      call -> LabelSet.clean(call.facts().text(CallField.ENGINE_VERSION).orElse(LabelSet.UNKNOWN)));

  /** The labels of which a limited number of combinations have series of their own. */
  static final List<CallLabel> GROUPED = List.of(PIPELINE_NAME, PROVIDER_ID, MODEL_VARIANT);

  private final boolean unbounded;
  private final String description;
  private final Function<CallSession, String> value;

  CallLabel(boolean unbounded, String description, Function<CallSession, String> value) {
    this.unbounded = unbounded;
    this.description = description;
    this.value = value;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean unbounded() {
    return unbounded;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public String value(CallReport report) {
    return value.apply(report.session());
  }
}
