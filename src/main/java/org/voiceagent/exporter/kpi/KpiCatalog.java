package org.voiceagent.exporter.kpi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.voiceagent.exporter.kpi.KpiFormula.Result;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;

/**
 * All key performance indicators, in the order in which they are shown. Immutable.
 *
 * <pre>{@code
 * Kpi handleTime = KpiCatalog.bundled().named("aht_seconds").orElseThrow();
 * }</pre>
 */
public final class KpiCatalog {
  private static final String FILE = "kpis.yml";

  private final List<Defined> all;

  /**
   * An indicator and how it is worked out.
   *
   * @param pending why there is no value if all calls are too young for one, or "" if no call is
   */
  record Defined(Kpi kpi, KpiFormula formula, String pending) {}

  private KpiCatalog(List<Defined> all) {
    this.all = List.copyOf(all);
  }

  /** Read when it is needed first: the daemon starts without it. */
  private static final class Bundled {
    private static final KpiCatalog CATALOG = read();
  }

  /**
   * The catalog that comes with the program.
   *
   * @throws ExceptionInInitializerError with all mistakes, if the catalog in the jar was edited
   */
  public static KpiCatalog bundled() {
    return Bundled.CATALOG;
  }

  private static KpiCatalog read() {
    try (InputStream in = KpiCatalog.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      return parse(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a catalog.
   *
   * @param name what to call it in messages
   * @throws IllegalStateException with every mistake as {@code file:line: key: why}
   */
  static KpiCatalog parse(String name, String text) {
    Problems problems = new Problems();
    List<Defined> all = KpiReader.all(YamlFile.parse(name, text, problems));
    if (!problems.none()) {
      throw new IllegalStateException(
          problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    return new KpiCatalog(all);
  }

  /** All indicators. */
  public List<Kpi> all() {
    return all.stream().map(Defined::kpi).toList();
  }

  /** The indicator of this name, or of this id, if there is one. */
  public Optional<Kpi> named(String nameOrId) {
    return all().stream()
        .filter(kpi -> kpi.name().equals(nameOrId) || kpi.id().equals(nameOrId))
        .findFirst();
  }

  /** Why an indicator has no value if all calls are too young for one; "" if none is. */
  String pending(Kpi kpi) {
    return all.stream()
        .filter(one -> one.kpi().equals(kpi))
        .map(Defined::pending)
        .collect(Collectors.joining());
  }

  /** All formulas as text, for tests. */
  String formulas() {
    return all.toString();
  }

  /** What all indicators come to. */
  List<KpiValue> values(KpiTallies tallies) {
    List<KpiValue> values = new ArrayList<>(all.size() + 3);
    for (Defined one : all) {
      if (one.formula() instanceof KpiFormula.Ratio ratio) {
        values.add(value(one, ratio.of(tallies), ratio, tallies));
      } else if (one.formula() instanceof KpiFormula.Percentile percentile) {
        values.add(value(one.kpi(), percentile.of(tallies), one.kpi().absentWhen()));
      } else if (one.formula() instanceof KpiFormula.Cost cost) {
        costs(one.kpi(), cost, tallies, values);
      }
    }
    return values;
  }

  private static KpiValue value(
      Defined one, Result result, KpiFormula.Ratio ratio, KpiTallies tallies) {
    boolean young =
        result.n() == 0
            && !one.pending().isEmpty()
            && ratio.over(KpiFormula.Over.ALL).of(tallies).n() > 0;
    return value(one.kpi(), result, young ? one.pending() : one.kpi().absentWhen());
  }

  private static void costs(
      Kpi kpi, KpiFormula.Cost formula, KpiTallies tallies, List<KpiValue> values) {
    KpiFormula.Cost.costs(tallies)
        .forEach(
            (currency, cost) ->
                values.add(value(kpi.in(currency), formula.of(tallies, cost), kpi.absentWhen())));
    if (KpiFormula.Cost.costs(tallies).isEmpty()) {
      values.add(value(kpi, Result.of(0, 0), kpi.absentWhen()));
    }
  }

  private static KpiValue value(Kpi kpi, Result result, String absentWhen) {
    if (result.n() < kpi.minimum() && result.n() > 0) {
      return new KpiValue(
          kpi,
          OptionalDouble.empty(),
          result.n(),
          "there are only "
              + result.n()
              + " "
              + kpi.counts()
              + ", and "
              + kpi.minimum()
              + " are needed");
    }
    String why = result.value().isPresent() ? "" : absentWhen;
    return new KpiValue(kpi, result.value(), result.n(), why);
  }
}
