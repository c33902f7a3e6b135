package org.voiceagent.exporter.advice;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.Transport;

/** The words that follow from a call and its configuration, folded to what engines agree on. */
enum DerivedText implements Fact {
  PIPELINE_NAME("the call's pipeline", call -> label(call.labels().pipelineName())),
  PROVIDER_ID("the call's provider", call -> label(call.labels().providerId())),
  MODEL_VARIANT("the call's model", call -> label(call.labels().modelVariant())),
  OUTCOME("how the call ended, folded to a fixed set", DerivedText::outcome),
  TRANSPORT(
      "how audio travelled, folded to a fixed set; else what is configured",
      DerivedText::transport),
  DOWNSTREAM_MODE("stream or file; else what is configured", DerivedText::downstreamMode);

  private final String description;
  private final Function<Situation, Optional<String>> formula;

  DerivedText(String description, Function<Situation, Optional<String>> formula) {
    this.description = description;
    this.formula = formula;
  }

  /** What the word is, in a few words for the documentation. */
  String description() {
    return description;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isNumber() {
    return false;
  }

  @Override
  public Figure figure(Situation call) {
    return Figure.missing(key());
  }

  @Override
  public Optional<String> text(Situation call) {
    return formula.apply(call);
  }

  @Override
  public boolean known(Situation call) {
    return text(call).isPresent();
  }

  private static Optional<String> label(String value) {
    return value.equals(LabelSet.UNKNOWN) ? Optional.empty() : Optional.of(value);
  }

  private static Optional<String> outcome(Situation call) {
    Outcome outcome = call.session().outcome();
    return outcome == Outcome.UNKNOWN ? Optional.empty() : Optional.of(outcome.word());
  }

  private static Optional<String> transport(Situation call) {
    Transport ofCall = call.session().transport();
    Transport transport =
        ofCall == Transport.UNKNOWN
            ? Transport.of(call.settingText("audio_transport").orElse(""))
            : ofCall;
    return transport == Transport.UNKNOWN ? Optional.empty() : Optional.of(transport.word());
  }

  private static Optional<String> downstreamMode(Situation call) {
    return call.facts()
        .text(CallField.DOWNSTREAM_MODE)
        .or(() -> call.settingText("downstream_mode"))
        .map(mode -> mode.toLowerCase(Locale.ROOT));
  }
}
