package org.voiceagent.exporter.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.RestingCall;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.CallReport;

/** An archive with the calls that a test adds. */
final class MemoryArchive implements CallArchive {
  private final Map<CallId, CallReport> reports = new ConcurrentHashMap<>();
  private final Map<CallId, Transcript> transcripts = new ConcurrentHashMap<>();
  private final Map<CallId, RestingCall> resting = new ConcurrentHashMap<>();
  private final List<ActiveCall> active = new CopyOnWriteArrayList<>();

  void add(CallReport report) {
    reports.put(report.session().id(), report);
  }

  void add(String id, Transcript transcript) {
    transcripts.put(new CallId(id), transcript);
  }

  void add(ActiveCall call) {
    active.add(call);
  }

  @Override
  public Optional<CallReport> report(CallId id) {
    return Optional.ofNullable(reports.get(id));
  }

  @Override
  public Optional<Transcript> transcript(CallId id) {
    return Optional.ofNullable(transcripts.get(id));
  }

  void add(RestingCall call) {
    resting.put(call.id().orElseThrow(), call);
  }

  @Override
  public Optional<RestingCall> resting(CallId id) {
    return Optional.ofNullable(resting.get(id));
  }

  @Override
  public List<ActiveCall> active() {
    return List.copyOf(active);
  }
}
