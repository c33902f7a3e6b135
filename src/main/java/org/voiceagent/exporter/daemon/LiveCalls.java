package org.voiceagent.exporter.daemon;

import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.forget.RememberedCalls;
import org.voiceagent.exporter.intake.FolderFeed;
import org.voiceagent.exporter.report.EffectTracker;
import org.voiceagent.exporter.report.ReportStore;

/** What the running daemon knows about single calls, apart from ledger, history and metrics. */
final class LiveCalls implements RememberedCalls {
  private final ReportStore store;
  private final EffectTracker effects;
  private final FolderFeed feed;

  LiveCalls(ReportStore store, EffectTracker effects, FolderFeed feed) {
    this.store = store;
    this.effects = effects;
    this.feed = feed;
  }

  @Override
  public boolean knows(CallId call) {
    return store.find(call).isPresent();
  }

  @Override
  public Set<CallId> ofCaller(String hash) {
    return store.all().stream()
        .map(report -> report.session())
        .filter(call -> call.facts().text(CallField.CALLER_HASH).filter(hash::equals).isPresent())
        .map(call -> call.id())
        .collect(Collectors.toSet());
  }

  @Override
  public void forget(Set<CallId> calls) {
    store.forget(calls);
    effects.forget(calls);
    feed.forget(calls);
  }
}
