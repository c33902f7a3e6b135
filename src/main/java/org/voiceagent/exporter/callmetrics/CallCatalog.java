package org.voiceagent.exporter.callmetrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Label;
import org.voiceagent.exporter.catalog.RecordType;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.report.CallReport;

/** The catalog of all families about calls and about the daemon, {@code catalog.yml}. */
public final class CallCatalog {
  private static final String FILE = "catalog.yml";

  private CallCatalog() {}

  /** Read when it is first asked for, and only once. */
  private static final class Bundled {
    static final Catalog<CallReport> CATALOG = parse(FILE, bundledText());
  }

  /**
   * The catalog that comes with the daemon; the same object each time.
   *
   * @throws ExceptionInInitializerError with all mistakes, if the catalog in the jar was edited
   */
  public static Catalog<CallReport> bundled() {
    return Bundled.CATALOG;
  }

  /**
   * Reads a catalog.
   *
   * @param name what to call it in messages
   * @throws IllegalStateException with every mistake as {@code file:line: key: why}
   */
  static Catalog<CallReport> parse(String name, String text) {
    return Catalog.parse(name, text, type());
  }

  /** What a catalog may say about calls. */
  public static RecordType<CallReport> type() {
    List<Source<CallReport>> sources = new ArrayList<>(derived());
    sources.addAll(List.of(LiveGauge.values()));
    CallNumber.all().values().stream().map(NumberSource::new).forEach(sources::add);
    Set<String> notNumbers =
        Stream.of(CallField.values())
            .filter(field -> !field.kind().isNumber())
            .map(CallField::key)
            .collect(Collectors.toSet());
    return new RecordType<>(
        "call",
        sources,
        notNumbers,
        Arrays.<Label<CallReport>>asList(CallLabel.values()),
        CallLabel.GROUPED.stream().map(CallLabel::key).toList(),
        Optional.of(CallLabel.CALL_UUID.key()),
        report -> report.session().endedAt());
  }

  /** The sources whose values code derives, in the order of the documentation. */
  static List<Source<CallReport>> derived() {
    List<Source<CallReport>> derived = new ArrayList<>(List.of(Derivation.values()));
    derived.addAll(UsageSources.ALL);
    derived.addAll(QualitySources.ALL);
    derived.addAll(OutcomeSources.ALL);
    return derived;
  }

  private static String bundledText() {
    try (InputStream in = CallCatalog.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
