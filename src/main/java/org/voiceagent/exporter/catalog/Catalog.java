package org.voiceagent.exporter.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * The metric families of one type of record, as a YAML file declares them, and how a record changes
 * them. Immutable and safe to share.
 *
 * @param <R> the type of record
 */
public final class Catalog<R> {
  private final RecordType<R> type;
  private final List<Mapping<R>> mappings;
  private final List<Family> declared;
  private final List<Mapping<R>> totals;
  private final ChangeReader<R> reader;
  private final ChangeReader<R> lateReader;

  /**
   * A catalog of these families.
   *
   * @param type what its records are
   * @param mappings the families whose values come from records
   * @param declared the families that code counts
   */
  public Catalog(RecordType<R> type, List<Mapping<R>> mappings, List<Family> declared) {
    this.type = type;
    this.mappings = List.copyOf(mappings);
    this.declared = List.copyOf(declared);
    this.totals =
        Stream.concat(of(Scope.FLEET).stream(), of(Scope.SELF).stream())
            .filter(mapping -> !mapping.source().live())
            .toList();
    this.reader = new ChangeReader<>(type, totals, mapping -> mapping.source().late().isEmpty());
    this.lateReader =
        new ChangeReader<>(type, totals, mapping -> !mapping.source().late().isEmpty());
  }

  /**
   * Reads a catalog that must be right, such as one that comes with the program.
   *
   * @param name what to call it in messages
   * @throws IllegalStateException with every mistake as {@code file:line: key: why}
   */
  public static <R> Catalog<R> parse(String name, String text, RecordType<R> type) {
    Problems problems = new Problems();
    YamlNode root = YamlFile.parse(name, text, problems);
    refuse(problems);
    Catalog<R> catalog = read(root, type);
    refuse(problems);
    return catalog;
  }

  /** Reads a catalog; every mistake is added to the problems of the nodes, with its line. */
  public static <R> Catalog<R> read(YamlNode root, RecordType<R> type) {
    return new CatalogReader<>(type).catalog(root);
  }

  /** What its records are. */
  RecordType<R> type() {
    return type;
  }

  /** The families of these scopes whose values come from records, in the order of the file. */
  public List<Mapping<R>> of(Scope... scopes) {
    List<Scope> wanted = Arrays.asList(scopes);
    return mappings.stream().filter(mapping -> wanted.contains(mapping.scope())).toList();
  }

  /** All families, in the order of the file, those that code counts last. */
  public List<Family> families() {
    return Stream.concat(mappings.stream().map(Mapping::family), declared.stream()).toList();
  }

  /** The families that are totals over all records. */
  public List<Mapping<R>> totals() {
    return totals;
  }

  /** The families that show the present as a whole. */
  public List<Family> live() {
    return mappings.stream()
        .filter(mapping -> mapping.source().live())
        .map(Mapping::family)
        .toList();
  }

  /** The families that code counts. */
  public List<Family> declared() {
    return declared;
  }

  /**
   * What a record does to the totals, apart from its {@link Source#late} facts. A value that would
   * harm a sum is left out, and a source that counts dropped values counts it. Thread-safe.
   *
   * @param budgets fold labels beyond the limits; made of this catalog
   */
  public List<Change> changes(R record, LabelBudgets budgets) {
    return reader.changes(record, budgets);
  }

  /**
   * What the late facts of a record do to the totals; empty if none is known. Thread-safe.
   *
   * @param counted facts that were counted before and are left out
   * @param budgets fold labels beyond the limits; made of this catalog
   */
  public LateChanges late(R record, Set<String> counted, LabelBudgets budgets) {
    return lateReader.late(record, counted, budgets);
  }

  private static void refuse(Problems problems) {
    if (!problems.none()) {
      throw new IllegalStateException(
          problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }
}
