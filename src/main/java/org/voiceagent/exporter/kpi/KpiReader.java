package org.voiceagent.exporter.kpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.kpi.Kpi.Direction;
import org.voiceagent.exporter.kpi.Kpi.Format;
import org.voiceagent.exporter.kpi.Kpi.Unit;
import org.voiceagent.exporter.kpi.KpiCatalog.Defined;
import org.voiceagent.exporter.kpi.KpiFormula.Over;
import org.voiceagent.exporter.kpi.KpiFormula.Term;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads the catalog of indicators. Mistakes are added to the problems of the nodes. */
final class KpiReader {
  private static final String[] KEYS = {
    "name",
    "version",
    "title",
    "formula",
    "unit",
    "counts",
    "absent",
    "minimum",
    "source",
    "direction",
    "count",
    "divide",
    "by",
    "n",
    "over",
    "percentile",
    "of",
    "cost",
    "pending",
    "promql"
  };

  /** The words of {@code kpis.yml}, and how their values are shown. */
  private enum UnitWord {
    SECONDS(Format.SECONDS),
    RATIO(Format.PERCENT),
    SCORE(Format.SCORE),
    NUMBER(Format.DECIMAL),
    CALLS(Format.COUNT),
    MONEY(Format.MONEY);

    private final Format format;

    UnitWord(Format format) {
      this.format = format;
    }
  }

  private enum Better {
    HIGHER(Direction.HIGHER_IS_BETTER),
    LOWER(Direction.LOWER_IS_BETTER),
    NEITHER(Direction.NEITHER);

    private final Direction direction;

    Better(Direction direction) {
      this.direction = direction;
    }
  }

  private KpiReader() {}

  /** Reads {@code kpis:} of a file. */
  static List<Defined> all(YamlNode root) {
    root.allowOnly("kpis");
    List<Defined> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode node : root.at("kpis").items()) {
      node.allowOnly(KEYS);
      if (!names.add(node.at("name").requiredText())) {
        node.at("name").problem("appears twice");
      }
      all.add(new Defined(kpi(node), formula(node), node.at("pending").text("")));
    }
    return all;
  }

  private static Kpi kpi(YamlNode node) {
    UnitWord unit = node.at("unit").oneOf(UnitWord.class, UnitWord.NUMBER);
    return new Kpi(
        node.at("name").requiredText(),
        (int) node.at("version").integer(1, 1, 1_000),
        node.at("title").requiredText(),
        node.at("formula").requiredText(),
        new Unit(unit.name().toLowerCase(Locale.ROOT), unit.format),
        node.at("counts").requiredText(),
        node.at("absent").requiredText(),
        (int) node.at("minimum").integer(1, 1, 1_000_000),
        node.at("source").requiredText(),
        node.at("direction").oneOf(Better.class, Better.NEITHER).direction,
        node.at("promql").text(""));
  }

  private static KpiFormula formula(YamlNode node) {
    if (node.at("percentile").present()) {
      return new KpiFormula.Percentile(
          node.at("of").oneOf(Spread.class, Spread.RESPONSE),
          node.at("percentile").number(1, 0.01, 1));
    }
    if (node.at("cost").present()) {
      return new KpiFormula.Cost(
          node.at("cost").oneOf(KpiFormula.Cost.Per.class, KpiFormula.Cost.Per.CALL));
    }
    if (node.at("count").present()) {
      List<Term> counted = terms(node.at("count"));
      return new KpiFormula.Ratio(counted, List.of(), counted, Over.ALL);
    }
    List<Term> divisor = terms(node.at("by"));
    return new KpiFormula.Ratio(
        terms(node.at("divide")),
        divisor,
        node.at("n").present() ? terms(node.at("n")) : divisor,
        node.at("over").oneOf(Over.class, Over.ALL));
  }

  private static List<Term> terms(YamlNode node) {
    List<Term> terms = new ArrayList<>();
    for (String word : node.texts(List.of())) {
      boolean subtracted = word.startsWith("-");
      Optional<Sum> sum = Sum.named(subtracted ? word.substring(1) : word);
      sum.ifPresent(known -> terms.add(new Term(known, subtracted)));
      if (sum.isEmpty()) {
        node.problem(
            "\""
                + word
                + "\" is none of the sums "
                + Arrays.stream(Sum.values()).map(Sum::key).toList());
      }
    }
    if (terms.isEmpty()) {
      node.problem("expected a list of sums");
    }
    return terms;
  }
}
