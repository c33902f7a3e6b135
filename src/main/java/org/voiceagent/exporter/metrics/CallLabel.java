package org.voiceagent.exporter.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;

/** The labels that any family about calls may have; one line each. */
enum CallLabel {
  CALL_UUID(true, "the call's id", (call, labels) -> call.id().value()),
  PIPELINE_NAME(false, "the engine's pipeline", (call, labels) -> labels.pipelineName()),
  PROVIDER_ID(false, "the provider", (call, labels) -> labels.providerId()),
  MODEL_VARIANT(false, "the model", (call, labels) -> labels.modelVariant()),
  OUTCOME(
      false,
      "how the call ended: completed, transferred, abandoned, no_input_timeout, error, other or"
          + " unknown",
      (call, labels) -> call.outcome().label()),
  TRANSPORT(
      false,
      "how audio travelled: audiosocket, externalmedia, websocket, webrtc, sip, other or unknown",
      (call, labels) -> call.transport().label()),
  ENGINE_VERSION(
      true,
      "the engine's version",
      (call, labels) ->
          LabelSet.clean(call.facts().text(CallField.ENGINE_VERSION).orElse(LabelSet.UNKNOWN)));

  private static final Map<String, CallLabel> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CallLabel::key, Function.identity()));

  private final boolean unbounded;
  private final String description;
  private final BiFunction<CallSession, LabelSet, String> value;

  CallLabel(
      boolean unbounded, String description, BiFunction<CallSession, LabelSet, String> value) {
    this.unbounded = unbounded;
    this.description = description;
    this.value = value;
  }

  /** The names of all labels. */
  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * The label of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static CallLabel of(String name) {
    CallLabel label = BY_NAME.get(name);
    if (label == null) {
      throw new IllegalArgumentException("no such label: " + name);
    }
    return label;
  }

  /** The name on the page. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether engines may make up ever new values, which only the recent window can bear. */
  boolean unbounded() {
    return unbounded;
  }

  /** What the label says, in a few words for the documentation. */
  String description() {
    return description;
  }

  /** The value for a call; never blank. */
  String value(CallSession call, LabelSet labels) {
    return value.apply(call, labels);
  }
}
