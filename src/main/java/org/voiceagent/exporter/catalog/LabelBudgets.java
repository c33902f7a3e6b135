package org.voiceagent.exporter.catalog;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how many series the families of a catalog can have: so many combinations of the grouped
 * labels over all families, so many of a source's own labels for each family, and so many values of
 * a label that has a limit. What is beyond a limit shares {@link Label#OTHER}. Thread-safe.
 *
 * <p>Also keeps one list for all equal label values, so that whoever looks up a series compares
 * references.
 */
public final class LabelBudgets implements SeriesNames {
  private static final Logger logger = LoggerFactory.getLogger(LabelBudgets.class);

  /** Sources have few own labels; only an unusual rule book could come near this limit. */
  private static final int MOST_OWN_LABELS = 500;

  private final String word;
  private final List<String> grouped;
  private final List<String> folded;
  private final int mostGroups;
  private final Runnable onFold;
  private final LabelBudget<List<String>> groups;
  private final Map<String, FamilyLabels> families = new HashMap<>();
  private final Map<Label<?>, LabelBudget<String>> limited = new HashMap<>();

  /** By the label's name: what two sources call by one name is the same thing, such as a tool. */
  private final Map<String, LabelBudget<String>> ownLimited = new HashMap<>();

  private final Map<List<String>, List<String>> known = new ConcurrentHashMap<>();
  private final AtomicBoolean foldingLogged = new AtomicBoolean();

  /**
   * Where a family has labels that share a limit.
   *
   * @param ownLimited the limits of the source's own labels that have one, by place among them
   * @param limited the limits of labels that have one, by place among the family's
   */
  private record FamilyLabels(
      List<Integer> group,
      List<Integer> own,
      LabelBudget<List<String>> ownBudget,
      Map<Integer, LabelBudget<String>> ownLimited,
      Map<Integer, LabelBudget<String>> limited) {}

  /**
   * Budgets from which nothing has been taken.
   *
   * @param mostGroups how many combinations of the grouped labels have series of their own
   * @param onFold runs for each record that is counted under {@code other}
   */
  public <R> LabelBudgets(Catalog<R> catalog, int mostGroups, Runnable onFold) {
    this.word = catalog.type().word();
    this.grouped = catalog.type().grouped();
    this.folded = Collections.nCopies(grouped.size(), Label.OTHER);
    this.mostGroups = mostGroups;
    this.onFold = onFold;
    this.groups = new LabelBudget<>(mostGroups);
    catalog.totals().forEach(mapping -> families.put(mapping.family().name(), labelsOf(mapping)));
  }

  private FamilyLabels labelsOf(Mapping<?> mapping) {
    List<String> labels = mapping.family().labels();
    List<Integer> group = grouped.stream().map(labels::indexOf).toList();
    List<Integer> own =
        mapping.source().labels().stream().map(labels::indexOf).filter(i -> i >= 0).toList();
    Map<Integer, LabelBudget<String>> limits = new HashMap<>();
    for (Label<?> label : mapping.labels()) {
      if (label.limit().isPresent()) {
        int most = label.limit().getAsInt();
        limits.put(
            labels.indexOf(label.key()),
            limited.computeIfAbsent(label, any -> new LabelBudget<>(most)));
      }
    }
    Map<Integer, LabelBudget<String>> ownLimits = new HashMap<>();
    List<String> ownNames = mapping.source().labels().stream().filter(labels::contains).toList();
    for (int i = 0; i < ownNames.size(); i++) {
      String name = ownNames.get(i);
      OptionalInt most = mapping.source().limit(name);
      if (most.isPresent()) {
        LabelBudget<String> budget =
            ownLimited.computeIfAbsent(name, any -> new LabelBudget<>(most.getAsInt()));
        ownLimits.put(i, budget);
        limits.put(labels.indexOf(name), budget);
      }
    }
    return new FamilyLabels(
        group.contains(-1) ? List.of() : group,
        own,
        new LabelBudget<>(MOST_OWN_LABELS),
        Map.copyOf(ownLimits),
        limits);
  }

  /** The values of the grouped labels, or {@code other} for all of them. */
  List<String> group(List<String> values) {
    List<String> admitted = quietGroup(values);
    if (admitted == values) {
      return values;
    }
    onFold.run();
    if (foldingLogged.compareAndSet(false, true)) {
      logger.warn(
          "There are more than {} sets of {}. Each {} with a further set is counted under"
              + " \"{}\". Check whether these names hold something that changes every time.",
          mostGroups,
          sentence(grouped),
          word,
          Label.OTHER);
    }
    return folded;
  }

  /** The same for what is not to be reported as folded, because that was done before. */
  List<String> quietGroup(List<String> values) {
    return groups.admits(values) ? values : folded;
  }

  /** The value of a label, or {@code other} if the label has a limit that is used up. */
  String value(Label<?> label, String value) {
    LabelBudget<String> budget = limited.get(label);
    return budget == null || budget.admits(value) ? value : Label.OTHER;
  }

  /**
   * The values of a source's own labels that the family has: {@code other} for one whose own limit
   * is used up, or for all of them if there are too many combinations.
   */
  List<String> own(String family, List<String> values) {
    FamilyLabels labels = families.get(family);
    List<String> wanted = labels.ownLimited().isEmpty() ? values : limited(labels, values);
    return labels.ownBudget().admits(wanted)
        ? wanted
        : Collections.nCopies(values.size(), Label.OTHER);
  }

  private static List<String> limited(FamilyLabels labels, List<String> values) {
    String[] limited = new String[values.size()];
    for (int i = 0; i < limited.length; i++) {
      String value = values.get(i);
      LabelBudget<String> budget = labels.ownLimited().get(i);
      limited[i] = budget == null || budget.admits(value) ? value : Label.OTHER;
    }
    return List.of(limited);
  }

  /** The one list that stands for all lists with these values. */
  List<String> canonical(List<String> values) {
    List<String> first = known.get(values);
    if (first == null) {
      first = known.putIfAbsent(values, values);
    }
    return first == null ? values : first;
  }

  @Override
  public List<String> learn(String family, List<String> labelValues) {
    FamilyLabels labels = families.get(family);
    if (labels != null) {
      take(groups, at(labels.group(), labelValues));
      take(labels.ownBudget(), at(labels.own(), labelValues));
      labels.limited().forEach((place, budget) -> take(budget, labelValues.get(place)));
    }
    return canonical(List.copyOf(labelValues));
  }

  private static void take(LabelBudget<List<String>> budget, List<String> values) {
    if (values.stream().anyMatch(value -> !value.equals(Label.OTHER))) {
      budget.take(values);
    }
  }

  private static void take(LabelBudget<String> budget, String value) {
    if (!value.equals(Label.OTHER)) {
      budget.take(value);
    }
  }

  private static List<String> at(List<Integer> places, List<String> values) {
    return places.stream().map(values::get).toList();
  }

  private static String sentence(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
