package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Events and what must come of them.
 *
 * @param at where it stands, for what is wrong with it
 * @param in the events, as lines have them
 * @param out the value of each series afterwards, by the series as a page writes it
 * @param absent families that must have no sample
 * @param rejected why the last event must not count; empty if all must
 */
public record EventExample(
    YamlNode at,
    List<JsonNode> in,
    Map<String, Double> out,
    List<String> absent,
    Optional<EventRejectReason> rejected) {

  /** Copies. */
  public EventExample {
    in = List.copyOf(in);
    out = Map.copyOf(out);
    absent = List.copyOf(absent);
  }
}
