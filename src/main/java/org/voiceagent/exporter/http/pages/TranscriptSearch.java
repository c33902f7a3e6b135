package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.callindex.CallCursor;
import org.voiceagent.exporter.callindex.CallIndex;
import org.voiceagent.exporter.callindex.CallMatches;
import org.voiceagent.exporter.callindex.CallQuery;
import org.voiceagent.exporter.callindex.ListedCall;
import org.voiceagent.exporter.http.json.CallJson;
import org.voiceagent.exporter.http.json.CallListJson.Searched;
import org.voiceagent.exporter.report.CallArchive;

/**
 * Looks for a text in redacted transcripts, one call after the other in the order of the list,
 * until there are enough calls or the time is over. What redaction replaces cannot be found.
 */
final class TranscriptSearch {
  /** A person waits for it; the next page goes on where this one ended. */
  private static final Duration LONGEST = Duration.ofMillis(800);

  private static final int BATCH = 500;
  private static final int AROUND = 60;

  private final CallIndex listed;
  private final CallArchive archive;
  private final CallJson json;
  private final Supplier<Instant> now;

  TranscriptSearch(CallIndex listed, CallArchive archive, CallJson json, Supplier<Instant> now) {
    this.listed = listed;
    this.archive = archive;
    this.json = json;
    this.now = now;
  }

  /**
   * What was found.
   *
   * @param calls those whose transcript has the text; facets and numbers are of the whole filter
   * @param searched how far it went
   * @param end where the next search goes on; empty if all calls were searched
   */
  record Found(CallMatches calls, Searched searched, Optional<CallCursor> end) {}

  /** Searches the calls of a list. */
  Found find(CallListQuery wanted, String text, int limit) {
    Instant until = now.get().plus(LONGEST);
    List<ListedCall> calls = new ArrayList<>();
    List<CallCursor> cursors = new ArrayList<>();
    Map<CallId, String> excerpts = new HashMap<>();
    int searched = 0;
    CallMatches batch = listed.find(wanted.query(BATCH));
    CallMatches first = batch;
    Optional<CallCursor> end = Optional.empty();
    while (true) {
      for (int i = 0; i < batch.calls().size(); i++) {
        ListedCall call = batch.calls().get(i);
        searched++;
        Optional<String> excerpt = excerpt(call.id(), text);
        if (excerpt.isPresent()) {
          calls.add(call);
          cursors.add(batch.cursors().get(i));
          excerpts.put(call.id(), excerpt.get());
        }
        boolean last = i == batch.calls().size() - 1 && !batch.more();
        if (!last && (calls.size() == limit || now.get().isAfter(until))) {
          end = Optional.of(batch.cursors().get(i));
          return found(first, calls, cursors, new Searched(searched, false, excerpts), end);
        }
      }
      if (!batch.more()) {
        return found(first, calls, cursors, new Searched(searched, true, excerpts), end);
      }
      CallCursor reached = batch.cursors().get(batch.cursors().size() - 1);
      batch =
          listed.find(new CallQuery(wanted.filter(), wanted.order(), Optional.of(reached), BATCH));
    }
  }

  private static Found found(
      CallMatches whole,
      List<ListedCall> calls,
      List<CallCursor> cursors,
      Searched searched,
      Optional<CallCursor> end) {
    return new Found(
        new CallMatches(
            calls,
            cursors,
            end.isPresent(),
            whole.matching(),
            whole.listed(),
            whole.since(),
            whole.facets()),
        searched,
        end);
  }

  private Optional<String> excerpt(CallId id, String text) {
    return archive.transcript(id).stream()
        .flatMap(said -> json.redactedTexts(said).stream())
        .flatMap(line -> around(line, text).stream())
        .findFirst();
  }

  /** Small letters may be longer than capital ones, so places are looked for in what is shown. */
  private static Optional<String> around(String line, String text) {
    String small = line.toLowerCase(Locale.ROOT);
    int at = small.indexOf(text);
    if (at < 0) {
      return Optional.empty();
    }
    String shown = small.length() == line.length() ? line : small;
    int end = at + text.length();
    int from = Math.max(0, at - AROUND);
    int to = Math.min(shown.length(), end + AROUND);
    if (from > 0 && shown.lastIndexOf(' ', at) > from) {
      from = shown.indexOf(' ', from) + 1;
    }
    if (to < shown.length() && shown.lastIndexOf(' ', to) > end) {
      to = shown.lastIndexOf(' ', to);
    }
    return Optional.of(
        (from > 0 ? "…" : "")
            + shown.substring(from, to).strip()
            + (to < shown.length() ? "…" : ""));
  }
}
