package org.voiceagent.exporter.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.lake.archive.ArchiveSettings;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Everything an operator can set; {@code monitoring/exporter.yml} explains each key. Immutable.
 *
 * @param sessions the folder engines drop calls into
 * @param events the folder that processes write event files into; it need not exist
 * @param state where the daemon keeps what must outlive it
 * @param listen where it answers HTTP
 * @param rules the folder of rules laid over the built-in ones, if any
 * @param catalog by what events are counted
 * @param prices the file of prices by which usage is priced, if any
 * @param sentiment whether caller turns are scored where the engine gives no score
 * @param intake how folders are looked at
 * @param limits how much of a session is read
 * @param series what bounds the number of series and of reports
 * @param ledger what bounds the memory of counted calls
 * @param history how many calls are remembered to compare calls with each other
 * @param lake where rows of calls and events are kept
 * @param archive whether and where folders of old calls are archived
 * @param retention how long raw call folders stay
 * @param http what a client may take
 * @param redaction when and how transcripts are redacted
 * @param export to whom the daemon sends what it knows
 * @param thresholds the limits that rules speak of by name
 */
public record ExporterConfig(
    Path sessions,
    Path events,
    Path state,
    ListenAddress listen,
    Optional<Path> rules,
    CatalogConfig catalog,
    Optional<Path> prices,
    boolean sentiment,
    IntakeConfig intake,
    ReadLimits limits,
    SeriesConfig series,
    LedgerSettings ledger,
    HistoryConfig history,
    LakeSettings lake,
    ArchiveSettings archive,
    RetentionConfig retention,
    HttpConfig http,
    RedactionConfig redaction,
    ExportConfig export,
    Thresholds thresholds) {

  /** What holds without a file. */
  public static ExporterConfig defaults() {
    return from(YamlFile.parse("", "", new Problems()));
  }

  /**
   * Reads a file. With any problem the result must not be used.
   *
   * @param problems gets every mistake in the file, not just the first
   */
  public static ExporterConfig load(Path file, Problems problems) {
    return from(YamlFile.read(file, problems));
  }

  private static ExporterConfig from(YamlNode root) {
    root.allowOnly(
        "sessions",
        "events",
        "state",
        "listen",
        "rules",
        "catalog",
        "prices",
        "sentiment",
        "intake",
        "limits",
        "series",
        "ledger",
        "history",
        "lake",
        "retention",
        "http",
        "redaction",
        "influx",
        "otlp",
        "thresholds");
    SeriesConfig series = SeriesConfig.from(root.at("series"));
    ListenAddress listen = listen(root.at("listen"));
    IntakeConfig intake = IntakeConfig.from(root.at("intake"));
    Path sessions = root.at("sessions").file("monitoring/call_sessions");
    Path state = root.at("state").file("monitoring/state");
    SessionsPlace.fault(sessions, state).ifPresent(root.at("sessions")::problem);
    LakeSettings lake = LakeSettings.from(root.at("lake"), state);
    ArchiveSettings archive = ArchiveSettings.from(root.at("lake"), lake.host(), state);
    RetentionConfig retention = RetentionConfig.from(root.at("retention"), intake.idle());
    retention.faultOf(archive).ifPresent(root.at("lake").at("archive").at("after")::problem);
    return new ExporterConfig(
        sessions,
        root.at("events").file("monitoring/events"),
        state,
        listen,
        named(root.at("rules")),
        CatalogConfig.from(root.at("catalog")),
        named(root.at("prices")),
        root.at("sentiment").flag(true),
        intake,
        ReadLimits.from(root.at("limits")),
        series,
        LedgerSettings.from(root.at("ledger"), series.reports()),
        HistoryConfig.from(root.at("history")),
        lake,
        archive,
        retention,
        HttpConfig.from(root.at("http")),
        RedactionConfig.from(root.at("redaction")),
        ExportConfig.from(root),
        Thresholds.from(root.at("thresholds")));
  }

  private static Optional<Path> named(YamlNode node) {
    if (!node.present()) {
      return Optional.empty();
    }
    node.requiredText();
    return Optional.of(node.file(""));
  }

  private static ListenAddress listen(YamlNode node) {
    String text = node.text(ListenAddress.usual().toString());
    Optional<ListenAddress> address = ListenAddress.parse(text);
    if (address.isEmpty()) {
      node.problem("expected host:port such as 127.0.0.1:15100, not \"" + text + "\"");
    }
    return address.orElse(ListenAddress.usual());
  }

  /** The same with other places for what it reads, what it keeps and where it answers. */
  public ExporterConfig at(Path otherSessions, Path otherState, ListenAddress otherListen) {
    return with(otherSessions, otherState, otherListen, http);
  }

  /** The same with another web configuration. */
  public ExporterConfig withWebConfig(Path file) {
    return with(sessions, state, listen, http.withWebConfig(file));
  }

  private ExporterConfig with(
      Path otherSessions, Path otherState, ListenAddress otherListen, HttpConfig otherHttp) {
    return new ExporterConfig(
        otherSessions,
        events,
        otherState,
        otherListen,
        rules,
        catalog,
        prices,
        sentiment,
        intake,
        limits,
        series,
        ledger,
        history,
        lake.inState(state, otherState),
        archive.inState(state, otherState),
        retention,
        otherHttp,
        redaction,
        export,
        thresholds);
  }

  /**
   * The top-level keys that differ and take effect only at a restart; {@code rules}, {@code
   * prices}, {@code thresholds} and catalogs are applied at once.
   */
  public List<String> needRestart(ExporterConfig next) {
    List<String> keys = new ArrayList<>();
    note(keys, "sessions", sessions.equals(next.sessions));
    note(keys, "events", events.equals(next.events));
    note(keys, "state", state.equals(next.state));
    note(keys, "listen", listen.equals(next.listen));
    note(keys, "catalog.environment", sameEnvironment(next));
    note(keys, "sentiment", sentiment == next.sentiment);
    note(keys, "intake", intake.equals(next.intake));
    note(keys, "limits", limits.equals(next.limits));
    note(keys, "series", series.equals(next.series));
    note(keys, "ledger", ledger.equals(next.ledger));
    note(keys, "history", history.equals(next.history));
    note(
        keys,
        "lake",
        lake.inState(state, next.state).equals(next.lake)
            && archive.inState(state, next.state).equals(next.archive));
    note(keys, "retention", retention.equals(next.retention));
    note(keys, "http", http.equals(next.http));
    note(keys, "redaction", redaction.equals(next.redaction));
    note(keys, "influx", export.influx().equals(next.export.influx()));
    note(keys, "otlp", export.otlp().equals(next.export.otlp()));
    return keys;
  }

  private boolean sameEnvironment(ExporterConfig next) {
    return catalog.environment().equals(next.catalog.environment());
  }

  private static void note(List<String> keys, String key, boolean same) {
    if (!same) {
      keys.add(key);
    }
  }
}
