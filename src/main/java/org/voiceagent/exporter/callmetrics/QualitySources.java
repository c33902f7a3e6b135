package org.voiceagent.exporter.callmetrics;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.catalog.Source.Sink;

/** How a call sounded: waiting, speech, silence, and how well each side was understood. */
final class QualitySources {
  /** Parts of names of models that hear and speak themselves, so that no words are recognised. */
  private static final List<String> SPEECH_TO_SPEECH =
      List.of(
          "realtime",
          "google_live",
          "gemini-live",
          "gemini_live",
          "native-audio",
          "nova-sonic",
          "nova_sonic",
          "ultravox",
          "moshi");

  static final List<DerivedSource> ALL =
      List.of(
          DerivedSource.several(
                  "component_latencies",
                  "what the caller waits for: end of turn, recognition, language model, speech,"
                      + " transport, and what is left unattributed",
                  CallersWait::read)
              .in("milliseconds")
              .by("component"),
          DerivedSource.several(
                  "speech_seconds",
                  "how long each side spoke, and for how long both did at once",
                  QualitySources::speech)
              .in("seconds")
              .by("speaker"),
          DerivedSource.several(
                  "dead_air",
                  "silences of more than 3 s between two turns, by whom they were due to",
                  QualitySources::deadAir)
              .in("seconds")
              .by("culprit"),
          DerivedSource.one(
              "interruptions_by_agent",
              "how often the agent began to speak before the caller had ended",
              QualitySources::interruptions),
          DerivedSource.one(
                  "word_error_rate",
                  "the word error rate that the engine or a review gave; none of speech-to-speech"
                      + " models, which recognise no words",
                  QualitySources::wordErrorRate)
              .lateAs("wer"),
          DerivedSource.several(
                  "opinion_score",
                  "the engine's mean opinion score of the line, or else that of the E-model of"
                      + " ITU-T G.107",
                  QualitySources::opinionScore)
              .by("source"));

  private QualitySources() {}

  private static void speech(CallSession call, Sink sink) {
    Facts facts = call.facts();
    accept(facts.number(CallField.CALLER_SPEECH_SECONDS), "caller", sink);
    accept(facts.number(CallField.AGENT_SPEECH_SECONDS), "agent", sink);
    accept(facts.number(CallField.OVERLAP_SECONDS), "both", sink);
  }

  private static void accept(OptionalDouble value, String label, Sink sink) {
    if (value.isPresent()) {
      sink.accept(value.getAsDouble(), List.of(label));
    }
  }

  private static void deadAir(CallSession call, Sink sink) {
    DeadAir.of(call)
        .ifPresent(
            silences ->
                silences.forEach(
                    (culprit, seconds) ->
                        sink.accept(seconds, List.of(culprit.name().toLowerCase(Locale.ROOT)))));
  }

  private static void interruptions(CallSession call, Sink sink) {
    Facts facts = call.facts();
    OptionalDouble counted = facts.number(CallField.AGENT_INTERRUPTIONS);
    OptionalDouble times = counted.isPresent() ? counted : facts.number(CallField.TALK_OVERS);
    if (times.isPresent()) {
      sink.accept(times.getAsDouble(), List.of());
    }
  }

  private static void wordErrorRate(CallSession call, Sink sink) {
    OptionalDouble rate = call.facts().number(CallField.WER);
    if (rate.isPresent() && !isSpeechToSpeech(call.labels())) {
      sink.accept(rate.getAsDouble(), List.of());
    }
  }

  private static boolean isSpeechToSpeech(LabelSet labels) {
    String provider = labels.providerId().toLowerCase(Locale.ROOT);
    String model = labels.modelVariant().toLowerCase(Locale.ROOT);
    return SPEECH_TO_SPEECH.stream()
        .anyMatch(name -> provider.contains(name) || model.contains(name));
  }

  private static void opinionScore(CallSession call, Sink sink) {
    OptionalDouble given = call.facts().number(CallField.MOS);
    if (given.isPresent()) {
      sink.accept(given.getAsDouble(), List.of("engine"));
    } else {
      accept(EModel.mos(call.facts()), "g107", sink);
    }
  }
}
