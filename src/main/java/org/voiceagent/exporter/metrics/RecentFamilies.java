package org.voiceagent.exporter.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;

/** The families about single calls, and the calls they show; not thread-safe. */
final class RecentFamilies {
  /** Calls of a piece: some 60 KB. */
  private static final int CALLS = 400;

  private final List<FamilyTexts> texts;
  private final RecentCalls calls;
  private List<FamilyPage> pages = List.of();
  private boolean changed = true;

  /**
   * @param most how many calls to show
   * @param oldest how long after its end a call is shown
   */
  RecentFamilies(List<CallFamily> specs, int most, Duration oldest) {
    this.texts = specs.stream().map(spec -> new FamilyTexts(spec.family())).toList();
    this.calls = new RecentCalls(most, oldest);
  }

  /** Whether the call is shown, or would be if it were put here now. */
  boolean wants(CallSession session, Instant now) {
    return calls.wants(session.id(), session.endedAt(), now);
  }

  /** Shows a call, anew if it is shown already; says how many are no longer shown for it. */
  int put(RecentCall call, Instant now) {
    changed = true;
    return calls.put(call, now);
  }

  /** Lets go of the calls that have become too old, and says how many. */
  int prune(Instant now) {
    int letGo = calls.prune(now);
    changed |= letGo > 0;
    return letGo;
  }

  /** Shows these calls no longer. */
  void forget(Set<CallId> forgotten) {
    changed = true;
    calls.forget(forgotten);
  }

  /** The families as they stand now; none if no sample of these names is in them; empty: all. */
  List<FamilyPage> pages(Set<String> names) {
    if (texts.stream().noneMatch(text -> text.mayHave(names))) {
      return List.of();
    }
    if (changed) {
      List<RecentCall> newest = calls.list();
      List<FamilyPage> made = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        made.add(page(i, newest));
      }
      pages = List.copyOf(made);
      changed = false;
    }
    return pages;
  }

  private FamilyPage page(int family, List<RecentCall> newest) {
    FamilyTexts how = texts.get(family);
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from == 0 || from < newest.size(); from += CALLS) {
      List<RecentCall> some = newest.subList(from, Math.min(from + CALLS, newest.size()));
      pieces.add(
          new Piece(
              how, from == 0, (text, out) -> some.forEach(call -> call.write(family, text, out))));
    }
    return new FamilyPage(how, pieces);
  }
}
