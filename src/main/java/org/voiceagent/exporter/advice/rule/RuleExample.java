package org.voiceagent.exporter.advice.rule;

import java.util.Optional;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.history.RecentCalls;

/**
 * A call and what a rule is expected to say about it: a test that is part of the rule.
 *
 * @param name what the example shows, or ""
 * @param call the call
 * @param before the calls before it
 * @param expected the expected judgement as text; without a severity, any severity is accepted
 */
public record RuleExample(String name, CallSession call, RecentCalls before, String expected) {

  /**
   * Why the rule does not do what the example expects, or empty if it does.
   *
   * @param actual what the rule says about the call, as text
   */
  Optional<String> failure(String actual) {
    return actual.equals(expected) || actual.startsWith(expected + " (")
        ? Optional.empty()
        : Optional.of("expected " + expected + ", but the rule says " + actual);
  }
}
