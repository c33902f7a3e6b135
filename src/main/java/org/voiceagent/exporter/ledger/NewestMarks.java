package org.voiceagent.exporter.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.voiceagent.exporter.ledger.Mark.Once;

/** The marks of each kind whose things happened last, up to a number. Not thread-safe. */
final class NewestMarks {
  private static final Comparator<Dated> NEWEST_FIRST =
      Comparator.comparing(Dated::at)
          .thenComparing((Dated dated) -> dated.mark().name())
          .reversed();

  private final int most;
  private final Map<String, TreeSet<Dated>> byKind = new HashMap<>();

  /** A mark and when its thing happened. */
  record Dated(Once mark, Instant at) {}

  NewestMarks(int most) {
    this.most = most;
  }

  void add(Once mark, Instant at) {
    TreeSet<Dated> newestFirst =
        byKind.computeIfAbsent(mark.kind(), kind -> new TreeSet<>(NEWEST_FIRST));
    newestFirst.add(new Dated(mark, at));
    if (newestFirst.size() > most) {
      newestFirst.pollLast();
    }
  }

  void forget(Set<Once> marks) {
    byKind.values().forEach(newest -> newest.removeIf(dated -> marks.contains(dated.mark())));
  }

  /** Those of one kind, newest first. */
  List<Dated> list(String kind) {
    return List.copyOf(byKind.getOrDefault(kind, new TreeSet<>(NEWEST_FIRST)));
  }

  /** Those of all kinds. */
  List<Dated> all() {
    return byKind.values().stream().flatMap(TreeSet::stream).toList();
  }
}
