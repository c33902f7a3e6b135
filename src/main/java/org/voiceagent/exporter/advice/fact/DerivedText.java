package org.voiceagent.exporter.advice.fact;

import java.util.List;
import java.util.Locale;
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
      RuleContext::chosenBy,
      DerivedText::missingOfChoice),
  SLOWEST_PART(
      "stt, llm or tts: the part that took longest of a response; unattributed if none of those"
          + " measured took as long as the time that none of them accounts for",
      call -> LatencyBreakdown.of(call.facts()).slowest(),
      call -> LatencyBreakdown.MISSING),
  LINE_CODEC("what the telephone line carries; else what is configured", DerivedText::lineCodec);

  private final String key = name().toLowerCase(Locale.ROOT);
  private final List<String> name = List.of(key);
  private final String description;
  private final Function<RuleContext, String> formula;
  private final Function<RuleContext, List<String>> missing;

  DerivedText(String description, Function<RuleContext, String> formula) {
    this.description = description;
    this.formula = formula;
    this.missing = call -> keyAsList();
  }

  DerivedText(
      String description,
      Function<RuleContext, String> formula,
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
    return key;
  }

  @Override
  public boolean isNumber() {
    return false;
  }

  @Override
  public double number(RuleContext call) {
    return Double.NaN;
  }

  /** The word, or "" if it is unknown. */
  String text(RuleContext call) {
    return formula.apply(call);
  }

  @Override
  public String foldedText(RuleContext call) {
    return call.folded(this);
  }

  @Override
  public List<String> missing(RuleContext call) {
    return missing.apply(call);
  }

  @Override
  public boolean known(RuleContext call) {
    return !call.folded(this).isEmpty();
  }

  private List<String> keyAsList() {
    return name;
  }

  private static String label(String value) {
    return value.equals(LabelSet.UNKNOWN) ? "" : value;
  }

  private static String outcome(RuleContext call) {
    Outcome outcome = call.session().outcome();
    return outcome == Outcome.UNKNOWN ? "" : outcome.label();
  }

  private static String transport(RuleContext call) {
    Transport ofCall = call.session().transport();
    Transport transport =
        ofCall == Transport.UNKNOWN ? Transport.of(call.settingText("audio_transport")) : ofCall;
    return transport == Transport.UNKNOWN ? "" : transport.label();
  }

  private static String downstreamMode(RuleContext call) {
    return call.facts()
        .text(CallField.DOWNSTREAM_MODE)
        .orElseGet(() -> call.settingText("downstream_mode"))
        .toLowerCase(Locale.ROOT);
  }

  private static String servedBy(RuleContext call) {
    return switch (call.servedBy().kind()) {
      case PIPELINE -> "pipeline";
      case FULL_AGENT -> "full_agent";
      case UNKNOWN -> "";
    };
  }

  private static List<String> missingOfChoice(RuleContext call) {
    return switch (call.servedBy().kind()) {
      case UNKNOWN -> call.servedBy().missing();
      case PIPELINE -> List.of(call.missingSetting(ServedBy.ACTIVE_PIPELINE));
      case FULL_AGENT -> List.of(call.missingSetting(ServedBy.DEFAULT_PROVIDER));
    };
  }

  private static String lineCodec(RuleContext call) {
    return call.facts().text(CallField.CODEC).orElseGet(() -> configuredCodec(call));
  }

  private static String configuredCodec(RuleContext call) {
    String transport = transport(call);
    if (transport.isEmpty()) {
      return "";
    }
    return call.settingText(
        transport.equals(Transport.EXTERNALMEDIA.label())
            ? "external_media.codec"
            : "audiosocket.format");
  }
}
