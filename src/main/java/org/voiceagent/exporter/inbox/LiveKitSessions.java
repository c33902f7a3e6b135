package org.voiceagent.exporter.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.inbox.InboxMeter.Delivered;

/**
 * Collects what LiveKit's agents send of each session, and puts its report into the call's folder
 * once no more is to be expected: log records follow the upload within seconds, and the outcome
 * must be there before the call is counted. Until then everything stays in the spool, so that
 * nothing is lost if the process ends. Not thread-safe.
 */
final class LiveKitSessions {
  private static final Logger logger = LoggerFactory.getLogger(LiveKitSessions.class);

  /** The agent flushes its log records within ten seconds of the upload, mostly at once. */
  private static final Duration AFTER_UPLOAD = Duration.ofSeconds(6);

  /** The upload follows the log records; with long audio it takes longer, and comes late then. */
  private static final Duration AFTER_LOGS = Duration.ofSeconds(30);

  /** Records of a session that never ended are of no use. */
  private static final Duration WITHOUT_END = Duration.ofMinutes(15);

  /** What suits livekit-agents 1.8.9. */
  static final Delays USUAL = new Delays(AFTER_UPLOAD, AFTER_LOGS, WITHOUT_END);

  private final BodyFolder spool;
  private final CallFolderWriter folders;
  private final Quarantine quarantine;
  private final InboxMeter meter;
  private final Delays delays;
  private final Map<String, LiveKitSession> sessions = new LinkedHashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  /** How long to wait for more, after which part of a session. */
  record Delays(Duration afterUpload, Duration afterLogs, Duration withoutEnd) {}

  LiveKitSessions(
      BodyFolder spool,
      CallFolderWriter folders,
      Quarantine quarantine,
      InboxMeter meter,
      Delays delays) {
    this.spool = spool;
    this.folders = folders;
    this.quarantine = quarantine;
    this.meter = meter;
    this.delays = delays;
  }

  /** Whether a body was taken and waits for more of its session. */
  boolean holds(StoredBody body) {
    return uses.containsKey(body.name());
  }

  /**
   * Takes a body, which stays in the spool.
   *
   * @return why it cannot be used, if so
   * @throws IOException if the spool cannot be changed
   */
  Optional<QuarantineReason> take(StoredBody body, byte[] content) throws IOException {
    Set<String> jobs = new HashSet<>();
    try {
      if (body.kind() == StoredBody.Kind.RECORDING) {
        LiveKitRecording upload = LiveKitRecording.of(RecordingParts.read(content));
        if (upload.job().isEmpty()) {
          return Optional.of(QuarantineReason.NO_CALL_ID);
        }
        if (CallId.parse(upload.job()).isEmpty()) {
          return Optional.of(QuarantineReason.BAD_CALL_ID);
        }
        session(upload.job()).add(body, upload);
        jobs.add(upload.job());
      } else {
        for (LiveKitLog log : logs(body, content)) {
          if (CallId.parse(log.job()).isPresent()) {
            session(log.job()).add(body, log);
            jobs.add(log.job());
          }
        }
      }
    } catch (IOException malformed) {
      return Optional.of(QuarantineReason.MALFORMED);
    }
    if (jobs.isEmpty()) {
      spool.remove(body);
      meter.delivered(InboxSource.LIVEKIT, Delivered.IGNORED);
    } else {
      uses.put(body.name(), jobs.size());
    }
    return Optional.empty();
  }

  private static List<LiveKitLog> logs(StoredBody body, byte[] content) throws IOException {
    return body.kind() == StoredBody.Kind.LOGS
        ? OtlpLogs.ofProtobuf(content)
        : OtlpLogs.ofJson(content);
  }

  private LiveKitSession session(String job) {
    return sessions.computeIfAbsent(job, LiveKitSession::new);
  }

  /**
   * Puts the reports into the calls' folders for which no more is to be expected.
   *
   * @throws IOException if one cannot be written; it is tried again by the next call
   */
  void deliverDue(long nowMillis) throws IOException {
    for (LiveKitSession session : new ArrayList<>(sessions.values())) {
      long quietMillis = nowMillis - session.newestMillis();
      CallId call = new CallId(session.job());
      boolean late = !session.hasEnded() && isThere(call);
      Duration wait =
          session.recording().isPresent() || late
              ? delays.afterUpload()
              : session.hasEnded() ? delays.afterLogs() : delays.withoutEnd();
      if (quietMillis >= wait.toMillis()) {
        delivered(session, call, session.hasEnded() || late);
      }
    }
  }

  private boolean isThere(CallId call) throws IOException {
    return folders.read(call, InboxSource.LIVEKIT.fileName()).isPresent();
  }

  /** One session that this program fails on must not keep the others waiting. */
  private void delivered(LiveKitSession session, CallId call, boolean ended) throws IOException {
    try {
      deliver(session, call, ended);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      logger.error("a session could not be put together: {}", fault.getClass().getName());
      StoredBody first = session.bodies().get(0);
      quarantine.add(first, spool.read(first).orElse(new byte[0]), QuarantineReason.MALFORMED);
      release(session);
    }
  }

  private void deliver(LiveKitSession session, CallId call, boolean ended) throws IOException {
    if (ended) {
      Optional<byte[]> earlier = folders.read(call, InboxSource.LIVEKIT.fileName());
      byte[] report = session.report(earlier, upload(session));
      try {
        meter.delivered(
            InboxSource.LIVEKIT, folders.put(call, InboxSource.LIVEKIT.fileName(), report));
      } catch (NotDirectoryException blocked) {
        quarantine.add(session.bodies().get(0), report, QuarantineReason.BLOCKED);
      }
    } else {
      meter.delivered(InboxSource.LIVEKIT, Delivered.IGNORED);
    }
    release(session);
  }

  private void release(LiveKitSession session) throws IOException {
    sessions.remove(session.job());
    for (StoredBody body : session.bodies()) {
      if (uses.merge(body.name(), -1, Integer::sum) <= 0) {
        spool.remove(body);
        uses.remove(body.name());
      }
    }
  }

  private Optional<ObjectNode> upload(LiveKitSession session) throws IOException {
    if (session.recording().isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> content = spool.read(session.recording().get());
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(LiveKitRecording.of(RecordingParts.read(content.get())).report());
  }

  /** Whether anything waits. */
  boolean areWaiting() {
    return !sessions.isEmpty();
  }

  /** Drops a session, whose bodies the caller removes. */
  void forget(CallId call) {
    sessions.remove(call.value());
  }
}
