package org.voiceagent.exporter.advice.fact;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.Transport;

/** The words that follow from a call and its configuration, folded to what engines agree on. */
public enum DerivedText implements Fact {
  PIPELINE_NAME("the call's pipeline", call -> label(call.labels().pipelineName())),
  PROVIDER_ID("the call's provider", call -> label(call.labels().providerId())),
  MODEL_VARIANT("the call's model", call -> label(call.labels().modelVariant())),
  OUTCOME("how the call ended, folded to a fixed set", DerivedText::outcome),
  TRANSPORT(
      "how audio travelled, folded to a fixed set; else what is configured",
      DerivedText::transport),
  DOWNSTREAM_MODE("stream or file; else what is configured", DerivedText::downstreamMode),
  SERVED_BY(
      "pipeline or full_agent: what answered the call, which decides by which keys it went",
      DerivedText::servedBy,
      call -> call.servedBy().missing()),
  CHOSEN_BY(
      "active_pipeline or default_provider: the key that chose what answered the call; other if"
          + " the call or its context did",
      call -> call.servedBy().chosenBy(call.snapshot()),
      DerivedText::missingOfChoice),
  SLOWEST_PART(
      "stt, llm or tts: the part that took longest of a response; unattributed if none of those"
          + " measured took as long as the time that none of them accounts for",
      call -> LatencyBreakdown.of(call.facts()).slowest(),
      call -> LatencyBreakdown.MISSING),
  LINE_CODEC("what the telephone line carries; else what is configured", DerivedText::lineCodec);

  private final String description;
  private final Function<RuleContext, Optional<String>> formula;
  private final Function<RuleContext, List<String>> missing;

  DerivedText(String description, Function<RuleContext, Optional<String>> formula) {
    this.description = description;
    this.formula = formula;
    this.missing = call -> List.of(key());
  }

  DerivedText(
      String description,
      Function<RuleContext, Optional<String>> formula,
      Function<RuleContext, List<String>> missing) {
    this.description = description;
    this.formula = formula;
    this.missing = missing;
  }

  /** What the word is, in a few words for the documentation. */
  public String description() {
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
  public MaybeNumber figure(RuleContext call) {
    return MaybeNumber.missing(key());
  }

  @Override
  public Optional<String> text(RuleContext call) {
    return formula.apply(call);
  }

  @Override
  public List<String> missing(RuleContext call) {
    return missing.apply(call);
  }

  @Override
  public boolean known(RuleContext call) {
    return text(call).isPresent();
  }

  private static Optional<String> label(String value) {
    return value.equals(LabelSet.UNKNOWN) ? Optional.empty() : Optional.of(value);
  }

  private static Optional<String> outcome(RuleContext call) {
    Outcome outcome = call.session().outcome();
    return outcome == Outcome.UNKNOWN ? Optional.empty() : Optional.of(outcome.label());
  }

  private static Optional<String> transport(RuleContext call) {
    Transport ofCall = call.session().transport();
    Transport transport =
        ofCall == Transport.UNKNOWN
            ? Transport.of(call.settingText("audio_transport").orElse(""))
            : ofCall;
    return transport == Transport.UNKNOWN ? Optional.empty() : Optional.of(transport.label());
  }

  private static Optional<String> downstreamMode(RuleContext call) {
    return call.facts()
        .text(CallField.DOWNSTREAM_MODE)
        .or(() -> call.settingText("downstream_mode"))
        .map(mode -> mode.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> servedBy(RuleContext call) {
    ServedBy.Kind kind = call.servedBy().kind();
    return kind == ServedBy.Kind.UNKNOWN
        ? Optional.empty()
        : Optional.of(kind.name().toLowerCase(Locale.ROOT));
  }

  private static List<String> missingOfChoice(RuleContext call) {
    return switch (call.servedBy().kind()) {
      case UNKNOWN -> call.servedBy().missing();
      case PIPELINE -> List.of(call.nameOfMissing(ServedBy.ACTIVE_PIPELINE));
      case FULL_AGENT -> List.of(call.nameOfMissing(ServedBy.DEFAULT_PROVIDER));
    };
  }

  private static Optional<String> lineCodec(RuleContext call) {
    String configured =
        TRANSPORT
            .text(call)
            .filter(word -> word.equals(Transport.EXTERNALMEDIA.label()))
            .map(rtp -> "external_media.codec")
            .orElse("audiosocket.format");
    return call.facts()
        .text(CallField.CODEC)
        .or(() -> TRANSPORT.text(call).flatMap(known -> call.settingText(configured)))
        .map(CodecName::folded);
  }
}
