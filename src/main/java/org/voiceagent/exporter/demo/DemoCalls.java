package org.voiceagent.exporter.demo;

import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.demo.DemoCall.Casting;

/** All calls of one seed, each made from its index alone. Immutable and safe to share. */
final class DemoCalls {
  private static final long STACKS = 1;
  private static final long TROUBLES = 2;
  private static final long HABITS = 3;
  private static final long CASTING = 4;
  private static final long PERFORMANCE = 5;

  private final long seed;
  private final DemoContent content;
  private final Deck<Stack> stacks;
  private final Deck<Trouble> troubles;
  private final Deck<Habit> habits;

  private final Map<String, String> overrides;

  /** The calls of an engine that nobody has configured. */
  DemoCalls(long seed, DemoContent content) {
    this(seed, content, Map.of());
  }

  /**
   * @param overrides what an operator's own configuration says, by dotted key
   */
  DemoCalls(long seed, DemoContent content, Map<String, String> overrides) {
    this.overrides = overrides;
    this.seed = seed;
    this.content = content;
    this.stacks = new Deck<>(seed, STACKS, served(content.stacks(), overrides), Stack::cards);
    this.troubles = new Deck<>(seed, TROUBLES, List.of(Trouble.values()), Trouble::cards);
    this.habits = new Deck<>(seed, HABITS, List.of(Habit.values()), Habit::cards);
  }

  /** The call of this index, from 0; the same seed and index give the same call. */
  DemoCall call(long index) {
    Casting casting = casting(index);
    Dice dice = Dice.of(seed, PERFORMANCE, index);
    Performance performance = new Performance(casting, content.words(), dice);
    Measurements measurements = Measurements.of(casting, performance, dice);
    return new DemoCall(
        seed, index, casting, performance.utterances(), performance.durationMs(), measurements);
  }

  /** The stacks of the pipeline that is configured to be used, if one is. */
  private static List<Stack> served(List<Stack> stacks, Map<String, String> overrides) {
    List<Stack> chosen =
        stacks.stream()
            .filter(stack -> stack.pipeline().equals(overrides.get("active_pipeline")))
            .toList();
    return chosen.isEmpty() ? stacks : chosen;
  }

  private Casting casting(long index) {
    Dice dice = Dice.of(seed, CASTING, index);
    Stack stack = stacks.card(index);
    Trouble trouble = troubles.card(index);
    Scenario scenario =
        dice.pick(content.scenarios().stream().filter(s -> s.suits(trouble)).toList());
    Settings settings =
        overrides.isEmpty() ? dice.pick(List.of(Settings.values())) : Settings.SHIPPED;
    boolean playsFiles =
        stack.playsFiles() && settings == Settings.GOLDEN && !trouble.needsStream();
    return new Casting(
        stack,
        scenario,
        trouble,
        habits.card(index),
        new EngineConfig(settings, overrides),
        !playsFiles,
        dice.pick(stack.versions()));
  }
}
