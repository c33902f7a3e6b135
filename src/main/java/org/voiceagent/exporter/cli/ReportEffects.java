package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import picocli.CommandLine.Command;

/** Prints what changes of the configuration did. */
@Command(
    name = "effects",
    description = {
      "Print whether changes of the configuration helped, by the calls before and after.",
      "Exit status 1: a change did harm."
    },
    mixinStandardHelpOptions = true)
final class ReportEffects extends FormattedReport {
  @Override
  String ask(ReportSource.Asked asked) throws IOException {
    return asked.effects();
  }

  @Override
  String text(JsonNode effects, Layout layout) {
    return EffectText.of(effects, layout);
  }

  @Override
  boolean isFinding(JsonNode effects) {
    for (JsonNode effect : effects.path("effects")) {
      if (effect.path("verdict").asText().equals("harmed")) {
        return true;
      }
    }
    return false;
  }
}
