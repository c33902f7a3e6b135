package org.voiceagent.exporter.config;

import org.voiceagent.exporter.yaml.YamlNode;

/**
 * How many counted calls are remembered to compare calls with each other: for rules that look at
 * several calls, and to tell whether a change helped.
 *
 * @param callsOfEach the most of one pipeline, provider and model; a change is judged by up to 400
 *     calls before and 400 after it
 * @param calls the most in all; some 300 bytes each
 */
public record HistoryConfig(int callsOfEach, int calls) {

  static HistoryConfig from(YamlNode node) {
    node.allowOnly("calls_of_each", "calls");
    return new HistoryConfig(
        (int) node.at("calls_of_each").integer(1_000, 1, 100_000),
        (int) node.at("calls").integer(20_000, 1, 1_000_000));
  }
}
