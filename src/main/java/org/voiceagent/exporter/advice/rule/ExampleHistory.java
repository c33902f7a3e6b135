package org.voiceagent.exporter.advice.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.RecentCalls;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Reads the calls before an example. Each item stands for {@code calls} equal calls, a minute
 * apart; it may say in how many of them the rule held ({@code fired}), their pipeline, provider and
 * model if not the example's own, and their measures.
 */
public final class ExampleHistory {
  private static final int MOST = 400;
  private static final double LARGEST = 1e9;

  private ExampleHistory() {}

  /** The calls before this one; none if absent. */
  public static RecentCalls read(YamlNode list, CallSession call, String ruleKey) {
    CallHistory history = new CallHistory(MOST, MOST);
    int before = 0;
    for (YamlNode item : list.items()) {
      for (Observation one : alike(item, call, ruleKey, before)) {
        history.add(one);
        before++;
      }
    }
    return history;
  }

  private static List<Observation> alike(
      YamlNode item, CallSession call, String ruleKey, int before) {
    item.allowOnly("calls", "fired", "pipeline_name", "provider_id", "model_variant", "measures");
    int calls = (int) item.at("calls").integer(1, 1, MOST);
    long fired = item.at("fired").integer(0, 0, MOST);
    LabelSet labels =
        new LabelSet(
            item.at("pipeline_name").text(call.labels().pipelineName()),
            item.at("provider_id").text(call.labels().providerId()),
            item.at("model_variant").text(call.labels().modelVariant()));
    Measures measures = measures(item.at("measures"));
    List<Observation> alike = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      Instant end = call.endedAt().minusSeconds(60L * (before + i + 1));
      alike.add(
          new Observation(
              new CallId("before-" + (before + i)),
              end,
              labels,
              "",
              0,
              Map.of(),
              measures,
              i < fired ? Set.of(ruleKey) : Set.of(),
              Set.of(),
              List.of(),
              List.of()));
    }
    return alike;
  }

  private static Measures measures(YamlNode node) {
    Map<Measure, Double> measures = new EnumMap<>(Measure.class);
    node.entries()
        .forEach(
            (name, value) ->
                RuleReader.measure(name, value)
                    .ifPresent(
                        measure -> measures.put(measure, value.number(0, -LARGEST, LARGEST))));
    return Measures.of(measures);
  }
}
