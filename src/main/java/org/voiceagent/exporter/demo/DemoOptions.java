package org.voiceagent.exporter.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the demo engine is to do.
 *
 * @param sessions the folder that gets one folder for each call; made if it is not there
 * @param callsPerMinute how many calls begin in a minute, above 0; up to 30 calls a minute each
 *     takes 3 to 15 s, above that calls are played faster so that no more of them overlap
 * @param seed calls with the same seed and index say and measure the same; only their times differ
 * @param calls how many calls to play; 0 is until interrupted
 * @param backlog write finished calls at once, as an engine would have left them while nobody
 *     watched: their times lie in the past, {@code callsPerMinute} apart
 * @param config a YAML file like {@code config/ai-agent.local.yaml} that is laid over the engine's
 *     own configuration and that calls then depend on; read again when it changes, need not exist
 */
public record DemoOptions(
    Path sessions,
    double callsPerMinute,
    long seed,
    long calls,
    boolean backlog,
    Optional<Path> config) {

  /** The same with the engine's own configuration. */
  public DemoOptions(Path sessions, double callsPerMinute, long seed, long calls, boolean backlog) {
    this(sessions, callsPerMinute, seed, calls, backlog, Optional.empty());
  }

  /**
   * @throws IllegalArgumentException if the rate is not a number above 0, the number of calls is
   *     negative, or a backlog has no end
   */
  public DemoOptions {
    if (!(callsPerMinute > 0) || Double.isInfinite(callsPerMinute)) {
      throw new IllegalArgumentException(
          "calls per minute must be above 0, found " + callsPerMinute);
    }
    if (calls < 0) {
      throw new IllegalArgumentException("the number of calls must be 0 or more, found " + calls);
    }
    if (backlog && calls == 0) {
      throw new IllegalArgumentException("a backlog needs a number of calls, because it must end");
    }
  }
}
