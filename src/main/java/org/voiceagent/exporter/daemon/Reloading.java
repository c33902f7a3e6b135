package org.voiceagent.exporter.daemon;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.http.pages.Reload;
import org.voiceagent.exporter.telemetry.SelfMetrics;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/**
 * Applies changed rules, thresholds, prices and catalogs while the daemon runs. Either everything
 * new is in force afterwards or everything old is; no count is touched. Thread-safe.
 */
final class Reloading implements Reload {
  private static final Logger logger = LoggerFactory.getLogger(Reloading.class);

  private final Function<Problems, ExporterConfig> source;
  private final AdviceInForce advice;
  private final EventMetrics events;
  private final SelfMetrics self;
  private final InstantSource clock;
  private final ExporterConfig running;

  /**
   * @param setup what the daemon was started with
   */
  Reloading(DaemonSetup setup, AdviceInForce advice, EventMetrics events, SelfMetrics self) {
    this.source = setup.source();
    this.running = setup.config();
    this.advice = advice;
    this.events = events;
    this.self = self;
    this.clock = setup.clock();
    self.reloaded(true, clock.instant());
  }

  @Override
  public synchronized List<String> apply() {
    Problems problems = new Problems();
    ExporterConfig next = source.apply(problems);
    CallRules rules = CallRules.load(next, problems);
    self.reloaded(problems.none(), clock.instant());
    if (!problems.none()) {
      List<String> why = problems.list().stream().map(Problem::toString).toList();
      logger.error("the configuration was not reloaded and the old one holds: {}", why);
      return why;
    }
    problems.warnings().forEach(warning -> logger.error("{}", warning));
    advice.replace(rules);
    events.replace(rules.catalogs());
    List<String> later = running.needRestart(next);
    if (later.isEmpty()) {
      logger.info("rules, thresholds, prices and catalogs reloaded");
    } else {
      logger.warn(
          "rules, thresholds, prices and catalogs reloaded; a change of {} needs a restart", later);
    }
    return List.of();
  }
}
